"""The survey letter, in the customer's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from surveys.enums import Score
from surveys.models import Invitation
from tickets.enums import Outcome
from tickets.kinds import kind_of


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


def write_letter(invitation: Invitation, *, link: Link, is_reminder: bool = False) -> tuple[str, str, str]:
    """Subject, plain text and HTML."""
    ticket = invitation.resolution.ticket
    with translation.override(invitation.language), timezone.override(ticket.site.zone):
        context: dict[str, Any] = {
            "ticket": ticket,
            "kind": kind_of(ticket.kind).label,
            "resolution": invitation.resolution,
            "done": what_was_done(Outcome(invitation.resolution.outcome)),
            "site": ticket.site,
            "customer": ticket.customer,
            "invitation": invitation,
            "link": link.survey,
            "unsubscribe": link.unsubscribe,
            "scores": list(Score),
            "is_reminder": is_reminder,
        }
        subject = _("Would you still tell us? %(site)s") if is_reminder else _("How did we do? %(site)s")
        text = render_to_string("emails/survey.txt", context)
        html = render_to_string("emails/survey.html", context)
    return subject % {"site": ticket.site.name}, text, html


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
