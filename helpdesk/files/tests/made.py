"""Contents of files, made on the spot."""

import struct
import wave
import zipfile
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

# The harmless file every virus scanner takes for a virus, in two halves so that this one is left alone.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OPEN = "application/vnd.oasis.opendocument"


def picture(
    name: str = "JPEG", *, size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: Any
) -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, name, **options)
    return out.getvalue()


def moving(name: str, *, frames: int = 3, **options: Any) -> bytes:
    pictures = [Image.new("RGB", (40, 30), (60 * n, 0, 200)) for n in range(frames)]
    out = BytesIO()
    pictures[0].save(out, name, save_all=True, append_images=pictures[1:], **options)
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    """A zip of these parts; ``__`` in a name is a slash."""
    return zipped({name.replace("__", "/"): content for name, content in parts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def office(main_part: str, **more: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", main_part: b"<x/>", **more})


def open_document(kind: str, *, more: dict[str, bytes] | None = None) -> bytes:
    return zipped({"mimetype": f"{OPEN}.{kind}".encode(), "content.xml": b"<x/>", **(more or {})})


def film(brand: bytes) -> bytes:
    return struct.pack(">I", 24) + b"ftyp" + brand + struct.pack(">I", 512) + b"isommp41" + b"\0" * 64


def mp3(*, frames: int = 4, tag: bytes = b"") -> bytes:
    """MPEG-1 layer III at 128 kbit/s and 44,100 Hz: frames of 417 bytes."""
    header = b"ID3\x03\0\0" + bytes([0, 0, len(tag) >> 7, len(tag) & 0x7F]) + tag if tag else b""
    return header + (b"\xff\xfb\x90\x00" + b"\0" * 413) * frames


def wav() -> bytes:
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0" * 400)
    return out.getvalue()


OGG = b"OggS\0\x02" + b"\0" * 20 + b"\x01\x13OpusHead\x01\x01" + b"\0" * 40
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
LETTER = (
    b"Received: by mx.example; Mon, 2 Mar 2026 10:00:00 +0100\r\nFrom: Jana <jana@post.example>\r\n"
    b"Subject: =?utf-8?q?=C3=9A=C4=8Det?=\r\n\r\n<html><body>Dobry den</body></html>\r\n"
)


def handed(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    """As it comes from a browser that says nothing true about its type."""
    return SimpleUploadedFile(name, content, content_type="application/x-msdownload")
