"""What a file is, by what is in it."""

import zipfile
from io import BytesIO

import pytest

from helpdesk.files.containers import HasMacros, UnknownPicture
from helpdesk.files.content import type_of
from helpdesk.files.tests import made


def found(content: bytes, extension: str = "") -> str | None:
    filetype = type_of(BytesIO(content), extension=extension)
    return filetype.content_type if filetype else None


TAKEN = {
    "image/jpeg": made.picture("JPEG"),
    "image/png": made.picture("PNG"),
    "image/gif": made.picture("GIF"),
    "image/webp": made.picture("WEBP"),
    "application/pdf": made.PDF,
    made.WORD: made.office("word/document.xml"),
    made.SHEET: made.office("xl/workbook.xml"),
    made.SLIDES: made.office("ppt/presentation.xml"),
    f"{made.OPEN}.text": made.open_document("text"),
    f"{made.OPEN}.spreadsheet": made.open_document("spreadsheet"),
    f"{made.OPEN}.presentation": made.open_document("presentation"),
    "audio/mpeg": made.mp3(),
    "audio/wav": made.wav(),
    "audio/ogg": made.OGG,
    "audio/mp4": made.film(b"M4A "),
    "video/mp4": made.film(b"isom"),
    "video/quicktime": made.film(b"qt  "),
    "text/plain": "Dobrý den, účtenka 1007".encode(),
}


@pytest.mark.parametrize("content_type", TAKEN)
@pytest.mark.parametrize("extension", ["", ".txt"])
def test_the_content_says_what_it_is(content_type: str, extension: str) -> None:
    assert found(TAKEN[content_type], extension) == content_type


REFUSED = {
    "a program for Windows": b"MZ\x90\0\x03\0\0\0" + b"\0" * 200,
    "a program for Linux": b"\x7fELF\x02\x01\x01" + b"\0" * 200,
    "a zip": made.zipped({"a.txt": b"a"}),
    "a Java archive": made.zipped({"META-INF/MANIFEST.MF": b"x", "A.class": b"\xca\xfe"}),
    "a zip that ends nowhere": made.office("word/document.xml")[:-30],
    "an old Word document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
    "a film nobody knows": made.film(b"3gp4"),
    "an AVI": b"RIFF\x40\0\0\0AVI LIST" + b"\0" * 60,
    "one MPEG frame by chance": made.mp3(frames=1),
    "a template of OpenDocument": made.open_document("text-template"),
    "text with a NUL": b"hello\0world",
    "what cannot be the UTF-16 it says": b"\xff\xfea\xd8b\xd8",
    "HTML that goes on as a zip": b"<html>" + made.zipped({"a.txt": b"a"}),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("extension", ["", ".txt", ".pdf", ".jpg"])
def test_what_is_not_on_the_list_is_nothing(what: str, extension: str) -> None:
    assert found(REFUSED[what], extension) is None


HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.parametrize("content", [HTML, SVG, b"<svg></svg>", b"alert(1)", b"@echo off"])
@pytest.mark.parametrize("extension", [".png", ".html", ".svg", ".js", ".bat", ".pdf", ".xml", ".htm"])
def test_text_that_calls_itself_something_else_is_not_taken(content: bytes, extension: str) -> None:
    assert found(content, extension) is None


@pytest.mark.parametrize("extension", ["", ".txt", ".log", ".csv", ".eml"])
@pytest.mark.parametrize("content", [HTML, SVG])
def test_markup_that_calls_itself_a_text_is_nothing_but_a_text(content: bytes, extension: str) -> None:
    assert found(content, extension) in ("text/plain", None)
    assert found(content, extension) == (None if extension == ".eml" else "text/plain")


def test_tables_and_letters_are_known_by_their_names_too() -> None:
    assert found("číslo;částka\n1;2,50\n".encode("cp1250"), ".csv") == "text/csv"
    assert found("a\tb".encode("utf-16"), ".csv") == "text/csv"
    assert found(made.LETTER, ".eml") == "message/rfc822"
    assert found(b"Dear Sir: hello", ".eml") is None
    assert found(made.LETTER, "") == "text/plain"


def test_recorders_write_sound_as_film() -> None:
    assert found(made.film(b"mp42"), ".m4a") == "audio/mp4"
    assert found(made.film(b"mp42"), ".mp4") == "video/mp4"


def test_sound_may_follow_a_tag() -> None:
    assert found(made.mp3(tag=b"a cover picture" * 20)) == "audio/mpeg"
    assert (
        found(made.mp3(tag=b"t" * 100).replace(b"t\xff\xfb", b"t" + b"\0" * 99 + b"\xff\xfb", 1))
        == "audio/mpeg"
    )
    assert found(b"ID3\x03\0\0\x7f\x7f\x7f\x7f") is None
    # MPEG-2 at 64 kbit/s and 22,050 Hz: frames of 208 bytes; MPEG-2.5 at 32 kbit/s and 11,025 Hz: of 208.
    assert found((b"\xff\xf3\x80\x00" + b"\0" * 204) * 3) == "audio/mpeg"
    assert found((b"\xff\xe3\x40\x00" + b"\0" * 204) * 3) == "audio/mpeg"


@pytest.mark.parametrize(
    "content",
    [
        made.office("word/document.xml", **{"word/vbaProject.bin": b"x"}),
        made.office("xl/workbook.xml", **{"XL/VBAPROJECT.BIN": b"x"}),
        made.open_document("text", more={"Basic/script-lc.xml": b"x"}),
    ],
)
def test_documents_with_macros_are_refused(content: bytes) -> None:
    with pytest.raises(HasMacros):
        found(content)


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_pictures_the_desk_cannot_draw_are_refused_by_name(brand: bytes) -> None:
    with pytest.raises(UnknownPicture):
        found(made.film(brand))


def test_the_list_of_a_zip_is_not_read_when_it_is_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(made.office("word/document.xml"))
    at = content.rfind(b"PK\x05\x06")
    content[at + 12 : at + 16] = (200_000_000).to_bytes(4, "little")
    monkeypatch.setattr(zipfile, "ZipFile", pytest.fail)
    assert found(bytes(content)) is None
