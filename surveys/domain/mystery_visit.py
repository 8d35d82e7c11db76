"""Mystery visits as supervisors see to them: planned, withdrawn, the link sent again, the visitor erased."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.mail import erasure as mail
from helpdesk.mail.enums import LetterStatus
from helpdesk.notifications.subjects import Subject
from helpdesk.record import writing as record
from helpdesk.staff.models import Site, Team, User
from surveys.domain.checklist import published_version
from surveys.domain.invitation import digest_of
from surveys.domain.visit_letter import cause_of, post
from surveys.enums import VisitState
from surveys.models import Checklist, MysteryVisit
from tickets.domain.errors import NotPossible

# 192 random bits.
TOKEN_BYTES = 24
ERASED = "mystery_visit.visitor_erased"


@dataclass(frozen=True)
class Visitor:
    name: str
    email: str
    language: str


@dataclass(frozen=True)
class Days:
    """From the first day to the last, both included; and how many more there are to write it up."""

    first: date
    last: date
    write_up: int = 3

    def moments(self, site: Site) -> tuple[datetime, datetime]:
        """From when until when that is, by the clock of the site."""
        after = self.last + timedelta(days=self.write_up + 1)
        return (
            datetime.combine(self.first, time(), tzinfo=site.zone),
            datetime.combine(after, time(), tzinfo=site.zone),
        )


@transaction.atomic
def plan(
    checklist: Checklist, *, visitor: Visitor, days: Days, team: Team | None = None, by: User, now: datetime
) -> MysteryVisit:
    """Plan a visit by the newest version of the checklist, and write the visitor their letter.

    Raises ``NotPossible`` when nothing of the checklist is published.
    """
    version = published_version(checklist)
    if version is None:
        raise NotPossible(_("The checklist is a draft. Publish it first."))
    begins_at, ends_at = days.moments(checklist.site)
    token = token_urlsafe(TOKEN_BYTES)
    visit = MysteryVisit.objects.create(
        site=checklist.site,
        team=team,
        version=version,
        visitor_name=visitor.name,
        visitor_email=visitor.email,
        language=visitor.language,
        first_day=days.first,
        last_day=days.last,
        begins_at=begins_at,
        ends_at=ends_at,
        planned_at=now,
        planned_by=by,
        token_digest=digest_of(token),
    )
    send(visit, token=token)
    words = {"visitor": visitor.name}
    record.write(visit, "mystery_visit.planned", by=by, words=words, first_day=days.first, last_day=days.last)
    return visit


@transaction.atomic
def send_again(visit: MysteryVisit, *, by: User, now: datetime) -> MysteryVisit:
    """Write the letter once more, with a new link; the old one ends.

    Raises ``NotPossible`` when the visit is over, or there is nobody to write to.
    """
    visit = lock(visit)
    if is_over(visit, now=now):
        raise NotPossible(_("The visit is over. Its link opens nothing any more."))
    if not visit.visitor_email:
        raise NotPossible(_("The visitor was erased. There is nobody to write to."))
    hold_back_letters(visit, now=now)
    token = token_urlsafe(TOKEN_BYTES)
    visit.token_digest = digest_of(token)
    send(visit, token=token)
    record.write(visit, "mystery_visit.sent_again", by=by)
    return visit


@transaction.atomic
def withdraw(visit: MysteryVisit, *, by: User, now: datetime) -> MysteryVisit:
    """Call the visit off: its link ends. ``NotPossible`` once something was submitted, or it is over."""
    visit = lock(visit)
    if not visit.state_at(now).may_end:
        raise NotPossible(_("The visit is over, or something was submitted. It cannot be withdrawn."))
    visit.withdrawn_at, visit.withdrawn_by = now, by
    visit.save(update_fields=["withdrawn_at", "withdrawn_by"])
    hold_back_letters(visit, now=now)
    record.write(visit, "mystery_visit.withdrawn", by=by)
    return visit


@transaction.atomic
def erase_visitor(visit: MysteryVisit, *, by: User, now: datetime) -> MysteryVisit:
    """Take the visitor's name and address out of the visit, its letters and its record; what they saw stays.

    Raises ``NotPossible`` while the link works, and when it was done already.
    """
    visit = lock(visit)
    if not is_over(visit, now=now):
        raise NotPossible(_("The visitor may still write something. Erase them when the visit is over."))
    if not visit.visitor_name and not visit.visitor_email:
        raise NotPossible(_("The visitor was erased already."))
    visit.visitor_name = visit.visitor_email = ""
    visit.save(update_fields=["visitor_name", "visitor_email"])
    mail.erase(mail.letters_because_of([cause_of(visit)]), now=now)
    record.forget(visit, by=by, because=ERASED)
    record.write(visit, ERASED, by=by)
    return visit


def is_over(visit: MysteryVisit, *, now: datetime) -> bool:
    return visit.state_at(now) in (VisitState.LOCKED, VisitState.EXPIRED, VisitState.WITHDRAWN)


def send(visit: MysteryVisit, *, token: str) -> None:
    visit.letters += 1
    visit.letter = post(visit, token=token)
    visit.save(update_fields=["token_digest", "letters", "letter"])


def hold_back_letters(visit: MysteryVisit, *, now: datetime) -> None:
    """A letter that still waits would bring a link that opens nothing."""
    letters = mail.letters_because_of([cause_of(visit)])
    mail.erase(letters.filter(status=LetterStatus.QUEUED), now=now)


def lock(visit: MysteryVisit) -> MysteryVisit:
    """The visit as it is now, held until the transaction ends."""
    visits = MysteryVisit.objects.select_for_update(of=("self",)).select_related("planned_by")
    return visits.with_places().get(pk=visit.pk)


def visits_seen(person: User, numbers: Collection[int]) -> dict[int, Subject]:
    """Those of the visits the person may see, as news are about them."""
    visits = MysteryVisit.objects.visible_to(person).filter(pk__in=numbers).select_related("site")
    return {
        visit.pk: Subject("visit", visit.pk, visit.site.name, visit.get_absolute_url()) for visit in visits
    }
