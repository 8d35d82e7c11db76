"""Pictures, drawn anew: what is kept is what one sees, without where and with what it was taken.

The camera's orientation is applied and the colour profile kept. Everything else a file may carry beside its
pixels is left behind: EXIF and XMP with the place, comments, previews, and whatever was appended to it.
"""

from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any, BinaryIO

from PIL import Image, ImageOps, ImageSequence

from helpdesk.files.filetypes import GIF, JPEG, PNG, WEBP, FileType

# The largest picture, and the largest sum over the pictures of a moving one. A telephone takes 12 to 50
# million pixels, each of which needs three or four bytes, a few times over, while it is drawn.
MOST_PIXELS = 50_000_000
THUMBNAIL_SIDE = 480
THUMBNAIL_TYPE = WEBP.content_type

_FORMATS = {JPEG: "JPEG", PNG: "PNG", GIF: "GIF", WEBP: "WEBP"}
# As good as one sees, and no more time for the last few kilobytes: somebody waits.
_QUALITY: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {"compress_level": 4},
    "GIF": {"optimize": False},
    "WEBP": {"quality": 90, "method": 2},
}
_MOVING = ("GIF", "WEBP")
# What of a picture's own notes is needed to draw it.
_KEPT_NOTES = ("transparency", "background")

# One at a time in a process: a large picture takes a few hundred megabytes for a second.
_drawing = Lock()


class TooManyPixels(Exception):
    """More than ``MOST_PIXELS``."""


class CannotBeRead(Exception):
    """It begins like a picture, but is none, or a damaged one."""


@dataclass(frozen=True)
class Picture:
    """``thumbnail`` is of ``THUMBNAIL_TYPE`` and at most ``THUMBNAIL_SIDE`` wide and high."""

    content: bytes
    thumbnail: bytes
    width: int
    height: int


def draw_anew(content: BinaryIO, *, filetype: FileType) -> Picture:
    """The picture and its thumbnail. Raises ``TooManyPixels`` and ``CannotBeRead``."""
    content.seek(0)
    with _drawing:
        try:
            return _draw(content, name=_FORMATS[filetype])
        except (TooManyPixels, Image.DecompressionBombError) as error:
            raise TooManyPixels from error
        except Exception as error:
            # A broken picture makes the decoders raise whatever they stumble over.
            raise CannotBeRead(repr(error)) from error


def _draw(content: BinaryIO, *, name: str) -> Picture:
    with Image.open(content, formats=[name]) as image:
        frames = getattr(image, "n_frames", 1) if name in _MOVING else 1
        if image.width * image.height * frames > MOST_PIXELS:
            raise TooManyPixels
        image.load()
        if frames > 1:
            drawn = _moving(image, name=name)
        else:
            ImageOps.exif_transpose(image, in_place=True)
            drawn = _still(image, name=name)
        return Picture(drawn, _thumbnail(image), image.width, image.height)


def _still(image: Image.Image, *, name: str) -> bytes:
    profile = image.info.get("icc_profile")
    image.info = {key: image.info[key] for key in _KEPT_NOTES if key in image.info}
    out = BytesIO()
    image.save(out, name, icc_profile=profile, **_QUALITY[name])
    if profile:
        image.info["icc_profile"] = profile
    return out.getvalue()


def _moving(image: Image.Image, *, name: str) -> bytes:
    """All pictures of a film, each as it is seen, as long and as often as before. Ends at the first one."""
    again = {"loop": image.info["loop"]} if "loop" in image.info else {}
    frames, durations = [], []
    for frame in ImageSequence.Iterator(image):
        copy = frame.convert("RGBA")
        durations.append(frame.info.get("duration", 100))  # known once the frame has been drawn
        copy.info = {}
        frames.append(copy)
    image.seek(0)
    out = BytesIO()
    disposal = {"disposal": 2} if name == "GIF" else {}
    frames[0].save(
        out,
        name,
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        **again,
        **disposal,
        **_QUALITY[name],
    )
    return out.getvalue()


def _thumbnail(image: Image.Image) -> bytes:
    coloured = image.mode in ("RGB", "RGBA", "P", "PA")
    profile = image.info.get("icc_profile") if coloured else None
    if image.mode.startswith("I"):
        # Sixteen bits of grey: the upper eight are seen.
        image = image.convert("I").point(lambda grey: grey / 256).convert("L")
    small = image.convert("RGBA" if image.has_transparency_data else "RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    small.info = {}
    out = BytesIO()
    small.save(out, "WEBP", quality=80, method=4, icc_profile=profile)
    return out.getvalue()
