"""Drives the mail server of the messages simulator with smtplib, an independent client of SMTP.

Usage: smtplib_check.py SMTP_PORT PAGE_URL
"""

import smtplib
import sys
import urllib.parse
import urllib.request
from email.message import EmailMessage

FROM = "no-reply@agera.example"
ANNA = "anna@exempel.se"


def mail(subject: str, text: str = "Hej.\n", to: str = ANNA) -> EmailMessage:
    made = EmailMessage()
    made["From"] = FROM
    made["To"] = to
    made["Subject"] = subject
    made["X-Prov"] = "ja"
    # Without 8BITMIME what is not ASCII has to be encoded.
    made.set_content(text, cte="quoted-printable")
    return made


def refused(error, code, call, *args, **kwargs) -> None:
    try:
        call(*args, **kwargs)
    except error as raised:
        if isinstance(raised, smtplib.SMTPRecipientsRefused):
            (answer,) = raised.recipients.values()
        else:
            answer = (getattr(raised, "smtp_code", None),)
        assert answer[0] == code, answer
        return
    raise AssertionError(f"{call.__name__} should raise {error.__name__}")


def main() -> None:
    port, page_url = int(sys.argv[1]), sys.argv[2]
    browser = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def trouble(name: str) -> None:
        form = urllib.parse.urlencode({"sms": "", "mail": name}).encode()
        browser.open(f"{page_url}/driftstorning", form).read()

    def client(timeout: float = 30) -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", port, "client.example", timeout)

    with client() as smtp:
        smtp.ehlo()
        largest = int(smtp.esmtp_features["size"])
        offered = set(smtp.esmtp_features)
        assert offered == {"size", "enhancedstatuscodes"}, offered
        smtp.send_message(mail("Nytt meddelande åt dig", "Hej å.\n.\n..två punkter\n"))

        # What is wrong, and that the connection goes on after it.
        large = mail("Stort", "x" * 70 + "\n" + ("y" * 70 + "\n") * (largest // 70))
        refused(smtplib.SMTPSenderRefused, 552, smtp.send_message, large)
        wild = mail("Åttabitars").as_bytes() + "å".encode()
        for body, code in ((large.as_bytes(), 552), (wild, 554)):
            smtp.mail(FROM)
            smtp.rcpt(ANNA)
            assert smtp.data(body.replace(b"\n", b"\r\n"))[0] == code
        assert smtp.rset()[0] == 250
        assert smtp.noop()[0] == 250
        assert smtp.rcpt(ANNA)[0] == 503
        refused(
            smtplib.SMTPNotSupportedError,
            None,
            smtp.send_message,
            mail("Åsa", to="åsa@exempel.se"),
        )
        refused(smtplib.SMTPNotSupportedError, None, smtp.starttls)
        refused(smtplib.SMTPNotSupportedError, None, smtp.login, "a", "b")
        smtp.send_message(mail("Till två", to=f"{ANNA}, bo@exempel.se"))

    for name, code in (("refuse", 550), ("fail", 451)):
        trouble(name)
        with client() as smtp:
            wrong = mail("Inte detta")
            refused(smtplib.SMTPRecipientsRefused, code, smtp.send_message, wrong)
    trouble("hang")
    smtp = client(timeout=0.5)
    refused(smtplib.SMTPServerDisconnected, None, smtp.send_message, mail("Inte det"))
    smtp.close()
    trouble("drop")
    smtp = client()
    refused(smtplib.SMTPServerDisconnected, None, smtp.send_message, mail("Tappat"))
    trouble("")
    with client() as smtp:
        smtp.send_message(mail("Efteråt"))
    print("all well")


if __name__ == "__main__":
    main()
