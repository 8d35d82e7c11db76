"""Where contents lie: the default storage, whatever it is. Names are random and say nothing; no path is used.

The folder is the day, so that a sweep need not look through everything there has ever been.
"""

from datetime import UTC, date, datetime
from secrets import token_hex
from typing import BinaryIO

from django.core.files import File as Content
from django.core.files.storage import default_storage


def put(content: BinaryIO, *, now: datetime) -> str:
    """Store the content from its beginning. Returns its name."""
    content.seek(0)
    return default_storage.save(f"{_folder(now.astimezone(UTC).date())}/{token_hex(16)}", Content(content))


def opened(name: str) -> Content[bytes]:
    """The content, to be closed by the caller. Raises ``FileNotFoundError``."""
    return default_storage.open(name, "rb")


def delete(name: str) -> None:
    """Delete the blob if it is there."""
    default_storage.delete(name)


def of_day(day: date) -> list[str]:
    """The names of all blobs stored on this day (UTC)."""
    folder = _folder(day)
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return [f"{folder}/{name}" for name in names]


def _folder(day: date) -> str:
    return f"files/{day:%Y/%m/%d}"
