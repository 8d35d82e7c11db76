"""What a mystery visitor does with their link: saves as they go, submits, corrects until it locks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _

from helpdesk.notifications.domain.news import tell_all
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from surveys.domain.checklist_content import Answers, missing, read, write_answers
from surveys.domain.invitation import digest_of
from surveys.domain.mystery_visit import lock
from surveys.domain.visit_score import score
from surveys.models import MysteryVisit

LOCKS_AFTER = timedelta(days=2)


class VisitEnded(Exception):
    """The link takes nothing any more, or nothing yet; the state of the visit says why."""


class Crossed(Exception):
    """The visit was saved elsewhere since the page was opened."""


class Incomplete(Exception):
    """Something that counts has no answer yet."""


def find_by_token(token: str) -> MysteryVisit | None:
    """The visit this token was made for, also when it is over; None for any other text."""
    return MysteryVisit.objects.with_places().filter(token_digest=digest_of(token)).first()


@transaction.atomic
def keep(visit: MysteryVisit, *, answers: Answers, remarks: str, edition: int, now: datetime) -> MysteryVisit:
    """Save what there is so far. ``edition`` is the one the visitor had opened.

    What was submitted already is changed by ``submit`` only, lest answers and score say different things.
    Raises ``VisitEnded`` and ``Crossed``.
    """
    visit = lock_open(visit, now=now)
    if visit.submitted_at is not None:
        raise VisitEnded
    return save(visit, answers=answers, remarks=remarks, edition=edition, now=now)


def save(visit: MysteryVisit, *, answers: Answers, remarks: str, edition: int, now: datetime) -> MysteryVisit:
    if visit.edition != edition:
        raise Crossed
    visit.answers, visit.remarks = write_answers(answers), remarks
    visit.edition, visit.kept_at = edition + 1, now
    visit.save(update_fields=["answers", "remarks", "edition", "kept_at"])
    return visit


@transaction.atomic
def submit(
    visit: MysteryVisit, *, answers: Answers, remarks: str, edition: int, now: datetime
) -> MysteryVisit:
    """Save and score it; the supervisors of the site hear of it. Submitting again corrects it until it locks.

    Raises ``VisitEnded``, ``Crossed`` and ``Incomplete``; then nothing is saved.
    """
    sections = read(visit.version.content)
    if missing(sections, answers):
        raise Incomplete
    visit = lock_open(visit, now=now)
    save(visit, answers=answers, remarks=remarks, edition=edition, now=now)
    points = score(sections, answers)
    is_new = visit.submitted_at is None
    if is_new:
        visit.submitted_at, visit.locks_at = now, now + LOCKS_AFTER
    visit.points, visit.most_points = points.reached, points.whole
    visit.save(update_fields=["submitted_at", "locks_at", "points", "most_points"])
    verb = "mystery_visit.submitted" if is_new else "mystery_visit.corrected"
    record.write(visit, verb, by=None, score=points.percent, photos=visit.photos.count())
    if is_new:
        tell_supervisors(visit)
    return visit


def tell_supervisors(visit: MysteryVisit) -> None:
    def say() -> str:
        words = {"site": visit.site.name, "day": localize(visit.first_day)}
        return _("A mystery visit to %(site)s was submitted, planned from %(day)s.") % words

    tell_all(
        list(User.objects.who_supervise(visit.site_id)),
        kind="visit_submitted",
        say=say,
        url=reverse("surveys:mystery_visit", args=[visit.pk]),
        cause=f"mystery_visit:{visit.pk}:submitted",
        about=f"visit:{visit.pk}",
    )


def lock_open(visit: MysteryVisit, *, now: datetime) -> MysteryVisit:
    """The visit as it is now, held. Raises ``VisitEnded`` when it takes nothing from its visitor."""
    visit = lock(visit)
    if not visit.state_at(now).takes_answers:
        raise VisitEnded
    return visit
