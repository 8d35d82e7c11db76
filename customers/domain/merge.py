"""Two customers turn out to be one, and how that is taken back.

Everything moves to the customer that is kept; the other one stays as a signpost. What moved is remembered
in the merge, so that it can be undone for thirty days, newest first.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from customers.domain import keepers, merging
from customers.domain.customer import FACTS
from customers.domain.errors import NotPossible
from customers.domain.keepers import KEEPERS, Counted
from customers.models import Customer, Merge
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from helpdesk.turns import wait_for_turn

REVERSIBLE_FOR = timedelta(days=30)
# One at a time in the whole house: it happens rarely, and several customers are held at once.
TURN = "customers:merging"


@transaction.atomic
def merge(
    *, kept: Customer, merged: Customer, by: User, now: datetime, choose: Collection[str] = ()
) -> Merge:
    """Give everything of ``merged`` to ``kept``, which also takes those of ``FACTS`` that ``choose`` names.

    Contact points ``kept`` has already are dropped, and remembered. Raises ``NotPossible`` when one of them
    was merged or erased already, or when both are the same.
    """
    kept, merged = take_turn(kept, merged)
    if kept == merged:
        raise NotPossible(_("This is the same customer."))
    for customer in (kept, merged):
        refuse_gone(customer)
    moved = move_everything(merged, into=kept, facts=[name for name in FACTS if name in choose])
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    done = Merge.objects.create(kept=kept, merged=merged, by=by, at=now, moved=moved)
    counted = {name: len(ids) for name, ids in moved["keepers"].items()}
    # By number: a name in the other's record would outlive its own erasure.
    record.write(
        kept, "customer.merged", by=by, merge=done.pk, other=merged.pk, moved=counted, took=[*moved["facts"]]
    )
    record.write(merged, "customer.merged_away", by=by, merge=done.pk, other=kept.pk)
    keepers.follow(kept, by=by)
    return done


def move_everything(merged: Customer, *, into: Customer, facts: list[str]) -> dict[str, Any]:
    """What was moved, as ``Merge.moved`` keeps it."""
    return {
        "facts": merging.take_facts(into, merged, names=facts),
        "sites": merging.move_sites(merged, into=into),
        "contact_points": merging.move_contact_points(merged, into=into),
        "references": merging.move_references(merged, into=into),
        "notices": merging.move_notices(merged, into=into),
        "holds": merging.move_holds(merged, into=into),
        "signposts": merging.turn_signposts(merged, to=into),
        "keepers": {name: keeper.move(merged, into=into) for name, keeper in KEEPERS.items()},
    }


def give_everything_back(merged: Customer, *, kept: Customer, moved: dict[str, Any]) -> None:
    """In the other order; what is no longer with ``kept`` stays where it is."""
    merging.turn_signposts_back(merged, kept=kept, numbers=moved["signposts"])
    merging.give_back_holds(merged, kept=kept, numbers=moved["holds"])
    merging.give_back_notices(merged, kept=kept, numbers=moved["notices"])
    merging.give_back_references(merged, kept=kept, references=moved["references"])
    merging.give_back_contact_points(merged, kept=kept, points=moved["contact_points"])
    merging.give_back_sites(merged, kept=kept, sites=moved["sites"])
    merging.give_back_facts(kept, facts=moved["facts"])
    for name, ids in moved["keepers"].items():
        KEEPERS[name].give_back(merged, kept=kept, moved=ids)


@transaction.atomic
def undo(merge: Merge, *, by: User, now: datetime) -> Customer:
    """Give back to the merged customer what is still with the kept one; returns the merged customer.

    What was said, logged or typed since stays where it is. Raises ``NotPossible`` when ``why_not`` says so.
    """
    kept, merged = take_turn(merge.kept, merge.merged)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    merge.kept, merge.merged = kept, merged
    if reason := why_not(merge, now=now):
        raise NotPossible(reason)
    give_everything_back(merged, kept=kept, moved=merge.moved)
    merged.merged_into = None
    merged.save(update_fields=["merged_into"])
    merge.undone_by, merge.undone_at = by, now
    merge.save(update_fields=["undone_by", "undone_at"])
    for customer, other in ((kept, merged), (merged, kept)):
        record.write(customer, "customer.merge_undone", by=by, merge=merge.pk, other=other.pk)
        keepers.follow(customer, by=by)
    return merged


def undoable(customer: Customer, *, now: datetime) -> Merge | None:
    """The merge into this customer that may be undone now: the newest one, for thirty days."""
    standing = Merge.objects.filter(kept=customer, undone_at=None, at__gte=now - REVERSIBLE_FOR)
    newest = standing.select_related("kept", "merged", "by").order_by("-pk").first()
    return newest if newest is not None and not why_not(newest, now=now) else None


def why_not(merge: Merge, *, now: datetime) -> str:
    """Why this merge can no longer be undone, as a sentence; empty when it can."""
    if merge.undone_at is not None:
        return _("This merge was undone already.")
    if merge.kept.erased_at or merge.merged.erased_at:
        return _("This customer was erased.")
    if now - merge.at > REVERSIBLE_FOR:
        return _("A merge can be undone for 30 days.")
    if merge.kept.merged_into_id is not None:
        return _("%(name)s was merged into another customer since. Undo that first.") % {"name": merge.kept}
    if Merge.objects.filter(kept=merge.kept, undone_at=None, pk__gt=merge.pk).exists():
        return _("Another customer was merged into %(name)s since. Undo that first.") % {"name": merge.kept}
    return ""


def tally(customer: Customer, *, seen_by: User) -> list[Counted]:
    """How much would move, by sort, as far as the person sees it."""
    return [counted for keeper in KEEPERS.values() for counted in keeper.tally(customer, seen_by=seen_by)]


def propose(counted: Mapping[Customer, Sequence[Counted]]) -> Customer:
    """Who should be kept: who has more, and of equals who has been known for longer."""

    def weight(customer: Customer) -> tuple[int, datetime, int]:
        return -sum(one.number for one in counted[customer]), customer.created_at, customer.pk

    return min(counted, key=weight)


def take_turn(one: Customer, other: Customer) -> tuple[Customer, Customer]:
    """Both as they are in the database, in the order given, to be touched by nobody else until the end.

    Waits for whoever is just writing something that refers to one of them. Those merged into them before are
    held too, all by number: nobody who holds several then waits for us while we wait for them.
    """
    wait_for_turn(TURN)
    both = [one.pk, other.pk]
    found = Customer.objects.filter(Q(pk__in=both) | Q(merged_into__in=both))
    # Not their keys: whoever changes a ticket holds it and then, unseen, the key of its customer.
    locked = {one.pk: one for one in found.order_by("pk").select_for_update(no_key=True)}
    return locked[one.pk], locked[other.pk]


def refuse_gone(customer: Customer) -> None:
    if customer.merged_into_id is not None:
        raise NotPossible(_("%(name)s was merged into another customer already.") % {"name": customer})
    if customer.erased_at:
        raise NotPossible(_("This customer was erased."))
