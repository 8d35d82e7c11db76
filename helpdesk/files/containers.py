"""A look into the formats that hold many things: office documents, films, sound."""

import struct
import zipfile
from typing import BinaryIO

from helpdesk.files.filetypes import DOCX, M4A, MOV, MP4, ODP, ODS, ODT, PPTX, XLSX, FileType

# A document has a few dozen parts. A longer list of parts is not even read.
LONGEST_LIST = 1024 * 1024
END_OF_ZIP = b"PK\x05\x06"
MAIN_PART = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
OPEN_DOCUMENTS = {one.content_type.encode(): one for one in (ODT, ODS, ODP)}
PICTURE_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis"}
FILM_BRANDS = {
    b"isom",
    b"iso2",
    b"iso3",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"dash",
    b"MSNV",
}
FILM_BRANDS |= {b"M4V ", b"M4VH", b"M4VP"}


class HasMacros(Exception):
    """The document carries programs."""


class UnknownPicture(Exception):
    """A picture from a telephone in a format that is not taken (HEIC, AVIF)."""


def document_type(content: BinaryIO) -> FileType | None:
    """What sort of office document a zip is; None for any other. Nothing in it is unpacked.

    Raises ``HasMacros``.
    """
    parts = _parts(content)
    if any(part.endswith("vbaproject.bin") or part.startswith("basic/") for part in parts):
        raise HasMacros
    content.seek(0)
    head = content.read(128)
    # An open document says first what it is, in the clear (OpenDocument 1.3, part 2, 3.3).
    if head[30:38] == b"mimetype":
        for said, filetype in OPEN_DOCUMENTS.items():
            if head[38:].startswith(said + b"PK"):
                return filetype
        return None
    if "[content_types].xml" not in parts:
        return None
    return next((filetype for part, filetype in MAIN_PART.items() if part in parts), None)


def _parts(content: BinaryIO) -> set[str]:
    size = content.seek(0, 2)
    content.seek(max(0, size - 65_557))
    tail = content.read()
    at = tail.rfind(END_OF_ZIP)
    if at < 0 or len(tail) - at < 22:
        return set()
    length = struct.unpack("<I", tail[at + 12 : at + 16])[0]
    if length > LONGEST_LIST:
        return set()
    try:
        with zipfile.ZipFile(content) as archive:
            return {name.casefold() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        return set()


def film_type(head: bytes, *, extension: str) -> FileType | None:
    """What an ISO base media file is, by its brand. Raises ``UnknownPicture``.

    Recorders write sound under the brand of films, so there the extension decides between the two.
    """
    brand = head[8:12]
    if brand in PICTURE_BRANDS:
        raise UnknownPicture
    if brand == b"qt  ":
        return MOV
    if brand in (b"M4A ", b"M4B "):
        return M4A
    if brand in FILM_BRANDS:
        return M4A if extension in M4A.extensions else MP4
    return None
