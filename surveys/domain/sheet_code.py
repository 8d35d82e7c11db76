"""What stands on a printed sheet: which resolution it is about, so that a slip of the pen is noticed.

It is no secret: it opens nothing for whoever may not see the ticket. Digits to base 31 and two check digits,
``(c0, c1, d2, d3, …)`` with ``Σ c = 0`` and ``Σ i·c = 0`` modulo 31: any two codes of a length differ in
three places at least. So one or two wrong characters are always noticed, and any two that were swapped.
"""

from __future__ import annotations

from functools import reduce

# Neither I, L, O, S nor U, which are read as 1, 0, 5 and V. A prime number of them.
ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
BASE = len(ALPHABET)
READ_AS = str.maketrans("ILOSU", "1105V", " -")
CHECKS = 2
# As many digits at least: all sheets look alike. More places than the base would be told apart no more.
DIGITS, MOST = 6, 14
GROUP = 4


def code_of(number: int) -> str:
    """``"0000-4K7P"``, in groups of four. ``ValueError`` for what is no number of a row."""
    if not 0 <= number < BASE**MOST:
        raise ValueError(number)
    digits = list[int]()
    while number or len(digits) < DIGITS:
        number, digit = divmod(number, BASE)
        digits.append(digit)
    return spaced("".join(ALPHABET[one] for one in reversed([*checks(digits), *digits])))


def number_in(code: str) -> int | None:
    """The number, in whatever case and spacing it is typed; None for what is no code of ours."""
    plain = code.upper().translate(READ_AS)
    if not CHECKS + DIGITS <= len(plain) <= CHECKS + MOST or not set(plain) <= set(ALPHABET):
        return None
    places = [ALPHABET.index(one) for one in reversed(plain)]
    digits = places[CHECKS:]
    if places[:CHECKS] != checks(digits) or (len(digits) > DIGITS and digits[-1] == 0):
        return None
    return reduce(lambda number, digit: number * BASE + digit, reversed(digits), 0)


def checks(digits: list[int]) -> list[int]:
    """The two check digits that go before these, the least significant of which comes first."""
    weighted = -sum(place * digit for place, digit in enumerate(digits, start=CHECKS)) % BASE
    return [-(weighted + sum(digits)) % BASE, weighted]


def spaced(plain: str) -> str:
    """In groups from the right, as one reads a long number."""
    first = len(plain) % GROUP
    groups = [plain[:first], *(plain[at : at + GROUP] for at in range(first, len(plain), GROUP))]
    return "-".join(group for group in groups if group)
