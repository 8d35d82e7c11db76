"""Text as the search compares it: one spelling for every way of typing a name.

The database has no ICU and its ``unaccent`` cannot be indexed, so both what is stored and what is
asked for are folded here.
"""

import unicodedata

# Letters that Unicode does not take apart into a base and an accent.
WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)


def fold(text: str) -> str:
    """Lower case, no accents, no control characters, single spaces.

    ``fold("Řehoř  Żółć") == "rehor zolc"``.
    """
    lowered = unicodedata.normalize("NFKD", text.casefold()).translate(WHOLE_LETTERS)
    bare = "".join(letter for letter in lowered if not unicodedata.combining(letter))
    bare = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in bare)
    return " ".join(bare.casefold().split())


def fold_reference(text: str) -> str:
    """A receipt, booking, room or card number in one spelling: letters and digits only, no accents.

    ``fold_reference("HV 20-311/a") == "hv20311a"``.
    """
    return "".join(letter for letter in fold(text) if letter.isalnum())
