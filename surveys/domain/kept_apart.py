"""What becomes of answers that were kept apart."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from surveys.domain import response as responses
from surveys.domain.answering import replace_waiting
from surveys.domain.signs import Given
from surveys.enums import Verdict
from surveys.models import KeptApart, Response
from tickets.domain.errors import NotPossible

BATCH = 500


def settle_all(*, now: datetime) -> int:
    """Count what waited long enough without anything speaking against it. Returns how many were settled."""
    settled = 0
    while due := list(KeptApart.objects.waiting().filter(waits_until__lte=now)[:BATCH]):
        for kept in due:
            settled += settle(kept, now=now)
    return settled


@transaction.atomic
def settle(kept: KeptApart, *, now: datetime) -> bool:
    """Whether it still waited. Of several that wait for one invitation the newest counts, all together."""
    invitation = responses.hold(kept.invitation)
    waiting = invitation.kept_apart.waiting()
    newest = waiting.order_by("-answered_at", "-id").first()
    if newest is None:
        return False
    if newest.waits_until is not None and newest.waits_until > now:
        # What is newer waits on; this one is replaced by it.
        replaced = waiting.filter(pk=kept.pk).exclude(pk=newest.pk).order_by()
        return bool(replaced.update(verdict=Verdict.REPLACED, decided_at=now))
    newest.verdict, newest.decided_at = Verdict.COUNTS, now
    newest.save(update_fields=["verdict", "decided_at"])
    replace_waiting(invitation, now=now)
    responses.keep(invitation, Given.by(newest), at=newest.answered_at)
    return True


@transaction.atomic
def decide(kept: KeptApart, *, counts: bool, by: User, now: datetime) -> None:
    """A supervisor says whether an answer is the customer's. No answer else of the invitation counts then.

    Raises ``NotPossible`` when somebody decided meanwhile, or when the customer has answered since.
    """
    invitation = responses.hold(kept.invitation)
    undecided = invitation.kept_apart.undecided()
    if not undecided.filter(pk=kept.pk).exists():
        raise NotPossible(_("Somebody has decided about this answer already."))
    kept.refresh_from_db()
    response = Response.objects.filter(invitation=invitation).first()
    if counts and response is not None and (response.changed_at or response.answered_at) > kept.answered_at:
        raise NotPossible(_("The customer has answered since, and that answer counts."))
    decision = {"decided_by": by, "decided_at": now}
    undecided.order_by().update(verdict=Verdict.DOES_NOT, **decision)
    if counts:
        KeptApart.objects.filter(pk=kept.pk).update(verdict=Verdict.COUNTS)
    verb = "survey.let_in" if counts else "survey.turned_down"
    if not kept.is_anonymous:
        record.write(invitation.resolution.ticket, verb, by=by, answer=kept.pk, score=kept.score)
    if counts:
        responses.keep(invitation, Given.by(kept), at=kept.answered_at)
