"""Asking once more who has not answered, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction

from helpdesk.record.many import Saying, write_all
from surveys.domain.invitation import TOKEN_BYTES, digest_of, post
from surveys.domain.pace import room
from surveys.domain.reasons import ReasonsNotToRemind
from surveys.domain.survey_rules import House, decent_moment
from surveys.models import Invitation

BATCH = 100


def remind_all(*, now: datetime) -> int:
    """Decide about every reminder that is due, as far as the minute has room. Returns how many were seen."""
    seen = 0
    while batch := remind_batch(now=now):
        seen += batch
    return seen


@transaction.atomic
def remind_batch(*, now: datetime) -> int:
    """One small transaction; invitations and tickets somebody holds are left for the next time."""
    most = room(most=BATCH, now=now)
    if not most:
        return 0
    due = Invitation.objects.to_remind(now=now).select_related("resolution__ticket")
    held = due.select_for_update(of=("self", "resolution__ticket"), skip_locked=True, no_key=True)
    read = held.prefetch_related("resolution__ticket__site", "resolution__ticket__customer__contact_points")
    invitations = list(read[:most])
    if invitations:
        reminded = [one for one in look_after(invitations, now=now) if one.reminded_at == now]
        sayings = [Saying(one.resolution.ticket, details={"invitation": one.pk}) for one in reminded]
        write_all(sayings, "survey.reminded", by=None)
    return len(invitations)


def look_after(invitations: Sequence[Invitation], *, now: datetime) -> Sequence[Invitation]:
    """Put off until a decent hour, remind, or write down why not."""
    house = House(one.resolution.ticket.site_id for one in invitations)
    reasons = ReasonsNotToRemind(invitations, now=now)
    for invitation in invitations:
        ticket = invitation.resolution.ticket
        rules = house.rules_for(ticket.site_id, ticket.kind)
        moment = decent_moment(now, rules=rules, zone=ticket.site.zone)
        if moment > now:
            invitation.remind_at = moment
        else:
            invitation.remind_at, invitation.not_reminded = None, reasons.reason(invitation)
            if not invitation.not_reminded:
                remind(invitation, now=now)
    Invitation.objects.bulk_update(
        invitations, ["remind_at", "reminded_at", "not_reminded", "reminder_digest", "reminder"]
    )
    return invitations


def remind(invitation: Invitation, *, now: datetime) -> None:
    """Write the second letter, with a link of its own: of the first one only the digest is known."""
    token = token_urlsafe(TOKEN_BYTES)
    invitation.reminded_at, invitation.reminder_digest = now, digest_of(token)
    cause = f"survey:{invitation.pk}:reminder"
    invitation.reminder = post(invitation, token=token, cause=cause, is_reminder=True)
