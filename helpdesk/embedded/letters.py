"""Letters kept in a Maildir, and what can be read in them. Any bytes at all are a letter."""

import email
import mailbox
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from functools import lru_cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Letter:
    """One letter as its reader sees it. `to` says where it was delivered, whatever its To line says."""

    id: str
    received: datetime
    sender: str
    to: tuple[str, ...]
    subject: str
    message_id: str
    text: str
    html: str
    # The names of the files that came with it.
    enclosed: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """The letter for /letters.json."""
        return {
            "id": self.id,
            "received": self.received.isoformat(),
            "from": self.sender,
            "to": list(self.to),
            "subject": self.subject,
            "message_id": self.message_id,
            "text": self.text,
            "html": self.html,
            "enclosed": list(self.enclosed),
        }


class Letters:
    """The letters of one Maildir."""

    def __init__(self, path: Path) -> None:
        self._new = path / "new"
        self._maildir = mailbox.Maildir(path, create=True)

    def keep(self, content: bytes, *, sender: str, recipients: list[str]) -> str:
        """Write the letter to disk with its envelope; its id. After this no crash loses it any more."""
        envelope = [f"Return-Path: <{sender}>", *(f"Delivered-To: {address}" for address in recipients)]
        return self._maildir.add("\r\n".join(envelope).encode("utf-8", "surrogateescape") + b"\r\n" + content)

    def paths(self) -> list[Path]:
        """The files of all letters, the newest first."""
        return sorted(
            self._new.iterdir(), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True
        )

    def newest(self, count: int | None = None) -> list[Letter]:
        """The newest letters, or all of them."""
        return [read(path) for path in self.paths()[:count]]

    def find(self, id: str) -> Path | None:
        """The file of a letter, or None. Only names in the Maildir are found, so no name leads out of it."""
        return next((path for path in self._new.iterdir() if path.name == id), None)


@lru_cache(maxsize=1000)
def read(path: Path) -> Letter:
    """Take the letter apart. Its file never changes."""
    message = email.message_from_bytes(path.read_bytes())
    headers = tuple((name, in_words(value)) for name, value in message.items())
    first = {name.lower(): value for name, value in reversed(headers)}
    return Letter(
        id=path.name,
        received=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        sender=first.get("from", ""),
        to=tuple(value for name, value in headers if name.lower() == "delivered-to"),
        subject=first.get("subject", ""),
        message_id=first.get("message-id", "").strip(),
        text=_part(message, "text/plain"),
        html=_part(message, "text/html"),
        enclosed=tuple(in_words(part.get_filename("")) for part in message.walk() if _is_enclosed(part)),
        headers=headers,
    )


def in_words(value: Any) -> str:
    """A header as people read it: encoded words decoded, lines unfolded."""
    try:
        return " ".join(str(make_header(decode_header(str(value)))).split())
    except (HeaderParseError, LookupError, ValueError):
        return " ".join(str(value).split())


def _part(message: Message, kind: str) -> str:
    for part in message.walk():
        if part.get_content_type() == kind and not _is_enclosed(part):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return _decoded(content, part.get_content_charset("utf-8")).replace("\r\n", "\n")
    return ""


def _is_enclosed(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _decoded(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset, "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")
