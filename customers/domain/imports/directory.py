"""Whom the desk knows already: the customers a batch of rows can be about."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, When, Window
from django.db.models.functions import RowNumber

from customers.domain.imports.known import Known, newcomer
from customers.domain.imports.person import Person
from customers.enums import ContactType
from customers.models import ContactPoint, Customer, CustomerReference
from customers.models.customer import CustomerQuerySet
from helpdesk.staff.models import Site, User

Key = TypeVar("Key")

# Of those who share an address, so many are looked at: a mailbox may be a whole company's.
MOST_SHARING = 50


class Directory:
    """Only customers whom ``by`` may see: nobody else is found, and so nobody else changed or given away."""

    def __init__(self, people: Sequence[Person], *, by: User, site: Site) -> None:
        self._site = site
        self._visible = Customer.objects.visible_to(by)
        self.all: list[Known] = []
        self._by_number: dict[int, Known] = {}
        self._by_reference: dict[str, list[Known]] = {}
        self._by_loyalty: dict[str, list[Known]] = {}
        self._by_point: dict[tuple[str, str], list[Known]] = {}
        self._by_name: dict[str, list[Known]] = {}
        self._load(people)

    def find(self, person: Person) -> Known | None:
        """The customer this is, by the first that tells: number or reference, loyalty number, e-mail, phone.

        An e-mail needs a word of the name in common, a phone the same name: people share both. Where
        nothing is known but a name, the same name with nothing else is the same customer.
        """
        if person.number in self._by_number:
            return self._by_number[person.number]
        for reference in person.folded_references:
            if known := best(self._by_reference.get(reference, ()), person):
                return known
        same_card = self._agreeing(self._by_loyalty.get(person.folded_loyalty_number, ()), person)
        return best(same_card, person) or self._by_address(person) or self._by_name_alone(person)

    def _agreeing(self, candidates: Iterable[Known], person: Person) -> list[Known]:
        return [known for known in candidates if not known.contradicts(person, site=self._site)]

    def _by_address(self, person: Person) -> Known | None:
        """E-mails come before phones in ``points``."""
        name = person.folded_name
        for point in person.points:
            sharing = self._agreeing(self._by_point.get(point, ()), person)
            if point[0] == ContactType.PHONE:
                sharing = [known for known in sharing if known.is_called(name)]
            if found := best((known for known in sharing if known.words & {*name.split()}), person):
                return found
        return None

    def _by_name_alone(self, person: Person) -> Known | None:
        if is_described(person):
            return None
        bare = (known for known in self._by_name.get(person.folded_name, ()) if is_bare(known))
        return next((known for known in bare if known.may_work_at(person.company)), None)

    def add(self, person: Person) -> Known:
        """A new customer, to be found by the rows that follow."""
        known = newcomer(person, site=self._site)
        known.learn(person, site=self._site)
        self.all.append(known)
        self.file(known)
        return known

    def file(self, known: Known) -> None:
        """Let it be found by everything it has by now."""
        for site_id, folded in known.references:
            if site_id == self._site.pk:
                put(self._by_reference, folded, known)
        for card in known.all_cards:
            put(self._by_loyalty, card, known)
        for point in known.points:
            put(self._by_point, point, known)
        put(self._by_name, known.customer.folded_name, known)

    def _load(self, people: Sequence[Person]) -> None:
        """Find and lock everybody who may be meant, in one order, so that nobody waits in a circle."""
        numbers = {person.number for person in people if person.number is not None}
        ids = {*numbers, *self._ids_of_the_described(people), *self._ids_of_the_bare(people)}
        # One step leads from a merged customer to the one that was kept.
        merged = Customer.objects.filter(pk__in=ids).exclude(merged_into=None)
        signposts = {one.pk: one for one in merged.only("merged_into", "folded_loyalty_number")}
        kept = {pk: pk for pk in ids} | {pk: one.merged_into_id or pk for pk, one in signposts.items()}
        locked = self._visible.current().filter(pk__in=kept.values()).order_by("pk")
        known = {one.pk: Known(one) for one in locked.select_for_update(of=("self",), no_key=True)}
        self._by_number = {number: known[pk] for number in numbers if (pk := kept[number]) in known}
        for signpost in signposts.values():
            if signpost.merged_into_id in known:
                known[signpost.merged_into_id].cards.add(signpost.folded_loyalty_number)
        self._fill(known)

    def _fill(self, known: dict[int, Known]) -> None:
        """With what belongs to them, to be found by it."""
        for point in ContactPoint.objects.filter(customer__in=known).order_by("-is_preferred", "pk"):
            known[point.customer_id].points[point.type, point.value] = point
        for reference in CustomerReference.objects.filter(customer__in=known):
            known[reference.customer_id].references.add((reference.site_id, reference.folded))
        here = Customer.sites.through.objects.filter(site=self._site, customer__in=known)
        for customer_id in here.values_list("customer_id", flat=True):
            known[customer_id].is_known_here = True
        for one in known.values():
            self.all.append(one)
            self.file(one)

    def _ids_of_the_described(self, people: Sequence[Person]) -> set[int]:
        """Whoever has one of the numbers or addresses; whom one may see is asked of the few who are left.

        Apart from that, so that the database begins with the numbers, whatever it knows of the tables.
        """
        references = {folded for person in people for folded in person.folded_references}
        cards = {person.folded_loyalty_number for person in people} - {""}
        called = CustomerReference.objects.filter(site=self._site, folded__in=references)
        carrying = Customer.objects.filter(folded_loyalty_number__in=cards)
        return {
            *called.values_list("customer_id", flat=True),
            *carrying.values_list("pk", flat=True),
            *sharing(people).values_list("customer_id", flat=True),
        }

    def _ids_of_the_bare(self, people: Sequence[Person]) -> set[int]:
        names = {person.folded_name for person in people if not is_described(person)}
        if not names:
            return set()
        here = Customer.sites.through.objects.filter(customer=OuterRef("pk"), site=self._site)
        bare: CustomerQuerySet = self._visible.current().filter(
            Exists(here), folded_name__in=names, loyalty_number="", contact_points=None, references=None
        )
        return set(bare.values_list("pk", flat=True))


def sharing(people: Sequence[Person]) -> QuerySet[ContactPoint]:
    """Contact points the people share with customers, of each address first those of a namesake."""
    values = {value for person in people for _, value in person.points}
    names = {person.folded_name for person in people if person.points}
    namesake = Case(When(customer__folded_name__in=names, then=0), default=1, output_field=IntegerField())
    place = Window(
        RowNumber(), partition_by=[F("type"), F("value")], order_by=[namesake.asc(), F("customer_id").asc()]
    )
    points = ContactPoint.objects.filter(value__in=values).order_by()
    return points.annotate(place=place).filter(place__lte=MOST_SHARING)


def is_described(person: Person) -> bool:
    """Whether the row says anything but a name that tells one person from another."""
    return bool(person.references or person.folded_loyalty_number or person.points)


def is_bare(known: Known) -> bool:
    return not (known.customer.loyalty_number or known.points or known.references)


def best(candidates: Iterable[Known], person: Person) -> Known | None:
    """The one of the same name, else the one known longest."""
    some = list(candidates)
    return next((known for known in some if known.is_called(person.folded_name)), some[0] if some else None)


def put(drawer: dict[Key, list[Known]], key: Key, known: Known) -> None:
    filed = drawer.setdefault(key, [])
    if known not in filed:
        filed.append(known)


def last_of(number: int, merged_into: dict[int, int | None]) -> int:
    while (kept := merged_into[number]) is not None and kept in merged_into:
        number = kept
    return number
