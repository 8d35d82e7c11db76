"""Finding a customer while the associate types."""

import re

from django.db.models import Case, Q, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from customers.domain.phone import digits_to_find, to_e164
from customers.models import Customer
from customers.models.customer import CustomerQuerySet
from helpdesk.folding import fold, fold_reference
from helpdesk.staff.models import User

# Shorter pieces of a number fit half the customers.
FEWEST_DIGITS = 3
# A trigram index cannot help below this; a shorter word is looked up as the beginning of the name, or,
# when something else narrows the search, of any part of it: "jana n".
TRIGRAM = 3
# Before the last of a whole number comes what half of all numbers begin with: the country.
TELLING_DIGITS = 9
# So many are looked at when a text fits more.
CANDIDATES = 300
# A number may be followed by words and the other way round: "novak 777", "00420 777 novak". Digits inside
# a word belong to the word: "eva1985".
NUMBER = re.compile(r"(?<!\S)[+(]*\d[\d\s()/.-]*")


def find(text: str, *, user: User) -> CustomerQuerySet:
    """Customers the person may see that match everything typed, by name.

    Words match the name, an e-mail address or the loyalty number, without accents; digits match a phone
    number in any spelling, read as in the countries of the person's sites when it names none. Empty text
    finds everybody. Merged and erased customers are not found.
    """
    found = Customer.objects.visible_to(user).current()
    words, numbers = take_apart(text)
    countries = sorted({site.country for site in user.sites}) if numbers else []
    alone = len(words) + len(numbers) == 1
    for word in words:
        found = found.filter(piece(word, alone=alone))
    for number in numbers:
        found = found.filter(phone(number, countries=countries))
    return found.order_by("folded_name", "id")


def suggest(text: str, *, user: User, at_most: int) -> list[Customer]:
    """The first few of ``find`` for a list that changes with every letter.

    First those whose name begins like this, then those with a name that does, then the rest.
    Of a text that fits more than ``CANDIDATES`` customers not all are looked at: sorting half a million
    names to show eight takes longer than typing the next letter. At most two queries.
    """
    everybody = Customer.objects.visible_to(user).current().order_by("folded_name", "id")
    beginning = fold(text)
    first = list(everybody.filter(folded_name__startswith=beginning)[:at_most]) if beginning else []
    if len(first) == at_most:
        return first
    candidates = find(text, user=user).order_by().values("pk")[:CANDIDATES]
    others = everybody.filter(pk__in=candidates).exclude(pk__in=[one.pk for one in first])
    words, _numbers = take_apart(text)
    at_a_beginning = Q()
    for word in words:
        at_a_beginning &= Q(folded_name__startswith=word) | Q(folded_name__contains=f" {word}")
    if words:
        nearest = Case(When(at_a_beginning, then=Value(0)), default=Value(1))
        others = others.order_by(nearest, "folded_name", "id")
    return first + list(others[: at_most - len(first)])


def take_apart(text: str) -> tuple[list[str], list[str]]:
    """The words and the phone numbers (as typed) of a search."""
    numbers: list[str] = []
    words: list[str] = []
    without_addresses: list[str] = []
    for piece in text[:200].split():
        (words if "@" in piece else without_addresses).append(piece)
    rest = " ".join(without_addresses)
    for match in NUMBER.finditer(rest):
        if len(digits_to_find(match[0])) >= FEWEST_DIGITS:
            numbers.append(match[0])
            rest = rest.replace(match[0], " ", 1)
    words += rest.split()
    return [fold(word) for word in words if fold(word)], numbers


def piece(word: str, *, alone: bool) -> Q:
    """Customers with the word somewhere in what they are searched by."""
    if len(word) < TRIGRAM:
        first = Q(folded_name__startswith=word)
        return first if alone else first | Q(search_text__contains=f" {word}")
    found = Q(search_text__contains=word)
    number = fold_reference(word)
    # A loyalty number is kept without its hyphens.
    return found | Q(search_text__contains=number) if number != word and len(number) >= TRIGRAM else found


def phone(number: str, *, countries: list[str]) -> Q:
    digits = digits_to_find(number)
    found = with_digits(digits)
    # What is a whole number in one country is the beginning of one in another: 420 777 123 rings in Łódź.
    for country in countries:
        e164 = to_e164(number, country=country)
        # Half of all numbers begin with the same country: the index is not asked for that beside the digits.
        if e164 and digits not in e164:
            found |= with_digits(e164)
    return found


def with_digits(digits: str) -> Q:
    """Customers with these digits in a row; the index is asked for those at the end, which fewer have."""
    found = Q(search_text__contains=digits[-TELLING_DIGITS:])
    return (
        found & Q(GreaterThan(StrIndex("search_text", Value(digits)), 0))
        if len(digits) > TELLING_DIGITS
        else found
    )
