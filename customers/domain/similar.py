"""Customers whose names are nearly what was typed: a letter wrong, missing or too many, or two exchanged."""

import re
from difflib import SequenceMatcher
from itertools import chain

from customers.domain.some import some_of
from customers.models import Customer
from helpdesk.folding import fold
from helpdesk.staff.models import User

# With fewer letters half of all names are similar.
SHORTEST = 4
LONGEST = 20
# A name of more parts than this is not looked for by its likeness.
MOST_WORDS = 3
# So many are compared with what was typed.
CANDIDATES = 100


def similar(text: str, *, user: User, at_most: int) -> list[Customer]:
    """The nearest few the person may see; nobody when the text is no name. One query.

    Each word may differ by one letter, in Czech and Polish without accents, and may go on.
    """
    words = fold(text).split()
    if not 0 < len(words) <= MOST_WORDS or not all(map(is_name, words)):
        return []
    found = Customer.objects.visible_to(user).current()
    for word in words:
        found = found.filter(search_text__regex=nearly(word))
    asked = " ".join(sorted(words))
    return sorted(some_of(found, at_most=CANDIDATES), key=lambda customer: -likeness(customer, asked))[
        :at_most
    ]


def is_name(word: str) -> bool:
    return word.isalpha() and SHORTEST <= len(word) <= LONGEST


def nearly(word: str) -> str:
    r"""The spellings one letter away, as one expression the trigram index understands.

    ``nearly("abcd")`` begins ``\m(.?bcd|a.?cd|…``.
    """
    places = range(len(word))
    wrong_or_missing = (word[:at] + ".?" + word[at + 1 :] for at in places)
    left_out = (word[:at] + "." + word[at:] for at in places[1:])
    swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-1])
    return rf"\m({'|'.join(dict.fromkeys(chain(wrong_or_missing, left_out, swapped)))})"


def likeness(customer: Customer, asked: str) -> float:
    name = " ".join(sorted(re.findall(r"\w+", customer.folded_name)))
    parts = max((SequenceMatcher(None, asked, part).ratio() for part in name.split()), default=0.0)
    return max(parts, SequenceMatcher(None, asked, name).ratio())
