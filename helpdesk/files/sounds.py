"""Whether something is an MP3, which has no mark of its own: it is known by its frames."""

from typing import BinaryIO

from helpdesk.files.filetypes import MP3, FileType

# MPEG-1 and MPEG-2 audio, layer III: kbit/s by index, and Hz of MPEG-1 (ISO/IEC 11172-3, 2.4.2.3).
KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
HERTZ = (44_100, 48_000, 32_000)
# How many frames after each other make it sound rather than chance.
FRAMES = 3


def sound_type(content: BinaryIO) -> FileType | None:
    """MP3 if whole MPEG frames follow each other, at the beginning or after an ID3 tag."""
    content.seek(0)
    head = content.read(10)
    start = 0
    if head[:3] == b"ID3" and len(head) == 10:
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
    content.seek(start)
    # Some programs pad the tag with zeros they do not count.
    frames = content.read(16 * 1024).lstrip(b"\0")
    at = 0
    for _frame in range(FRAMES):
        length = _frame_length(frames[at : at + 4])
        if not length:
            return None
        at += length
    return MP3


def _frame_length(header: bytes) -> int:
    """How many bytes the frame with this header has; 0 for what is no header of layer III."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version = (header[1] >> 3) & 3  # 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
    kbits, hertz = header[2] >> 4, (header[2] >> 2) & 3
    if version == 1 or kbits in (0, 15) or hertz == 3:
        return 0
    padding = (header[2] >> 1) & 1
    if version == 3:
        return 144_000 * KBITS_1[kbits] // HERTZ[hertz] + padding
    return 72_000 * KBITS_2[kbits] // (HERTZ[hertz] // (2 if version == 2 else 4)) + padding
