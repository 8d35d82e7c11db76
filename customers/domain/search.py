"""Finding a customer while the associate types."""

import re

from django.db.models import Exists, OuterRef, Q

from customers.domain.phone import digits_to_find, to_e164
from customers.enums import ContactType
from customers.models import ContactPoint, Customer
from customers.models.customer import CustomerQuerySet
from helpdesk.folding import fold
from helpdesk.staff.models import User

# Shorter pieces of a number fit half the customers.
FEWEST_DIGITS = 3
# A trigram index cannot help below this; a shorter word is looked up as the beginning of the name, or,
# when something else narrows the search, of any part of it: "jana n".
TRIGRAM = 3
# A number may be followed by words and the other way round: "novak 777", "00420 777 novak". Digits inside
# a word belong to the word: "eva1985".
NUMBER = re.compile(r"(?<!\S)[+(]*\d[\d\s()/.-]*")


def find(text: str, *, user: User) -> CustomerQuerySet:
    """Customers the person may see that match everything typed, by name.

    Words match the name or an e-mail address, without accents; digits match a phone number in any
    spelling, read as in the countries of the person's sites when it names none. Empty text finds everybody.
    """
    found = Customer.objects.visible_to(user)
    words, numbers = take_apart(text)
    countries = sorted({site.country for site in user.sites}) if numbers else []
    alone = len(words) + len(numbers) == 1
    for word in words:
        found = found.filter(name_or_email(word, alone=alone))
    for number in numbers:
        found = found.filter(phone(number, countries=countries))
    return found.order_by("folded_name", "id")


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


def name_or_email(word: str, *, alone: bool) -> Q:
    email = ContactPoint.objects.filter(customer=OuterRef("pk"), type=ContactType.EMAIL)
    if len(word) < TRIGRAM:
        first = Q(folded_name__startswith=word)
        return first if alone else first | Q(folded_name__contains=f" {word}")
    return Q(folded_name__contains=word) | Q(Exists(email.filter(value__contains=word)))


def phone(number: str, *, countries: list[str]) -> Q:
    points = ContactPoint.objects.filter(customer=OuterRef("pk"), type=ContactType.PHONE)
    whole = {e164 for country in countries if (e164 := to_e164(number, country=country))}
    # What is a whole number in one country is the beginning of one in another: 420 777 123 rings in Łódź.
    return Q(Exists(points.filter(Q(value__in=whole) | Q(value__contains=digits_to_find(number)))))
