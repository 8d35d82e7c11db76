"""The letter to a mystery visitor, in their language."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from helpdesk.mail.models import Letter
from helpdesk.mail.outbox import enqueue
from surveys.models import MysteryVisit


def post(visit: MysteryVisit, *, token: str) -> Letter:
    """Put the letter with this token into the outbox.

    It comes from the desk, and is answered to whoever planned the visit: what goes to the site's own address
    is read by the people who are visited.
    """
    subject, text, html = write_letter(visit, token=token)
    return enqueue(
        visit.visitor_email,
        subject=subject,
        text=text,
        html=html,
        reply_to=visit.planned_by.email,
        cause=f"{cause_of(visit)}:{visit.letters}",
        headers={"Auto-Submitted": "auto-generated"},
        secrets=[token],
    )


def cause_of(visit: MysteryVisit) -> str:
    """What all letters of a visit are caused by."""
    return f"mystery_visit:{visit.pk}"


def write_letter(visit: MysteryVisit, *, token: str) -> tuple[str, str, str]:
    """Subject, plain text and HTML."""
    with translation.override(visit.language), timezone.override(visit.site.zone):
        context = {
            "visit": visit,
            "site": visit.site,
            "link": f"{settings.SITE_URL}{reverse('surveys:visitor', args=[token])}",
        }
        subject = _("Your visit to %(site)s") % {"site": visit.site.name}
        text = render_to_string("emails/mystery_visit.txt", context)
        html = render_to_string("emails/mystery_visit.html", context)
    return subject, text, html
