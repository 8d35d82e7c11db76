"""One letter over SMTP, with a last word before it becomes final."""

import re
import smtplib
import ssl
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from functools import partial
from typing import Any

from helpdesk.mail.models import Letter


class Refused(Exception):
    """The server will never take this letter (a 5xx answer)."""


class NotNow(Exception):
    """The letter has not been taken; trying again later is right."""


def send(letter: Letter, *, server: dict[str, Any], before_handover: Callable[[], bool]) -> str:
    """Deliver one letter and return the server's answer.

    ``before_handover`` is called when the server has the whole text but not yet the line that ends it;
    if it returns False the connection is cut and nothing is delivered. Raises ``Refused`` or ``NotNow``.
    """
    try:
        with connect(server) as smtp:
            expect(smtp.mail(parseaddr(letter.sender)[1]), 250)
            expect(smtp.rcpt(letter.recipient), 250, 251)
            expect(smtp.docmd("DATA"), 354)
            smtp.send(as_data(letter))
            if not before_handover():
                smtp.close()
                raise NotNow("Another worker has taken the letter over.")
            smtp.send(b".\r\n")
            return expect(smtp.getreply(), 250)
    except smtplib.SMTPResponseException as error:
        raise NotNow(f"{error.smtp_code} {text_of(error.smtp_error)}") from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotNow(f"{type(error).__name__}: {error}") from error


def connect(server: dict[str, Any]) -> smtplib.SMTP:
    make: Callable[..., smtplib.SMTP] = smtplib.SMTP
    if server["tls"]:
        make = partial(smtplib.SMTP_SSL, context=ssl.create_default_context())
    smtp = make(server["host"], server["port"], timeout=server["timeout"])
    try:
        if server["starttls"]:
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if server["user"]:
            smtp.login(server["user"], server["password"])
    except BaseException:
        smtp.close()
        raise
    return smtp


def expect(reply: tuple[int, bytes], *codes: int) -> str:
    code, text = reply
    said = f"{code} {text_of(text)}"
    if code in codes:
        return said
    if 500 <= code < 600:
        raise Refused(said)
    raise NotNow(said)


def text_of(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said


def as_data(letter: Letter) -> bytes:
    """The letter as it goes after DATA: CRLF line ends, leading dots doubled, no closing dot."""
    data = re.sub(rb"(?m)^\.", b"..", compose(letter).as_bytes())
    return data if data.endswith(b"\r\n") else data + b"\r\n"


def compose(letter: Letter) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = letter.sender
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = letter.message_id
    if letter.reply_to:
        message["Reply-To"] = letter.reply_to
    for name, value in letter.headers.items():
        message[name] = value
    message.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return message
