"""Finding out how the letters of a file are written."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from customers.domain.imports.lines import BOMS
from customers.enums import Encoding

SAMPLE = 4096
CHUNK = 1024 * 1024

# Letters in ISO 8859-2 (Ą Ś Š Ť Ź Ž ą ś ť ź), and in Windows-1250 signs nobody writes into a name, or Ľ.
ONLY_LETTERS_IN_ISO = bytes([0xA1, 0xA6, 0xA9, 0xAB, 0xAC, 0xAE, 0xB1, 0xB6, 0xBB, 0xBC])
# š and ž there, ą and ľ here. The letters around them tell Czech from Polish.
AMBIGUOUS = bytes([0xB9, 0xBE])
CZECH = bytes([0xEC, 0xF8, 0xF9, 0xE8, 0xCC, 0xD8, 0xD9, 0xC8, 0xEF, 0xF2])
POLISH = bytes([0xB3, 0xA3, 0xEA, 0xCA, 0xBF, 0xAF, 0xF1, 0xE6, 0xC6])


def encoding_of(file: BinaryIO) -> Encoding:
    """The encoding the whole file fits: told by its mark, else by its bytes."""
    file.seek(0)
    head = file.read(SAMPLE)
    for encoding, bom in BOMS.items():
        if head.startswith(bom):
            return encoding
    if wide := utf_16_without_mark(head):
        return wide
    return Encoding.UTF_8 if is_utf_8(file) else central_european(file)


def utf_16_without_mark(head: bytes) -> Encoding | None:
    """Most names are mostly ASCII, whose every other byte is zero."""
    first, second = head[0::2], head[1::2]
    if second.count(0) * 2 > len(second) and first.count(0) * 2 <= len(first):
        return Encoding.UTF_16_LE
    if first.count(0) * 2 > len(first) and second.count(0) * 2 <= len(second):
        return Encoding.UTF_16_BE
    return None


def is_utf_8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in chunks(file):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def central_european(file: BinaryIO) -> Encoding:
    """Windows-1250 or ISO 8859-2; what fits both is read as the first, which is the more frequent."""
    counts = [0] * 256
    for chunk in chunks(file):
        for byte in range(0x80, 0x100):
            counts[byte] += chunk.count(byte)

    def any_of(some: bytes) -> int:
        return sum(counts[byte] for byte in some)

    if any(counts[0x80:0xA0]):
        return Encoding.CP1250  # ISO 8859-2 has no letters there
    if any_of(ONLY_LETTERS_IN_ISO) or (any_of(AMBIGUOUS) and any_of(CZECH) >= any_of(POLISH)):
        return Encoding.ISO_8859_2
    return Encoding.CP1250


def chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk
