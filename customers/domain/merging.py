"""The parts of a merge: each moves one sort of thing, says in JSON what moved, and can give it back.

All of them run in the transaction of the merge, with both customers held.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, F, QuerySet, When

from customers.domain.contact_points import settle_preferred
from customers.domain.customer import SAVED
from customers.models import ConductNotice, ContactPoint, Customer, CustomerReference, LegalHold


def take_facts(kept: Customer, merged: Customer, *, names: Sequence[str]) -> dict[str, list[Any]]:
    """Copy the facts in ``names`` from ``merged``; what each was before and is now, where that differs."""
    taken = {name: [getattr(kept, name), getattr(merged, name)] for name in names}
    taken = {name: [before, after] for name, (before, after) in taken.items() if before != after}
    for name, (_before, after) in taken.items():
        setattr(kept, name, after)
    kept.save(update_fields=SAVED)
    return taken


def give_back_facts(kept: Customer, *, facts: dict[str, list[Any]]) -> None:
    """Each fact becomes what it was, unless somebody changed it again since."""
    for name, (before, after) in facts.items():
        if getattr(kept, name) == after:
            setattr(kept, name, before)
    kept.save(update_fields=SAVED)


def move_sites(merged: Customer, *, into: Customer) -> dict[str, list[int]]:
    """``into`` is known wherever ``merged`` was, and ``merged`` nowhere any more."""
    sites = list(merged.sites.order_by("pk").values_list("pk", flat=True))
    known = set(into.sites.values_list("pk", flat=True))
    gained = [site for site in sites if site not in known]
    into.sites.add(*gained)
    merged.sites.clear()
    return {"sites": sites, "gained": gained}


def give_back_sites(merged: Customer, *, kept: Customer, sites: dict[str, list[int]]) -> None:
    """Whoever holds something of ``kept`` at a site makes it known there again: see ``Keeper.give_back``."""
    merged.sites.set(sites["sites"])
    kept.sites.remove(*sites["gained"])


def move_contact_points(merged: Customer, *, into: Customer) -> dict[str, Any]:
    """Those ``into`` has already are dropped. Its own preferred ones stay so."""
    has = set(into.contact_points.order_by().values_list("type", "value"))
    kinds = {kind for kind, _value in has}
    points = list(merged.contact_points.order_by("pk"))
    moved = [point for point in points if (point.type, point.value) not in has]
    dropped = [point for point in points if (point.type, point.value) in has]
    ContactPoint.objects.filter(pk__in=[point.pk for point in dropped]).delete()
    ContactPoint.objects.filter(pk__in=[point.pk for point in moved]).update(
        customer=into, is_preferred=Case(When(type__in=kinds, then=False), default=F("is_preferred"))
    )
    return {
        "moved": [point.pk for point in moved],
        "preferred": [point.pk for point in moved if point.is_preferred],
        "dropped": [[point.type, point.value, point.is_preferred] for point in dropped],
    }


def give_back_contact_points(merged: Customer, *, kept: Customer, points: dict[str, Any]) -> None:
    """Those still with ``kept`` go back, those that were dropped are made anew; each prefers what it did."""
    back = ContactPoint.objects.filter(pk__in=points["moved"], customer=kept)
    back.update(
        customer=merged, is_preferred=Case(When(pk__in=points["preferred"], then=True), default=False)
    )
    ContactPoint.objects.bulk_create(
        ContactPoint(customer=merged, type=kind, value=value, is_preferred=preferred)
        for kind, value, preferred in points["dropped"]
    )
    settle_preferred(merged)
    settle_preferred(kept)


def move_references(merged: Customer, *, into: Customer) -> dict[str, Any]:
    """What other systems call them; a number both have at a site is kept once."""
    has = set(into.references.values_list("site_id", "folded"))
    references = list(merged.references.order_by("pk"))
    moved = [one.pk for one in references if (one.site_id, one.folded) not in has]
    dropped = [one for one in references if (one.site_id, one.folded) in has]
    CustomerReference.objects.filter(pk__in=[one.pk for one in dropped]).delete()
    CustomerReference.objects.filter(pk__in=moved).update(customer=into)
    return {"moved": moved, "dropped": [[one.site_id, one.value] for one in dropped]}


def give_back_references(merged: Customer, *, kept: Customer, references: dict[str, Any]) -> None:
    CustomerReference.objects.filter(pk__in=references["moved"], customer=kept).update(customer=merged)
    for site_id, value in references["dropped"]:
        CustomerReference(customer=merged, site_id=site_id, value=value).save()


def move_notices(merged: Customer, *, into: Customer) -> list[int]:
    return change_hands(ConductNotice.objects.filter(customer=merged), to=into)


def move_holds(merged: Customer, *, into: Customer) -> list[int]:
    """A second hold in force stays on the signpost, where it binds the two of them all the same."""
    holds = LegalHold.objects.filter(customer=merged)
    if into.legal_holds.in_force().exists():
        holds = holds.exclude(lifted_at=None)
    return change_hands(holds, to=into)


def change_hands(rows: QuerySet[Any], *, to: Customer) -> list[int]:
    numbers = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=numbers).update(customer=to)
    return numbers


def give_back_notices(merged: Customer, *, kept: Customer, numbers: list[int]) -> None:
    ConductNotice.objects.filter(pk__in=numbers, customer=kept).update(customer=merged)


def give_back_holds(merged: Customer, *, kept: Customer, numbers: list[int]) -> None:
    LegalHold.objects.filter(pk__in=numbers, customer=kept).update(customer=merged)


def turn_signposts(merged: Customer, *, to: Customer) -> list[int]:
    """Those merged into ``merged`` before point straight at who is kept now: one step leads there."""
    numbers = list(merged.merged.order_by("pk").values_list("pk", flat=True))
    merged.merged.update(merged_into=to)
    return numbers


def turn_signposts_back(merged: Customer, *, kept: Customer, numbers: list[int]) -> None:
    Customer.objects.filter(pk__in=numbers, merged_into=kept).update(merged_into=merged)
