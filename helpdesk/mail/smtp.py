"""One letter over SMTP, with a last word before it becomes final."""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, suppress
from email import policy
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from functools import partial
from typing import Any, cast

from django.core.files.storage import default_storage
from django.utils.encoding import punycode

from helpdesk.mail.models import Letter


class AddressHeader(UnstructuredHeader):
    """A header of web addresses, as it is: the library would break a long one and encode its pieces, and no
    mail program reads that as an address.
    """

    # The library mixes it in.
    name: str

    def fold(self, *, policy: EmailPolicy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
# The library makes a whole header of it.
HEADERS.map_to_type("list-unsubscribe", cast("type[BaseHeader]", AddressHeader))
POLICY = policy.SMTP.clone(header_factory=HEADERS)


class Refused(Exception):
    """No server will ever take this letter: one answered 5xx, or SMTP cannot write the letter."""


class NotNow(Exception):
    """The letter has not been taken; trying again later is right."""


def send(
    letter: Letter, *, server: dict[str, Any], handing_over: Callable[[], AbstractContextManager[bool]]
) -> str:
    """Deliver one letter and return the server's answer.

    ``handing_over`` is entered when the server has the whole text but not yet the line that ends it, and left
    as soon as that line is on its way. If it gives False the connection is cut and nothing is delivered.
    Raises ``Refused`` or ``NotNow``.
    """
    try:
        sender, recipient = ascii_address(parseaddr(letter.sender)[1]), ascii_address(letter.recipient)
        data = as_data(letter)
    except ValueError as error:
        raise Refused(f"This letter cannot be written: {error}") from error
    except OSError as error:
        raise NotNow(f"What is enclosed cannot be read: {error}") from error
    try:
        with closing(connect(server)) as smtp:
            expect(smtp.mail(sender), 250)
            expect(smtp.rcpt(recipient), 250, 251)
            expect(smtp.docmd("DATA"), 354)
            smtp.send(data)
            with handing_over() as is_ours:
                if not is_ours:
                    raise NotNow("Another worker has taken the letter over.")
                smtp.send(b".\r\n")
            if smtp.sock is not None:
                smtp.sock.settimeout(server["final_timeout"])
            answer = expect(smtp.getreply(), 250)
            say_goodbye(smtp)
            return answer
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
        if smtp.sock is not None:
            # Or the closing dot waits until the server has confirmed the text, which it puts off for 40 ms.
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if server["starttls"]:
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if server["user"]:
            smtp.login(server["user"], server["password"])
    except BaseException:
        smtp.close()
        raise
    return smtp


def say_goodbye(smtp: smtplib.SMTP) -> None:
    """The server has the letter: what it makes of this, or that it is gone, must not look like a failure."""
    with suppress(smtplib.SMTPException, OSError):
        smtp.putcmd("QUIT")


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


def ascii_address(address: str) -> str:
    """The address with its domain in punycode. Raises ``ValueError`` for a name that ASCII cannot write."""
    name, _at, domain = address.rpartition("@")
    return f"{name.encode('ascii').decode()}@{punycode(domain)}"


def compose(letter: Letter) -> EmailMessage:
    message = EmailMessage(policy=POLICY)
    name, address = parseaddr(letter.sender)
    message["From"] = Address(name, addr_spec=ascii_address(address))
    message["To"] = ascii_address(letter.recipient)
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
    for file in letter.enclosed:
        enclose(message, **file)
    return message


def enclose(message: EmailMessage, *, name: str, content_type: str, blob: str) -> None:
    """Raises ``ValueError`` for a file that is not in the storage any more."""
    main, _slash, sub = content_type.partition("/")
    if main in ("message", "multipart"):
        # As such it could not be encoded (RFC 2046, 5.2.1), and nothing else keeps its bytes as they are.
        main, sub = "application", "octet-stream"
    try:
        with default_storage.open(blob) as content:
            message.add_attachment(content.read(), maintype=main, subtype=sub, filename=name)
    except FileNotFoundError as error:
        raise ValueError(f"{blob} is not in the storage.") from error
