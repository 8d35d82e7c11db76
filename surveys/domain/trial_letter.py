"""The survey letter as a customer would get it, about a case nobody has, to whoever wants to see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from helpdesk.mail.models import Letter
from helpdesk.mail.outbox import enqueue
from helpdesk.staff.models import User
from surveys.domain.letter import Told, write_letter
from surveys.domain.place import Place
from surveys.domain.survey_rules import rules_for
from tickets.enums import Outcome
from tickets.kinds import KINDS

CAME_BEFORE = timedelta(days=2)


@dataclass(frozen=True)
class PreviewLink:
    """Both lead to the preview, which only somebody signed in sees and which records nothing."""

    place: Place
    language: str

    @property
    def survey(self) -> str:
        address = reverse("surveys:preview", args=[self.place.site.pk, self.place.slug, self.language])
        return f"{settings.SITE_URL}{address}"

    unsubscribe = survey


def send_trial(place: Place, *, language: str, by: User, now: datetime) -> Letter:
    """To the person's own address, and to no other. No customer is in it, and no way to stop surveys."""
    told = made_up(place, language=language, by=by, now=now)
    subject, text, html = write_letter(told, link=PreviewLink(place, language))
    with translation.override(language):
        subject = _("Test: %(subject)s") % {"subject": subject}
    return enqueue(
        by.email,
        subject=subject,
        text=text,
        html=html,
        sender=place.site.mailbox,
        cause=f"survey trial:{uuid4()}",
        headers={"Auto-Submitted": "auto-generated"},
    )


def made_up(place: Place, *, language: str, by: User, now: datetime) -> Told:
    """A case of this kind, of somebody who is called as the reader is."""
    rules = rules_for(place.site.pk, place.kind)
    with translation.override(language):
        subject = _("A made-up case, to see the letter by")
    return Told(
        language=language,
        site=place.site,
        name=by.name,
        kind=place.kind or next(iter(KINDS)),
        subject=subject,
        came_at=now - CAME_BEFORE - rules.delay,
        settled_at=now - rules.delay,
        outcome=Outcome.AS_ASKED,
        expires_at=now + rules.expires_after,
    )
