"""Taking an answer from the customer's page, which machines press, too.

Every function holds the invitation first, as whoever erases the customer does.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from surveys.domain import response as responses
from surveys.domain.signs import ROUND, STRONG, Given, Shown, scores_given, signs_of
from surveys.enums import Sign, Verdict
from surveys.models import Invitation, KeptApart, Leaving, Response
from tickets.domain.news import tell_about
from tickets.domain.supervisors import supervisors_of


@transaction.atomic
def take(
    invitation: Invitation, given: Given, *, shown: Shown | None, ticked: bool, now: datetime
) -> Response | KeptApart:
    """Count the answer, let it wait for ``ROUND``, or keep it apart for the supervisors, who are told.

    Raises ``TooLate`` as ``response.answer`` does.
    """
    invitation = responses.hold(invitation)
    before = standing(invitation)
    responses.refuse_if_too_late(invitation, now=now)
    signs = signs_of(
        given,
        invitation=invitation,
        shown=shown,
        before=Given.by(before) if before else None,
        ticked=ticked,
        now=now,
    )
    if before is not None and Given.by(before) == given and not STRONG & set(signs):
        return before
    if not signs:
        if isinstance(before, KeptApart):
            replace_waiting(invitation, now=now)
        return responses.keep(invitation, given, at=now)
    strong = [sign for sign in signs if sign in STRONG]
    if strong:
        doubt_this_round(invitation, strong, since=now - ROUND)
    return keep_apart(invitation, given, signs, waits_until=None if strong else now + ROUND, now=now)


@transaction.atomic
def leave(invitation: Invitation, *, now: datetime) -> None:
    """Somebody says that they do not answer, or did not give the answer there is.

    What was given in this round, else the answer there is, is kept apart until a supervisor has looked at it.
    Raises ``TooLate`` as ``response.answer`` does.
    """
    invitation = responses.hold(invitation)
    responses.refuse_if_too_late(invitation, now=now)
    Leaving.objects.update_or_create(invitation=invitation, defaults={"at": now})
    since = now - ROUND
    quiet = not any(scores_given(invitation, since=since))
    doubt_this_round(invitation, [Sign.LEFT], since=since, all_there_is=quiet)


def standing(invitation: Invitation) -> Response | KeptApart | None:
    """The answer the customer finds on the page: the one that waits, else the one that counts."""
    waiting = invitation.kept_apart.waiting().order_by("-answered_at", "-id").first()
    return waiting or Response.objects.filter(invitation=invitation).first()


def keep_apart(
    invitation: Invitation,
    given: Given,
    signs: Collection[Sign],
    *,
    waits_until: datetime | None,
    now: datetime,
) -> KeptApart:
    """A row of its own; of the same answer sent again there is one."""
    undecided = invitation.kept_apart.filter(verdict="", waits_until__isnull=waits_until is None)
    same = undecided.filter(**vars(given)).first()
    if same is not None:
        return add_signs(same, signs)
    kept = KeptApart.objects.create(
        invitation=invitation, **vars(given), signs=list(signs), answered_at=now, waits_until=waits_until
    )
    if waits_until is None:
        say_so(kept)
    return kept


def add_signs(kept: KeptApart, signs: Collection[Sign]) -> KeptApart:
    kept.signs = [sign for sign in Sign if sign in {*kept.signs, *signs}]
    kept.save(update_fields=["signs"])
    return kept


def doubt_this_round(
    invitation: Invitation, signs: Collection[Sign], *, since: datetime, all_there_is: bool = False
) -> None:
    """What came ``since`` then may be of the same machine: nothing of it counts until somebody has looked.

    What was counted before it counts again, unless ``all_there_is`` is in doubt. An answer a supervisor has
    looked after stays: they have spoken with the customer.
    """
    for waiting in invitation.kept_apart.waiting():
        doubt(waiting, signs)
    # Held, too: whoever notes what was done about it comes before or after.
    counted = Response.objects.filter(invitation=invitation, is_reviewed=False).select_for_update(
        of=("self",)
    )
    for response in counted:
        at = response.changed_at or response.answered_at
        if all_there_is or at > since:
            given = Given.by(response)
            response.delete()
            keep_apart(invitation, given, signs, waits_until=None, now=at)
    doubt_replaced(invitation, signs, since=since, restore=not all_there_is)


def doubt_replaced(
    invitation: Invitation, signs: Collection[Sign], *, since: datetime, restore: bool
) -> None:
    replaced = invitation.kept_apart.filter(verdict=Verdict.REPLACED, decided_at__gt=since)
    for earlier in replaced.order_by("answered_at", "id"):
        if earlier.answered_at > since:
            doubt(earlier, signs)
        elif restore and not Response.objects.filter(invitation=invitation).exists():
            earlier.verdict = Verdict.COUNTS
            earlier.save(update_fields=["verdict"])
            responses.keep(invitation, Given.by(earlier), at=earlier.answered_at)


def doubt(kept: KeptApart, signs: Collection[Sign]) -> None:
    """From now on a supervisor decides about it."""
    kept.verdict, kept.decided_at, kept.waits_until = "", None, None
    kept.save(update_fields=["verdict", "decided_at", "waits_until"])
    say_so(add_signs(kept, signs))


def say_so(kept: KeptApart) -> None:
    """Into the record, and once for an invitation to the supervisors; not of an anonymous answer."""
    ticket = kept.invitation.resolution.ticket
    if kept.is_anonymous:
        return
    record.write(
        ticket, "survey.kept_apart", by=None, answer=kept.pk, score=kept.score, signs=list(kept.signs)
    )

    def say() -> str:
        return _("An answer to the survey on ticket %(number)s may be a machine’s") % {
            "number": ticket.number
        }

    cause = f"survey:{kept.invitation_id}:apart"
    tell_about(ticket, supervisors_of(ticket), kind="kept_apart", say=say, cause=cause)


def replace_waiting(invitation: Invitation, *, now: datetime) -> None:
    invitation.kept_apart.waiting().order_by().update(verdict=Verdict.REPLACED, decided_at=now)
