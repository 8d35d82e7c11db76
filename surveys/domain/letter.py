"""The survey letter, in the customer's language."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from surveys.enums import Score
from surveys.models import Invitation


def write_letter(invitation: Invitation, *, link: str) -> tuple[str, str, str]:
    """Subject, plain text and HTML. ``link`` opens the survey; ``?score=4`` added to it preselects 4."""
    ticket = invitation.resolution.ticket
    with translation.override(invitation.language), timezone.override(ticket.site.zone):
        context: dict[str, Any] = {
            "ticket": ticket,
            "resolution": invitation.resolution,
            "site": ticket.site,
            "customer": ticket.customer,
            "invitation": invitation,
            "link": link,
            "scores": list(Score),
        }
        subject = _("How did we do? %(site)s") % {"site": ticket.site.name}
        text = render_to_string("emails/survey.txt", context)
        html = render_to_string("emails/survey.html", context)
    return subject, text, html
