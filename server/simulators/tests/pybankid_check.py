"""Drives the BankID simulator with pybankid, an independent client of the API v6.0.

Usage: pybankid_check.py BASE_URL APP_URL CERTIFICATE_FOLDER
"""

import sys
import time
from pathlib import Path

import httpx
from bankid import BankIDClient
from bankid.exceptions import (
    AlreadyInProgressError,
    InvalidParametersError,
    NotFoundError,
)

ASTRID = "189001019802"


def client(base_url: str, folder: Path) -> BankIDClient:
    """pybankid's client with its addresses and its trust turned from BankID to us."""
    own = (str(folder / "client.pem"), str(folder / "client.key"))
    made = BankIDClient(certificates=own, test_server=True)
    made.ctx.load_verify_locations(cafile=str(folder / "ca.pem"))
    for method in ("auth", "sign", "collect", "cancel"):
        setattr(made, f"_{method}_endpoint", f"{base_url}/{method}")
    return made


def refused(error, call, *args, **kwargs) -> None:
    try:
        call(*args, **kwargs)
    except error:
        return
    raise AssertionError(f"{call.__name__} should raise {error.__name__}")


def main() -> None:
    base_url, app_url, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    bankid = client(base_url, folder)
    browser = httpx.Client(follow_redirects=True, trust_env=False)

    def app(path: str, **form: str) -> httpx.Response:
        return browser.post(f"{app_url}/{path}", data=form).raise_for_status()

    def hint(order) -> str:
        answer = bankid.collect(order_ref=order["orderRef"])
        assert answer["orderRef"] == order["orderRef"]
        return f"{answer['status']} {answer.get('hintCode', '')}".strip()

    # From the QR code to the completed order.
    started = time.time()
    order = bankid.authenticate(
        end_user_ip="127.0.0.1",
        user_visible_data="# Logga in\nhos *Agera ombud*",
        user_visible_data_format="simpleMarkdownV1",
    )
    assert set(order) == {"orderRef", "autoStartToken", "qrStartToken", "qrStartSecret"}
    assert hint(order) == "pending outstandingTransaction"
    code = bankid.generate_qr_code_content(
        order["qrStartToken"], started, order["qrStartSecret"]
    )
    page = app("skanna", qr=code).text
    assert "hos <strong>Agera ombud</strong>" in page, page
    assert hint(order) == "pending started"
    app("person", order=order["autoStartToken"], person=ASTRID)
    assert hint(order) == "pending userSign"
    app("svar", order=order["autoStartToken"], answer="approve")
    answer = bankid.collect(order_ref=order["orderRef"])
    assert answer["status"] == "complete"
    data = answer["completionData"]
    assert data["user"] == {
        "personalNumber": ASTRID,
        "name": "Astrid Berg",
        "givenName": "Astrid",
        "surname": "Berg",
    }
    assert data["device"]["ipAddress"] == "127.0.0.1"
    for member in ("bankIdIssueDate", "signature", "ocspResponse"):
        assert data[member], member

    # The user says no; the relying party calls it off.
    order = bankid.sign(end_user_ip="::1", user_visible_data="Skriv under")
    app("svar", order=order["autoStartToken"], answer="userCancel")
    assert hint(order) == "failed userCancel"
    order = bankid.authenticate(end_user_ip="127.0.0.1")
    assert bankid.cancel(order_ref=order["orderRef"]) is True
    refused(NotFoundError, bankid.collect, order_ref=order["orderRef"])
    refused(NotFoundError, bankid.cancel, order_ref=order["orderRef"])

    # What is wrong is refused with the right code.
    refused(InvalidParametersError, bankid.authenticate, end_user_ip="")
    refused(InvalidParametersError, bankid.authenticate, end_user_ip="ingen adress")
    refused(
        InvalidParametersError,
        bankid.authenticate,
        end_user_ip="127.0.0.1",
        user_visible_data="a" * 1126,
    )
    named = {"end_user_ip": "127.0.0.1", "requirement": {"personalNumber": ASTRID}}
    first = bankid.authenticate(**named)
    refused(AlreadyInProgressError, bankid.authenticate, **named)
    assert hint(first) == "failed cancelled"
    print("all well")


if __name__ == "__main__":
    main()
