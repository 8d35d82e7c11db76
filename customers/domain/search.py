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
# A trigram index cannot help below this; shorter words are looked up as the beginning of a name.
TRIGRAM = 3
# A number may be followed by words and the other way round: "novak 777", "00420 777 novak".
NUMBER = re.compile(r"\+?\d[\d\s()/.-]*")


def find(text: str, *, user: User, countries: tuple[str, ...] = ("CZ", "PL")) -> CustomerQuerySet:
    """Customers the person may see that match everything typed, by name.

    Words match the name or an e-mail address, without accents; digits match a phone number in any
    spelling (``countries`` say how a number without a country is read). Empty text finds everybody.
    """
    found = Customer.objects.visible_to(user)
    words, numbers = take_apart(text)
    for word in words:
        found = found.filter(name_or_email(word))
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


def name_or_email(word: str) -> Q:
    email = ContactPoint.objects.filter(customer=OuterRef("pk"), type=ContactType.EMAIL)
    if len(word) < TRIGRAM:
        return Q(folded_name__startswith=word)
    return Q(folded_name__contains=word) | Q(Exists(email.filter(value__contains=word)))


def phone(number: str, *, countries: tuple[str, ...]) -> Q:
    points = ContactPoint.objects.filter(customer=OuterRef("pk"), type=ContactType.PHONE)
    whole = {e164 for country in countries if (e164 := to_e164(number, country=country))}
    if whole:
        return Q(Exists(points.filter(value__in=whole)))
    return Q(Exists(points.filter(value__contains=digits_to_find(number))))
