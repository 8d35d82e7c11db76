"""What a file is, by what is in it. The name is believed only where two kinds look alike inside."""

from typing import BinaryIO

import puremagic

from helpdesk.files.containers import document_type, film_type
from helpdesk.files.filetypes import GIF, JPEG, OGG, PDF, PNG, WAV, WEBP, FileType
from helpdesk.files.sounds import sound_type
from helpdesk.files.texts import text_type

HEAD = 4096
# What puremagic says, in our words; what it says of anything else is not asked.
RECOGNISED = {
    "image/jpeg": JPEG,
    "image/png": PNG,
    "image/gif": GIF,
    "image/webp": WEBP,
    "application/pdf": PDF,
    "audio/wave": WAV,
    "application/ogg": OGG,
}


def type_of(content: BinaryIO, *, extension: str) -> FileType | None:
    """What the content is, None for what is not taken. Raises ``HasMacros`` and ``UnknownPicture``.

    ``extension``: of its name, in lower case with the dot. Reads the content, and leaves it anywhere.
    """
    content.seek(0)
    head = content.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        return document_type(content)
    if head[4:8] == b"ftyp":
        return film_type(head, extension=extension)
    return _by_signature(head) or sound_type(content) or text_type(content, extension=extension)


def _by_signature(head: bytes) -> FileType | None:
    try:
        found = puremagic.magic_string(head)
    except puremagic.PureError:
        return None
    # It also knows marks further inside and at the end: only what a file begins with counts, and "RIFF"
    # alone is the beginning of many things.
    begins = (one for one in found if head.startswith(one.byte_match) and one.byte_match != b"RIFF")
    return next((RECOGNISED[one.mime_type] for one in begins if one.mime_type in RECOGNISED), None)
