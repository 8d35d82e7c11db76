"""Asking customers: one invitation per resolution, once the site's delay is over."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.db import transaction
from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from helpdesk.mail.outbox import enqueue
from helpdesk.record import writing as record
from surveys.domain.letter import write_letter
from surveys.enums import NotSent
from surveys.models import Invitation, SurveyRules
from tickets.models import Resolution

BATCH = 100
# Resolutions older than this are not asked about any more: nobody remembers, and the search stays small.
TOO_OLD = timedelta(days=30)
# 192 random bits.
TOKEN_BYTES = 24


def rules_for(site_id: int) -> SurveyRules:
    """The site's rules, else the defaults."""
    return SurveyRules.objects.filter(site=site_id).first() or SurveyRules(site_id=site_id)


def waiting_for_invitation(*, now: datetime) -> QuerySet[Resolution]:
    """Resolutions whose delay is over and of which nothing was decided yet, oldest first.

    Not those of a ticket that goes on as another one: its customer is asked about that. When the merge is
    undone, they are asked after all.
    """
    default = Value(SurveyRules._meta.get_field("delay").default, output_field=DurationField())
    due = ExpressionWrapper(
        F("at") + Coalesce(F("ticket__site__survey_rules__delay"), default), output_field=DateTimeField()
    )
    return (
        Resolution.objects.filter(at__gte=now - TOO_OLD, at__lte=now, ticket__merged_into=None)
        .exclude(Exists(Invitation.objects.filter(resolution=OuterRef("pk"))))
        .annotate(ask_at=due)
        .filter(ask_at__lte=now)
        .order_by("at", "id")
    )


def invite_all(*, now: datetime) -> int:
    """Invite for every resolution that is due. Returns how many were decided."""
    decided = 0
    while batch := invite_batch(now=now):
        decided += batch
    return decided


@transaction.atomic
def invite_batch(*, now: datetime) -> int:
    """One small transaction; locked resolutions, and tickets somebody holds, are left for the next time."""
    due = waiting_for_invitation(now=now).select_related("ticket__site", "ticket__customer")
    held = due.select_for_update(of=("self", "ticket"), skip_locked=True, no_key=True)
    resolutions = list(held[:BATCH])
    # Another worker may have decided between our look and our lock.
    decided = set(
        Invitation.objects.filter(resolution__in=resolutions).values_list("resolution_id", flat=True)
    )
    for resolution in resolutions:
        if resolution.pk not in decided:
            invite(resolution, now=now)
    return len(resolutions)


def invite(resolution: Resolution, *, now: datetime) -> Invitation:
    """Write the survey letter, or why there is none. The caller holds the resolution locked."""
    ticket, customer = resolution.ticket, resolution.ticket.customer
    invitation = Invitation(
        resolution=resolution,
        created_at=now,
        language=customer.language if customer else ticket.site.language,
        not_sent=reason_not_to(resolution),
    )
    if invitation.not_sent or customer is None:
        invitation.save()
        record.write(ticket, "survey.not_sent", by=None, reason=invitation.not_sent)
        return invitation
    token = token_urlsafe(TOKEN_BYTES)
    invitation.token_digest = digest_of(token)
    invitation.expires_at = now + rules_for(ticket.site_id).expires_after
    invitation.save()
    link = f"{settings.SITE_URL}{reverse('surveys:answer', args=[token])}"
    subject, text, html = write_letter(invitation, link=link)
    invitation.letter = enqueue(
        customer.email,
        subject=subject,
        text=text,
        html=html,
        sender=ticket.site.mailbox,
        cause=f"survey:{invitation.pk}",
        headers={"Auto-Submitted": "auto-generated"},
        secrets=[token],
    )
    invitation.save(update_fields=["letter"])
    record.write(ticket, "survey.invited", by=None, invitation=invitation.pk)
    return invitation


def reason_not_to(resolution: Resolution) -> str:
    if resolution.reopened_at is not None:
        return NotSent.REOPENED
    if resolution.ticket.customer is None:
        return NotSent.NO_CUSTOMER
    if not resolution.ticket.customer.email:
        return NotSent.NO_EMAIL
    return ""


def digest_of(token: str) -> str:
    """What is kept of a token: SHA-256 in hex."""
    return sha256(token.encode()).hexdigest()


def find_by_token(token: str) -> Invitation | None:
    """The invitation this token was made for, also when it has expired; None for any other text."""
    invitations = Invitation.objects.select_related(
        "resolution__ticket__site", "resolution__ticket__customer"
    )
    return invitations.filter(token_digest=digest_of(token)).first()
