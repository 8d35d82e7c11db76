"""The survey letter, in the customer's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from helpdesk.staff.models import Site
from surveys.enums import Score
from surveys.models import Invitation
from tickets.enums import Outcome
from tickets.kinds import kind_of


class Leads(Protocol):
    """Where the links of a letter lead."""

    @property
    def survey(self) -> str: ...

    @property
    def unsubscribe(self) -> str: ...


@dataclass(frozen=True)
class Link:
    """The addresses a token opens."""

    token: str

    @property
    def survey(self) -> str:
        """``?score=4`` added to it preselects 4."""
        return f"{settings.SITE_URL}{reverse('surveys:answer', args=[self.token])}"

    @property
    def unsubscribe(self) -> str:
        return f"{settings.SITE_URL}{reverse('surveys:unsubscribe', args=[self.token])}"


@dataclass(frozen=True)
class Told:
    """What the letter says of the case. ``kind`` is a key; ``name`` is what it calls whoever reads it."""

    language: str
    site: Site
    name: str
    kind: str
    subject: str
    came_at: datetime
    settled_at: datetime
    outcome: Outcome
    expires_at: datetime | None

    @classmethod
    def of(cls, invitation: Invitation) -> Told:
        resolution, ticket = invitation.resolution, invitation.resolution.ticket
        return cls(
            language=invitation.language,
            site=ticket.site,
            name=ticket.customer.name if ticket.customer else "",
            kind=ticket.kind,
            subject=ticket.subject,
            came_at=ticket.created_at,
            settled_at=resolution.at,
            outcome=Outcome(resolution.outcome),
            expires_at=invitation.expires_at,
        )


def write_letter(told: Told, *, link: Leads, is_reminder: bool = False) -> tuple[str, str, str]:
    """Subject, plain text and HTML."""
    with translation.override(told.language), timezone.override(told.site.zone):
        context: dict[str, Any] = {
            "told": told,
            "kind": kind_of(told.kind).label,
            "done": what_was_done(told.outcome),
            "link": link.survey,
            "unsubscribe": link.unsubscribe,
            "scores": list(Score),
            "is_reminder": is_reminder,
        }
        subject = _("Would you still tell us? %(site)s") if is_reminder else _("How did we do? %(site)s")
        text = render_to_string("emails/survey.txt", context)
        html = render_to_string("emails/survey.html", context)
    return subject % {"site": told.site.name}, text, html


def what_was_done(outcome: Outcome) -> str:
    """The outcome as one says it to the customer; no more than they were told when it was resolved."""
    return {
        Outcome.AS_ASKED: _("We did as you asked."),
        Outcome.ALTERNATIVE: _("We found another way that you agreed to."),
        Outcome.GOODWILL_ONLY: _("We could not do as you asked, and made a gesture of goodwill."),
        Outcome.EXPLAINED: _("We explained how it is."),
        Outcome.REFUSED: _("We could not do as you asked, and told you why."),
        Outcome.WITHDRAWN: _("You told us that you no longer need it."),
    }[outcome]
