"""What a ticket is marked with: words of the house's vocabulary."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.folding import fold
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock
from tickets.models import Tag, Ticket

MOST = 20


@transaction.atomic
def retag(ticket: Ticket, *, by: User, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Ticket:
    """Mark the ticket with these words of the vocabulary, and take those off; the rest stays as it is by now.

    What it has already, and what it does not have, is left alone. Raises ``NotPossible`` for a closed ticket,
    for a word the house does not use, and beyond ``MOST`` tags.
    """
    ticket = lock(ticket)
    if not rules.may_work_on(by, ticket):
        raise NotPossible(_("Ticket %(number)s is closed.") % {"number": ticket.number})
    before = set(ticket.tags)
    added = vocabulary_of(name for name in add if name not in before)
    tags = sorted((before | set(added)) - set(remove), key=fold)
    if set(tags) == before:
        return ticket
    if len(tags) > MOST:
        raise NotPossible(_("A ticket has at most %(most)s tags.") % {"most": MOST})
    ticket.tags, ticket.updated_at = tags, timezone.now()
    ticket.save(update_fields=["tags", "updated_at"])
    record.write(
        ticket,
        "ticket.tagged",
        by=by,
        added=[name for name in tags if name not in before],
        removed=sorted(before - set(tags)),
    )
    return ticket


def vocabulary_of(names: Iterable[str]) -> list[str]:
    """These words as the house spells them. Raises ``NotPossible`` for one that is not in use."""
    wanted = {fold(name): name for name in names}
    found = dict(
        Tag.objects.filter(folded_name__in=wanted, is_in_use=True).values_list("folded_name", "name")
    )
    for folded, name in wanted.items():
        if folded not in found:
            raise NotPossible(_("“%(tag)s” is not one of the tags in use.") % {"tag": name})
    return list(found.values())


@transaction.atomic
def coin(name: str, *, by: User) -> Tag:
    """Add a word to the vocabulary; one that is there already comes into use again, spelt as it was.

    Raises ``NotPossible`` unless a supervisor does it: the vocabulary is the house's, and holds no names.
    """
    if not by.can_supervise:
        raise NotPossible(_("Only supervisors add new tags."))
    tag, new = Tag.objects.get_or_create(folded_name=fold(name), defaults={"name": " ".join(name.split())})
    if not new and tag.is_in_use:
        return tag
    tag.is_in_use = True
    tag.save(update_fields=["is_in_use", "folded_name"])
    record.write(tag, "tag.added", by=by, name=tag.name)
    return tag
