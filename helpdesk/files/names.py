"""What a file is called: as the person called it, without what could do harm on any machine."""

import re
import unicodedata

from helpdesk.files.filetypes import EXTENSIONS, FileType

LONGEST = 160
# Control and formatting characters (the ones that turn the writing direction among them), halves of pairs,
# private ones, line and paragraph separators.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
# What Windows allows in no name, and the names it keeps for its devices.
FORBIDDEN = re.compile(r'[<>:"|?*]')
DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
ANY_SPACE = re.compile(r"\s+")


def clean_name(given: str) -> str:
    """The name without path, invisible characters and what a disk would choke on; may be empty."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", given)[-1])
    seen = (letter for letter in name if letter.isspace() or unicodedata.category(letter) not in UNSEEN)
    name = ANY_SPACE.sub(" ", "".join(seen))
    name = FORBIDDEN.sub("_", name).strip(". ")
    return f"_{name}" if DEVICE.match(name) else name


def extension_of(name: str) -> str:
    """The extension in lower case with its dot, "" without one: ``Bill.PDF`` has ``.pdf``."""
    _stem, dot, extension = name.rpartition(".")
    return f".{extension.casefold()}" if dot and extension else ""


def fitting_name(given: str, *, filetype: FileType) -> str:
    """A clean name of at most ``LONGEST`` characters whose extension tells the truth about the content.

    An extension of another kind of file is replaced; one we do not know is kept, before the right one.
    """
    name = clean_name(given)
    extension = extension_of(name)
    stem = name.removesuffix(name[len(name) - len(extension) :]) if extension in EXTENSIONS else name
    if extension not in filetype.extensions:
        extension = filetype.extensions[0]
    stem = stem[: LONGEST - len(extension)].strip(". ")
    return (stem or "file") + extension
