"""One customer while a batch of rows is settled: as the database has it, or about to be added."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from customers.domain.imports.person import MOST_POINTS, Person
from customers.enums import Channel
from customers.models import ContactPoint, Customer, CustomerReference
from helpdesk.folding import fold, fold_reference
from helpdesk.staff.models import Site


class TooManyPoints(Exception):
    """With the row's addresses and numbers the customer would have more than a customer can have."""


@dataclass(eq=False)
class Known:
    """What the customer has, and what the batch has given it so far."""

    customer: Customer
    is_new: bool = False
    is_known_here: bool = False
    arrives: bool = False  # known at other sites, and from now on at this one
    # Folded loyalty numbers of those who were merged into this customer.
    cards: set[str] = field(default_factory=set)
    points: dict[tuple[str, str], ContactPoint] = field(default_factory=dict)
    # By site and folded value; other sites call the customer something else.
    references: set[tuple[int, str]] = field(default_factory=set)
    new_points: list[ContactPoint] = field(default_factory=list)
    new_references: list[CustomerReference] = field(default_factory=list)
    # By field, as it was before this import.
    before: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> set[str]:
        return set(self.customer.folded_name.split())

    @property
    def all_cards(self) -> set[str]:
        return (self.cards | {self.customer.folded_loyalty_number}) - {""}

    def is_called(self, name: str) -> bool:
        """Whether this is the name, folded, in any order of its words."""
        return sorted(self.customer.folded_name.split()) == sorted(name.split())

    def may_work_at(self, company: str) -> bool:
        """Whether nothing speaks against it."""
        return not company or not self.customer.company or fold(company) == fold(self.customer.company)

    def contradicts(self, person: Person, *, site: Site) -> bool:
        """Another loyalty number, or another reference at the same site, is another person."""
        card, ours = person.folded_loyalty_number, self.all_cards
        if card and ours and card not in ours:
            return True
        here = {folded for at, folded in self.references if at == site.pk}
        return bool(here and person.references and here.isdisjoint(person.folded_references))

    def learn(self, person: Person, *, site: Site) -> bool:
        """Fill in what is empty and add what is missing; False when there was nothing to do.

        What people wrote stays: name, language, channel, VIP and every field that says something.
        Raises ``TooManyPoints`` and changes nothing.
        """
        missing = [point for point in person.points if point not in self.points]
        if missing and len(self.points) + len(missing) > MOST_POINTS:
            raise TooManyPoints
        filled = [self._fill("company", person.company), self._fill("loyalty_number", person.loyalty_number)]
        if "loyalty_number" in self.before:
            self.customer.folded_loyalty_number = person.folded_loyalty_number
        for type_, value in missing:
            self._add_point(type_, value)
        refers = self._add_references(person, site=site)
        arrives = not self.is_known_here
        self.arrives, self.is_known_here = self.arrives or arrives, True
        return any(filled) or bool(missing) or refers or arrives

    def _fill(self, name: str, value: str) -> bool:
        if not value or getattr(self.customer, name):
            return False
        self.before[name] = ""
        setattr(self.customer, name, value)
        return True

    def _add_point(self, type_: str, value: str) -> None:
        """The first of each kind is the preferred one."""
        self.before.setdefault("contact_points", self._values())
        is_first = all(kind != type_ for kind, _ in self.points)
        point = ContactPoint(customer=self.customer, type=type_, value=value, is_preferred=is_first)
        self.points[type_, value] = point
        self.new_points.append(point)

    def _add_references(self, person: Person, *, site: Site) -> bool:
        """One that any site uses for the customer is not asked for again."""
        in_use = {folded for _, folded in self.references}
        missing = [value for value in person.references if fold_reference(value)[:60] not in in_use]
        for value in missing:
            self.before.setdefault("references", sorted({folded for _, folded in self.references}))
            reference = CustomerReference.of(self.customer, value, site=site)
            self.new_references.append(reference)
            self.references.add((site.pk, reference.folded))
        return bool(missing)

    def _values(self) -> list[list[Any]]:
        """As ``customers.domain.customer.describe`` has them."""
        return sorted([type_, value, point.is_preferred] for (type_, value), point in self.points.items())

    def changes(self) -> Mapping[str, list[Any]]:
        """What the record says of a customer who was known before, by field: before and after."""
        after = {
            "company": self.customer.company,
            "loyalty_number": self.customer.loyalty_number,
            "contact_points": self._values(),
            "references": sorted({folded for _, folded in self.references}),
        }
        return {name: [was, after[name]] for name, was in self.before.items()}


def newcomer(person: Person, *, site: Site) -> Known:
    """A customer who is not in the database yet, without anything but the name and the choices."""
    customer = Customer(
        name=person.name,
        folded_name=person.folded_name,
        language=person.language or site.language,
        preferred_channel=person.channel or Channel.IN_PERSON,
        is_vip=person.is_vip,
    )
    return Known(customer, is_new=True, is_known_here=True)
