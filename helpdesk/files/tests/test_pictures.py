"""Pictures are drawn anew."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from helpdesk.files import pictures
from helpdesk.files.filetypes import GIF, JPEG, PNG, WEBP, FileType
from helpdesk.files.pictures import CannotBeRead, Picture, TooManyPixels, draw_anew
from helpdesk.files.tests import made

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
SECRET = "Nokia-of-Jana"


def drawn(content: bytes, filetype: FileType) -> Picture:
    return draw_anew(BytesIO(content), filetype=filetype)


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def with_a_place(*, orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[MAKER], exif[ORIENTATION] = SECRET, orientation
    exif.get_ifd(GPS).update({1: "N", 2: (50.0, 5.0, 12.0), 3: "E", 4: (14.0, 25.0, 16.0)})
    return exif


XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()


@pytest.mark.parametrize(
    ("filetype", "content"),
    [
        (JPEG, made.picture("JPEG", exif=with_a_place(), xmp=XMP, comment=SECRET)),
        (WEBP, made.picture("WEBP", exif=with_a_place(), xmp=XMP)),
        (WEBP, made.moving("WEBP", exif=with_a_place(), xmp=XMP)),
        (GIF, made.picture("GIF", comment=SECRET)),
        (GIF, made.moving("GIF", comment=SECRET)),
    ],
)
def test_place_and_maker_are_left_behind(filetype: FileType, content: bytes) -> None:
    assert SECRET.encode() in content
    picture = drawn(content, filetype)
    for kept in (picture.content, picture.thumbnail):
        assert SECRET.encode() not in kept
        assert not opened(kept).getexif()
        assert not opened(kept).getexif().get_ifd(GPS)


def test_a_png_loses_what_was_written_into_it() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", SECRET)
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    content = made.picture("PNG", pnginfo=notes, exif=with_a_place())
    assert content.count(SECRET.encode()) == 3
    picture = drawn(content, PNG)
    assert SECRET.encode() not in picture.content + picture.thumbnail
    assert not opened(picture.content).getexif()


def test_of_two_pictures_in_one_file_the_first_is_kept() -> None:
    """Telephones add a second one, of depth or for a larger screen."""
    second = Image.new("RGB", (64, 48), "blue")
    both = made.picture("MPO", save_all=True, append_images=[second], exif=with_a_place())
    picture = drawn(both, JPEG)
    kept = opened(picture.content)
    assert (kept.format, getattr(kept, "n_frames", 1)) == ("JPEG", 1)
    assert SECRET.encode() not in picture.content


def test_what_was_appended_is_gone() -> None:
    """Something that is a picture and a zip at once is only a picture afterwards."""
    both = made.picture("JPEG") + made.zipped({"run.class": b"\xca\xfe\xba\xbe"})
    assert b"run.class" not in drawn(both, JPEG).content


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP"])
def test_the_picture_stands_upright(name: str) -> None:
    """Orientation 6: the camera was turned, the picture is to be turned clockwise."""
    lying = Image.new("RGB", (60, 40), "white")
    lying.paste("black", (0, 0, 30, 40))
    out = BytesIO()
    lying.save(out, name, exif=with_a_place(orientation=6))
    picture = drawn(out.getvalue(), {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP}[name])
    image = opened(picture.content).convert("L")
    assert (picture.width, picture.height) == image.size == (40, 60)
    assert image.getpixel((20, 10)) < 40 < 200 < image.getpixel((20, 50))  # type: ignore[operator]
    assert opened(picture.thumbnail).size == (40, 60)


def test_colours_are_kept() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = drawn(made.picture("JPEG", icc_profile=profile), JPEG)
    assert opened(picture.content).info["icc_profile"] == profile
    assert opened(picture.thumbnail).info["icc_profile"] == profile
    grey = drawn(made.picture("PNG", mode="L", icc_profile=profile), PNG)
    assert "icc_profile" not in opened(grey.thumbnail).info


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_a_png_is_kept(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (600, 300)).save(out, "PNG")
    picture = drawn(out.getvalue(), PNG)
    assert opened(picture.content).mode == opened(out.getvalue()).mode
    assert opened(picture.thumbnail).size == (480, 240)


def test_transparency_is_kept() -> None:
    out = BytesIO()
    Image.new("P", (50, 50)).save(out, "PNG", transparency=0)
    picture = drawn(out.getvalue(), PNG)
    assert opened(picture.content).info["transparency"] == 0
    assert opened(picture.thumbnail).convert("RGBA").getpixel((9, 9)) == (0, 0, 0, 0)


def test_sixteen_bits_of_grey_look_the_same() -> None:
    out = BytesIO()
    Image.new("I;16", (50, 50), 40_000).save(out, "PNG")
    picture = drawn(out.getvalue(), PNG)
    assert opened(picture.content).getpixel((9, 9)) == 40_000
    assert opened(picture.thumbnail).convert("L").getpixel((9, 9)) == pytest.approx(156, abs=2)


def test_prints_colours_can_be_shown_too() -> None:
    picture = drawn(made.picture("JPEG", mode="CMYK"), JPEG)
    assert opened(picture.content).mode == "CMYK"
    assert opened(picture.thumbnail).mode == "RGB"


@pytest.mark.parametrize(("name", "filetype"), [("GIF", GIF), ("WEBP", WEBP)])
def test_what_moves_goes_on_moving(name: str, filetype: FileType) -> None:
    picture = drawn(made.moving(name, duration=[80, 120, 200], loop=0), filetype)
    film = Image.open(BytesIO(picture.content))
    durations = []
    for frame in range(film.n_frames):  # type: ignore[attr-defined]
        film.seek(frame)
        film.load()
        durations.append(film.info["duration"])
    assert (durations, film.info["loop"]) == ([80, 120, 200], 0)
    assert getattr(opened(picture.thumbnail), "n_frames", 1) == 1


def test_small_pictures_are_not_blown_up() -> None:
    picture = drawn(made.picture("PNG", size=(20, 10)), PNG)
    assert opened(picture.thumbnail).size == (20, 10)


def test_a_bomb_is_not_lit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of millions of pixels, or sixty, in a few bytes: nobody begins to draw them."""
    bombs = [of_size(made.picture("PNG"), side) for side in (60_000, 8_000)]
    monkeypatch.setattr(Image.Image, "load", pytest.fail)
    for bomb in bombs:
        with pytest.raises(TooManyPixels):
            drawn(bomb, PNG)


def of_size(png: bytes, side: int) -> bytes:
    """The same PNG with a head that says it is a square of this size."""
    head = b"IHDR" + struct.pack(">II", side, side) + png[24:29]
    return png[:12] + head + struct.pack(">I", zlib.crc32(head)) + png[33:]


@pytest.mark.parametrize("content", [made.picture("PNG", size=(40, 30)), made.moving("GIF", frames=2)])
def test_pixels_are_counted_over_all_pictures(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    filetype = PNG if content.startswith(b"\x89PNG") else GIF
    pixels = 1200 if filetype is PNG else 2400
    monkeypatch.setattr(pictures, "MOST_PIXELS", pixels)
    assert drawn(content, filetype).width == 40
    monkeypatch.setattr(pictures, "MOST_PIXELS", pixels - 1)
    with pytest.raises(TooManyPixels):
        drawn(content, filetype)


@pytest.mark.parametrize(
    ("filetype", "content"),
    [
        (JPEG, made.picture("JPEG", size=(600, 400))[:700]),
        (PNG, made.picture("PNG")[:60]),
        (PNG, made.picture("JPEG")),
        (GIF, b"GIF89a/*<svg/onload=alert(1)>*/=1;"),
        (WEBP, b"RIFF\x10\0\0\0WEBPVP8 nothing"),
    ],
)
def test_what_cannot_be_drawn_is_no_picture(filetype: FileType, content: bytes) -> None:
    with pytest.raises(CannotBeRead):
        drawn(content, filetype)
