"""The kinds of file the desk takes. What is not on this page is refused.

Left out on purpose: HTML, SVG and scripts, which a browser would run; archives and programs; HEIC and AVIF,
which not every browser shows and whose location could not be taken out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, eq=False)
class FileType:
    """``extensions``: the first is given to a name that has none of them. ``icon``: a Lucide name."""

    content_type: str
    extensions: tuple[str, ...]
    label: str | Promise
    icon: str

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

JPEG = FileType("image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), _("Picture"), "image")
PNG = FileType("image/png", (".png",), _("Picture"), "image")
GIF = FileType("image/gif", (".gif",), _("Picture"), "image")
WEBP = FileType("image/webp", (".webp",), _("Picture"), "image")
PDF = FileType("application/pdf", (".pdf",), _("PDF"), "file-text")
TEXT = FileType("text/plain", (".txt", ".text", ".log", ".md"), _("Text"), "file-text")
CSV = FileType("text/csv", (".csv",), _("Table"), "sheet")
EML = FileType("message/rfc822", (".eml",), _("E-mail"), "mail")
DOCX = FileType(f"{_OFFICE}.wordprocessingml.document", (".docx",), _("Document"), "file-type")
XLSX = FileType(f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",), _("Table"), "sheet")
PPTX = FileType(f"{_OFFICE}.presentationml.presentation", (".pptx",), _("Presentation"), "presentation")
ODT = FileType(f"{_OPEN}.text", (".odt",), _("Document"), "file-type")
ODS = FileType(f"{_OPEN}.spreadsheet", (".ods",), _("Table"), "sheet")
ODP = FileType(f"{_OPEN}.presentation", (".odp",), _("Presentation"), "presentation")
MP3 = FileType("audio/mpeg", (".mp3",), _("Sound"), "music")
M4A = FileType("audio/mp4", (".m4a",), _("Sound"), "music")
WAV = FileType("audio/wav", (".wav",), _("Sound"), "music")
OGG = FileType("audio/ogg", (".ogg", ".oga", ".opus"), _("Sound"), "music")
MP4 = FileType("video/mp4", (".mp4", ".m4v"), _("Video"), "film")
MOV = FileType("video/quicktime", (".mov",), _("Video"), "film")

_PICTURES = (JPEG, PNG, GIF, WEBP)
_DOCUMENTS = (PDF, TEXT, CSV, EML, DOCX, XLSX, PPTX, ODT, ODS, ODP)
_RECORDINGS = (MP3, M4A, WAV, OGG, MP4, MOV)
TYPES = {one.content_type: one for one in (*_PICTURES, *_DOCUMENTS, *_RECORDINGS)}
EXTENSIONS = frozenset(extension for one in TYPES.values() for extension in one.extensions)


def offered() -> str:
    """For ``accept`` of a file input. Pictures and videos as media types: so a phone offers its camera."""
    media: Iterable[FileType] = (*_PICTURES, MP4, MOV)
    named = [one.content_type for one in media]
    return ",".join([*named, *(one.extensions[0] for one in TYPES.values() if one.content_type not in named)])
