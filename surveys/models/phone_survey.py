from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from surveys.enums import CallOutcome, GivenUp, PhoneStatus
from surveys.models.invitation import Invitation
from tickets.models import Ticket
from tickets.models.ticket import hidden_from

WAITING = Q(status=PhoneStatus.WAITING)
TICKET = "invitation__resolution__ticket"


class PhoneSurveyQuerySet(models.QuerySet["PhoneSurvey"]):
    def visible_to(self, user: User) -> PhoneSurveyQuerySet:
        """Those a person may call: customers of their sites, about cases they have had no hand in."""
        if not user.can_work:
            return self.none()
        others = self.exclude(
            Q(**{f"{TICKET}__team__in": user.team_ids}) | Q(**{f"{TICKET}__assignee": user})
        )
        others = others.exclude(invitation__resolution__by=user.pk)
        others = others.exclude(**{f"{TICKET}__in": hidden_from(user)}).exclude(Exists(hand_of(user)))
        return others if user.sees_every_site else others.filter(site__in=user.site_ids)

    def waiting(self) -> PhoneSurveyQuerySet:
        return self.filter(WAITING)

    def free(self, *, now: datetime) -> PhoneSurveyQuerySet:
        """Those in nobody's hands."""
        return self.filter(Q(held_until=None) | Q(held_until__lte=now))

    def with_case(self) -> PhoneSurveyQuerySet:
        """With what a list or the page of a call says."""
        return self.select_related("site", "held_by", "invitation__questionnaire", TICKET)


def hand_of(user: User) -> models.QuerySet[Entry]:
    """Record entries that say that the case was given to somebody once, or that they did something to it."""
    was_given = Q(verb__in=("ticket.assigned", "ticket.routed"), details__after__assignee=user.pk)
    did = Q(by=user.pk) & ~Q(verb__startswith="survey.")
    return Entry.objects.filter(
        was_given | did,
        subject_type=Ticket._meta.label_lower,
        subject_id=OuterRef("invitation__resolution__ticket_id"),
    )


class PhoneSurvey(models.Model):
    """A customer who is to be called and asked, as no letter reaches them; and what became of it."""

    invitation = models.OneToOneField(
        Invitation, on_delete=models.PROTECT, primary_key=True, related_name="phone_survey"
    )
    # The ticket's site; kept here by the database, for the call list to have an index.
    site = models.ForeignKey(Site, on_delete=models.PROTECT, db_index=False, related_name="+", editable=False)
    status = models.CharField(_("status"), max_length=12, choices=PhoneStatus, default=PhoneStatus.WAITING)
    given_up = models.CharField(_("given up because"), max_length=20, choices=GivenUp, blank=True)
    next_call_at = models.DateTimeField(_("to be called"))
    # Whoever has it on the telephone now, and until when nobody else gets it.
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("taken by"),
    )
    held_until = models.DateTimeField(_("taken until"), null=True)

    objects = PhoneSurveyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_call_at", "invitation"], condition=WAITING, name="phone_next"),
            models.Index(
                fields=["site", "next_call_at", "invitation"], condition=WAITING, name="phone_site_next"
            ),
        ]
        verbose_name = _("survey by phone")
        verbose_name_plural = _("surveys by phone")

    def __str__(self) -> str:
        return f"{self.invitation_id}"


class CallAttempt(models.Model):
    """One call, or the try of one."""

    phone_survey = models.ForeignKey(PhoneSurvey, on_delete=models.PROTECT, related_name="attempts")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("called by")
    )
    at = models.DateTimeField(pgettext_lazy("phone survey", "called"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=12, choices=CallOutcome)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["at", "id"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")

    def __str__(self) -> str:
        return self.get_outcome_display()
