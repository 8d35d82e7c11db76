"""A checklist of the hotel, and visits by it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from helpdesk.files.tests.made import picture
from helpdesk.mail.models import Letter
from helpdesk.staff.models import Site, User
from surveys.domain.checklist import add_checklist, publish, save_draft
from surveys.domain.checklist_content import Answers, Given, Item, Section
from surveys.domain.invitation import digest_of
from surveys.domain.mystery_visit import Days, Visitor, plan
from surveys.domain.visit_photos import add_photo
from surveys.domain.visiting import submit
from surveys.enums import ItemType
from surveys.models import Checklist, ChecklistVersion, MysteryVisit

VISIT_TOKEN = "a-visit-nobody-can-guess"
WELCOME = Section(
    "aaaaaaaa",
    {"cs": "Přivítání", "en": "Welcome"},
    (
        Item("a0000001", ItemType.YES_NO, {"cs": "Pozdravil vás někdo?", "en": "Did somebody greet you?"}, 2),
        Item("a0000002", ItemType.MARK, {"cs": "Jak byli přívětiví?", "en": "How friendly were they?"}, 1),
    ),
)
ROOM = Section(
    "bbbbbbbb",
    {"cs": "Pokoj"},
    (
        Item("b0000001", ItemType.YES_NO, {"cs": "Byl pokoj připravený?"}, 1),
        Item("b0000002", ItemType.TEXT, {"cs": "Co v něm chybělo?"}),
    ),
)
SECTIONS = (WELCOME, ROOM)
ROZALIE = Visitor("Rozálie Hostová", "rozalie@visitors.example", "en")
# 2 of 2, 3 of 4 quarters of 1, and the room does not apply: 11 of 12 quarters.
ANSWERS: Answers = {
    "a0000001": Given("yes", "At once."),
    "a0000002": Given("4"),
    "b0000001": Given("na"),
    "b0000002": Given("A lamp."),
}
TYPED = {
    "a-a0000001": "yes",
    "n-a0000001": "At once.",
    "a-a0000002": "4",
    "a-b0000001": "na",
    "a-b0000002": "A lamp.",
    "remarks": "A nice house.",
}


def published_checklist(site: Site, *, by: User, name: str = "Front desk") -> Checklist:
    now = timezone.now()
    return publish(written_draft(site, by=by, name=name), by=by, now=now).checklist


def written_draft(site: Site, *, by: User, name: str = "Front desk") -> ChecklistVersion:
    draft = add_checklist(site, name=name, by=by, now=timezone.now())
    return save_draft(draft, sections=SECTIONS, edition=1, by=by)


def today_at(site: Site) -> date:
    return timezone.localdate(timezone=site.zone)


def planned(
    checklist: Checklist, *, by: User, visitor: Visitor = ROZALIE, first: int = 0, last: int = 1
) -> MysteryVisit:
    """From so many days ahead to so many, and one to write it up."""
    today = today_at(checklist.site)
    days = Days(today + timedelta(days=first), today + timedelta(days=last), write_up=1)
    return plan(checklist, visitor=visitor, days=days, by=by, now=timezone.now())


def token_of(visit: MysteryVisit) -> str:
    """As it stands in the newest letter, which has not left yet."""
    letter = Letter.objects.get(cause=f"mystery_visit:{visit.pk}:{visit.letters}")
    (token,) = set(re.findall(r"/v/([^/\s\"<]+)/", letter.text))
    return token


def submitted(
    visit: MysteryVisit, *, now: datetime | None = None, answers: Answers = ANSWERS
) -> MysteryVisit:
    edition = MysteryVisit.objects.values_list("edition", flat=True).get(pk=visit.pk)
    return submit(visit, answers=answers, remarks="A nice house.", edition=edition, now=now or timezone.now())


def visits_around(site: Site, *, by: User) -> dict[str, Any]:
    """One of everything, for tests that walk over all addresses: see ``tests/conftest.py``."""
    now = timezone.now()
    checklist = published_checklist(site, by=by)
    going_on = planned(checklist, by=by)
    mine = add_photo(going_on, SimpleUploadedFile("desk.jpg", picture()), now=now)
    MysteryVisit.objects.filter(pk=going_on.pk).update(token_digest=digest_of(VISIT_TOKEN))
    over = planned(checklist, by=by)
    photo = add_photo(over, SimpleUploadedFile("room.jpg", picture()), now=now)
    submitted(over)
    MysteryVisit.objects.filter(pk=over.pk).update(locks_at=now)
    return {
        "checklist": checklist.pk,
        "checklist_draft": written_draft(site, by=by, name="Restaurant").pk,
        "mystery_visit": going_on.pk,
        "visit_over": over.pk,
        "visit_token": VISIT_TOKEN,
        "visitor_photo": (VISIT_TOKEN, mine.file_id),
        "visit_photo": (over.pk, photo.file_id),
    }
