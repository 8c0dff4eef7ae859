"""A mail server by another maker, aiosmtpd, for our mail client to be tested with.

Usage: aiosmtpd_server.py MODE [FOLDER [USER PASSWORD]]

MODE is none, starttls or tls; FOLDER holds server.pem and server.key. Says the port on the first
line of standard output, then a line of JSON for each mail. An address at refused.example is
refused for good, one at later.example for now. Ends when standard input does.
"""

import asyncio
import email
import email.policy
import json
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.endswith("@refused.example"):
            return f"550 5.1.1 <{address}>: Recipient address rejected"
        if address.endswith("@later.example"):
            return f"450 4.2.1 <{address}>: The mailbox is busy"
        if address.endswith("@spam.example"):
            envelope.spam = True
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if getattr(envelope, "spam", False):
            return "554 5.7.1 That looks like spam to me"
        # Strict: a header or an encoding that is not right is a fault of the message.
        policy = email.policy.default.clone(raise_on_defect=True)
        message = email.message_from_bytes(envelope.content, policy=policy)
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "options": envelope.mail_options,
            "ehlo": session.host_name,
            "login": str(session.auth_data.login, "utf-8") if session.auth_data else None,
            "tls": session.ssl is not None or server.transport.get_extra_info("cipher") is not None,
            "headers": [[name, str(value)] for name, value in message.items()],
            "text": message.get_content(),
            "raw": envelope.content.decode("ascii"),
        }
        print(json.dumps(mail), flush=True)
        return "250 2.0.0 Taken"


async def main() -> None:
    mode, *rest = sys.argv[1:]
    options = {"hostname": "localhost"}
    context = None
    if mode != "none":
        folder = Path(rest[0])
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(folder / "server.pem", folder / "server.key")
    if mode == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    if len(rest) == 3:
        expected = LoginPassword(rest[1].encode(), rest[2].encode())

        def authenticate(server, session, envelope, mechanism, login):
            return AuthResult(success=login == expected, handled=False, auth_data=login)

        options |= {
            "authenticator": authenticate,
            "auth_required": True,
            "auth_require_tls": mode == "starttls",
        }
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Handler(), **options),
        "127.0.0.1",
        0,
        ssl=context if mode == "tls" else None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
