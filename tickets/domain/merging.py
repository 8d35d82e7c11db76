"""The parts of a merge of tickets: each moves one sort of thing, says which, and can give it back.

All of them run in the transaction of the merge, with both tickets held.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Coalesce

from helpdesk.folding import fold
from tickets.models import Attachment, Message, RuleException, Ticket, Watching


def carry(messages: QuerySet[Message], *, to: Ticket) -> list[int]:
    """Give these messages with their files to ``to``; the numbers of the messages.

    Each remembers where it was said first. A reply that could be taken back cannot be any more: what it
    changed stood on the other ticket.
    """
    numbers = list(messages.order_by("pk").values_list("pk", flat=True))
    first = Coalesce(F("moved_from"), F("ticket"))
    Message.objects.filter(pk__in=numbers).update(
        moved_from=Case(When(moved_from=to, then=Value(None)), default=first),
        ticket=to,
        undo_until=None,
        before=None,
    )
    Attachment.objects.filter(message__in=numbers).update(ticket=to)
    return numbers


def hand_over(rows: QuerySet[Any], *, to: Ticket) -> list[int]:
    """Files of the case, follow-ups, escalations: whatever points at its ticket and at nothing else of it."""
    numbers = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=numbers).update(ticket=to)
    return numbers


def exceptions_to_move(merged: Ticket, *, into: Ticket) -> QuerySet[RuleException]:
    """All but those that ask what is asked on ``into`` already, and waits there for the same answer."""
    asked = into.exceptions.filter(answered_at=None).values("rule")
    return merged.exceptions.exclude(answered_at=None, rule__in=asked)


def unite_tags(merged: Ticket, *, into: Ticket) -> list[str]:
    """``into`` has the tags of both; those it had not."""
    has: list[str] = into.tags
    gained = [tag for tag in merged.tags if tag not in has]
    both: list[str] = sorted([*has, *gained], key=fold)
    into.tags = both
    return gained


def unite_watchers(merged: Ticket, *, into: Ticket) -> list[int]:
    """Whoever watches ``merged`` watches ``into`` too; those who did not."""
    has = set(into.watchings.values_list("user", flat=True))
    gained = [user for user in merged.watchings.values_list("user", flat=True) if user not in has]
    Watching.objects.bulk_create(Watching(ticket=into, user_id=user) for user in gained)
    return gained


def part_tags(kept: Ticket, *, gained: Collection[str], others: QuerySet[Ticket]) -> None:
    """Those it gained go again, but for those that another ticket merged into it brought as well."""
    brought = {tag for tags in others.values_list("tags", flat=True) for tag in tags}
    kept.tags = [tag for tag in kept.tags if tag not in gained or tag in brought]


def part_watchers(kept: Ticket, *, gained: Collection[int], others: QuerySet[Ticket]) -> None:
    brought = Watching.objects.filter(ticket__in=others).values("user")
    kept.watchings.filter(user__in=gained).exclude(user__in=brought).delete()


def turn_signposts(merged: Ticket, *, to: Ticket) -> list[int]:
    """What was merged into ``merged`` before leads straight to where all of it is now."""
    numbers = list(merged.merged.order_by("pk").values_list("pk", flat=True))
    merged.merged.update(merged_into=to)
    return numbers
