"""Taking back a merge of tickets: whatever is still where the merge brought it goes back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets.domain import clocks, lifecycle, merging
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock_for_workers, lock_with_merged
from tickets.domain.merge import OF_KEPT, hold_customer
from tickets.domain.taking_back import last_words_of
from tickets.models import Attachment, Escalation, FollowUp, RuleException, Ticket, TicketMerge
from tickets.models.ticket_merge import REVERSIBLE_FOR

# What points at its ticket and goes back as it is.
HANDED_OVER = {
    "attachments": Attachment,
    "follow_ups": FollowUp,
    "escalations": Escalation,
    "exceptions": RuleException,
}


@transaction.atomic
def undo(merge: TicketMerge, *, by: User, now: datetime) -> Ticket:
    """Give back what is still on the kept ticket; the merged one stands as it stood. Returns that.

    What was said, promised or asked since stays where it is. Raises ``NotPossible`` when ``why_not`` says so.
    """
    hold_customer(merge.kept, merge.merged)
    kept, merged, *_others = lock_with_merged(merge.kept, merge.merged)
    merge = TicketMerge.objects.select_for_update().get(pk=merge.pk)
    merge.kept, merge.merged = kept, merged
    if reason := why_not(merge, now=now):
        raise NotPossible(reason)
    lock_for_workers([kept.pk, merged.pk])
    give_everything_back(merge)
    part_customers(merge, by=by)
    lifecycle.open_again(merged, stood=merge.moved["merged_stood"], shut_at=merge.at, now=now)
    merged.merged_into, merged.updated_at = None, now
    merged.save(update_fields=["merged_into", "updated_at"])
    leave_as_it_was(kept, merge, now=now)
    merge.undone_by, merge.undone_at = by, now
    merge.save(update_fields=["undone_by", "undone_at"])
    for one, other in ((kept, merged), (merged, kept)):
        record.write(one, "ticket.merge_undone", by=by, merge=merge.pk, other=other.pk, kept=one == kept)
    return merged


def give_everything_back(merge: TicketMerge) -> None:
    kept, merged, moved = merge.kept, merge.merged, merge.moved
    merging.carry(kept.messages.filter(pk__in=moved["messages"]), to=merged)
    for name, model in HANDED_OVER.items():
        merging.hand_over(model._default_manager.filter(pk__in=moved[name], ticket=kept), to=merged)
    Ticket.objects.filter(pk__in=moved["signposts"], merged_into=kept).update(merged_into=merged)
    others = Ticket.objects.filter(merged_into=kept).exclude(pk=merged.pk)
    merging.part_tags(kept, gained=moved["tags"], others=others)
    merging.part_watchers(kept, gained=moved["watchers"], others=others)


def part_customers(merge: TicketMerge, *, by: User) -> None:
    """The one that was a walk-in's is one again, unless somebody has said since whose it is."""
    one = {"kept": merge.kept, "merged": merge.merged}.get(merge.moved["customer"])
    other = merge.kept if one == merge.merged else merge.merged
    if one is None or one.customer_id != other.customer_id:
        return
    before, one.customer = one.customer_id, None
    one.save(update_fields=["customer"])
    record.write(one, "ticket.customer_set", by=by, before=before, after=None)


def leave_as_it_was(kept: Ticket, merge: TicketMerge, *, now: datetime) -> None:
    """The customer waits on it since when they did before, unless that has changed again."""
    before, after = merge.moved["kept_waits"]
    if lifecycle.written(kept.customer_waits_since) == after:
        kept.customer_waits_since = clocks.read_time(before)
    clocks.recount(kept, now=now)
    kept.updated_at = now
    kept.last_line = last_words_of(kept) if kept.is_unfinished else kept.last_line
    kept.save(update_fields=OF_KEPT)


def why_not(merge: TicketMerge, *, now: datetime) -> str:
    """Why this merge can no longer be undone, as a sentence; empty when it can."""
    if merge.undone_at is not None:
        return _("This merge was undone already.")
    if any(one.customer is not None and one.customer.erased_at for one in (merge.kept, merge.merged)):
        return _("This customer was erased.")
    if merge.is_too_old(now=now):
        return _("A merge can be undone for %(days)s days.") % {"days": REVERSIBLE_FOR.days}
    if merge.kept.merged_into_id is not None:
        said = {"number": merge.kept.number, "other": merge.kept.merged_into_id}
        return _("Ticket %(number)s was merged into ticket %(other)s since. Undo that first.") % said
    return ""
