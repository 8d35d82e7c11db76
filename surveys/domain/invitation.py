"""Asking customers: one invitation per resolution, once the delay is over and the hour is decent.

Every resolution waits as an ``Asking`` until it is decided. What is decided, that it no longer waits, the
letter and the record stand or fall together. One worker decides at a time; others do not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from django.db import connection, transaction
from django.db.models import Q

from helpdesk.mail.models import Letter
from helpdesk.mail.outbox import enqueue
from helpdesk.record.many import Saying, write_all
from surveys.domain.letter import Link, Told, write_letter
from surveys.domain.pace import room
from surveys.domain.phone_survey import put_on_call_list
from surveys.domain.questions import CurrentQuestions
from surveys.domain.reasons import ReasonsNotToAsk
from surveys.domain.survey_rules import House, decent_moment, rules_for
from surveys.models import Asking, Invitation, Questionnaire, SurveyRules
from tickets.models import Resolution

__all__ = ["digest_of", "find_by_token", "invite_all", "invite_batch", "rules_for"]

BATCH = 100
# 192 random bits.
TOKEN_BYTES = 24
POSTPONE = """
UPDATE surveys_asking AS asking SET next_moment_at = later.next_moment_at
FROM unnest(%s::bigint[], %s::timestamptz[]) AS later (resolution_id, next_moment_at)
WHERE asking.resolution_id = later.resolution_id
"""


@dataclass(frozen=True)
class Batch:
    """How many were looked at, and of how many something was decided: the others come later."""

    seen: int = 0
    decided: int = 0


def invite_all(*, now: datetime) -> int:
    """Decide about every resolution that is due, as far as the minute has room. Returns how many."""
    decided = 0
    while (batch := invite_batch(now=now)).seen:
        decided += batch.decided
    return decided


@transaction.atomic
def invite_batch(*, now: datetime) -> Batch:
    """One small transaction; tickets somebody holds are left for the next time."""
    most = room(most=BATCH, now=now)
    if not most:
        return Batch()
    resolutions = hold(most, now=now)
    if not resolutions:
        return Batch()
    house = House(one.ticket.site_id for one in resolutions)
    moments = {one.pk: moment_of(one, house=house, now=now) for one in resolutions}
    later = {number: moment for number, moment in moments.items() if moment > now}
    due = [one for one in resolutions if one.pk not in later]
    if later:
        postpone(later)
    if due:
        Asking.objects.filter(resolution__in=due).delete()
        write_all(list(decide(due, house=house, now=now)), by=None)
    return Batch(len(resolutions), len(due))


def hold(most: int, *, now: datetime) -> list[Resolution]:
    """Those that wait longest, locked with their tickets.

    Site and customer are read after the lock: what is joined to a row that changed meanwhile may be older.
    """
    due = Asking.objects.with_a_moment_before(now).select_related("resolution__ticket")
    locked = ("self", "resolution", "resolution__ticket")
    held = due.select_for_update(of=locked, skip_locked=True, no_key=True)
    read = held.prefetch_related("resolution__ticket__site", "resolution__ticket__customer__contact_points")
    return [asking.resolution for asking in read[:most]]


def moment_of(resolution: Resolution, *, house: House, now: datetime) -> datetime:
    """When the letter leaves: now, or the next decent hour after the delay."""
    ticket = resolution.ticket
    rules = house.rules_for(ticket.site_id, ticket.kind)
    due = resolution.at + rules.delay
    return decent_moment(max(due, now), rules=rules, zone=ticket.site.zone)


def postpone(later: dict[int, datetime]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(POSTPONE, [list(later), list(later.values())])


def decide(resolutions: Sequence[Resolution], *, house: House, now: datetime) -> Iterator[Saying]:
    """Write the letters, or why there are none; what the record says of each."""
    reasons = ReasonsNotToAsk(resolutions, house=house, now=now)
    questions = CurrentQuestions(one.ticket.site_id for one in resolutions)
    for resolution in resolutions:
        ticket, reason = resolution.ticket, reasons.reason(resolution)
        if not reason and reasons.is_phoned(resolution):
            reasons.note(resolution)
            asked = questions.of(ticket.site_id, ticket.kind)
            yield from put_on_call_list(resolution, questionnaire=asked, now=now)
        elif reason:
            customer = ticket.customer
            language = customer.language if customer else ticket.site.language
            Invitation.objects.create(
                resolution=resolution, created_at=now, language=language, not_sent=reason
            )
            yield Saying(ticket, verb="survey.not_sent", details={"reason": reason})
        else:
            reasons.note(resolution)
            rules = house.rules_for(ticket.site_id, ticket.kind)
            asked = questions.of(ticket.site_id, ticket.kind)
            invitation = invite(resolution, rules=rules, questionnaire=asked, now=now)
            yield Saying(ticket, verb="survey.invited", details={"invitation": invitation.pk})


def invite(
    resolution: Resolution, *, rules: SurveyRules, questionnaire: Questionnaire | None, now: datetime
) -> Invitation:
    """Write the survey letter. The customer is known and has an address."""
    customer = resolution.ticket.customer
    token = token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        resolution=resolution,
        created_at=now,
        questionnaire=questionnaire,
        language=customer.language if customer else "",
        token_digest=digest_of(token),
        expires_at=now + rules.expires_after,
        remind_at=None if rules.remind_after is None else now + rules.remind_after,
    )
    invitation.letter = post(invitation, token=token, cause=f"survey:{invitation.pk}")
    invitation.save(update_fields=["letter"])
    return invitation


def post(invitation: Invitation, *, token: str, cause: str, is_reminder: bool = False) -> Letter:
    """Put the letter with this token into the outbox, behind those somebody waits for."""
    ticket, link = invitation.resolution.ticket, Link(token)
    subject, text, html = write_letter(Told.of(invitation), link=link, is_reminder=is_reminder)
    return enqueue(
        ticket.customer.email if ticket.customer else "",
        subject=subject,
        text=text,
        html=html,
        sender=ticket.site.mailbox,
        cause=cause,
        headers={
            "Auto-Submitted": "auto-generated",
            # RFC 8058: what mail programs offer as a button of their own.
            "List-Unsubscribe": f"<{link.unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        secrets=[token],
        is_bulk=True,
    )


def digest_of(token: str) -> str:
    """What is kept of a token: SHA-256 in hex."""
    return sha256(token.encode()).hexdigest()


def find_by_token(token: str) -> Invitation | None:
    """The invitation this token was made for, also when it has expired; None for any other text."""
    digest = digest_of(token)
    invitations = Invitation.objects.select_related(
        "resolution__ticket__site", "resolution__ticket__customer", "questionnaire"
    )
    return invitations.filter(Q(token_digest=digest) | Q(reminder_digest=digest)).first()
