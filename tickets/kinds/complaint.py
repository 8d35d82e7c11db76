"""Complaint: the customer was not treated, served or charged as they should have been."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.form_fields import field_of
from helpdesk.staff.models import User
from tickets.enums import Outcome, Priority
from tickets.kinds.base import Details, DetailsForm, Kind


class About(models.TextChoices):
    STAFF = "staff", _("Staff")
    ROOM = "room", _("Room")
    CLEANLINESS = "cleanliness", _("Cleanliness")
    PRODUCT = "product", _("Product")
    FOOD = "food", _("Food")
    WAITING = "waiting", _("Waiting")
    BILLING = "billing", _("Billing")
    OTHER = "other", _("Something else")


class Cause(models.TextChoices):
    UNPROFESSIONAL = "unprofessional", _("Unprofessional treatment")
    NOT_RIGHT_FIRST_TIME = "not_right_first_time", _("Not right the first time")
    NOT_RESOLVED = "not_resolved", _("Not resolved")
    RUDE = "rude", _("Rudeness")
    OVERCHARGED = "overcharged", _("Charged more than agreed")
    WAITING = "waiting", _("Waiting too long")
    DAMAGED = "damaged", _("Damage")
    OTHER = "other", _("Another cause")


class Severity(models.TextChoices):
    LOW = "low", pgettext_lazy("severity", "Low")
    MEDIUM = "medium", pgettext_lazy("severity", "Medium")
    HIGH = "high", pgettext_lazy("severity", "High")


class ClosingReason(models.TextChoices):
    PUT_RIGHT = "put_right", _("Put right")
    APOLOGISED = "apologised", _("Apologised and explained")
    COMPENSATED = "compensated", _("Compensated")
    STAFF_SPOKEN_TO = "staff_spoken_to", _("Talked over with the staff")
    NOT_JUSTIFIED = "not_justified", _("Found not justified")
    NO_ANSWER = "no_answer", _("The customer no longer answers")


class Complaint(Details):
    about = models.CharField(_("about"), max_length=20, choices=About)
    cause = models.CharField(_("cause"), max_length=30, choices=Cause)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity, default=Severity.MEDIUM)
    # The ticket is hidden from this colleague: see ``Ticket.objects.visible_to``.
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("about which colleague"),
        help_text=_("They will not see this ticket."),
    )

    shown = ("about", "cause", "severity", "colleague")
    untold = ("colleague",)

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = [
            models.Index(
                fields=["colleague"], condition=Q(colleague__isnull=False), name="complaint_colleague"
            ),
        ]

    @property
    def hidden_from(self) -> int | None:
        return self.colleague_id


class ComplaintForm(DetailsForm):
    instance: Complaint

    class Meta:
        model = Complaint
        fields = ["about", "cause", "severity", "colleague"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleague = field_of(self, "colleague", forms.ModelChoiceField)
        colleague.queryset = User.objects.active().working_at(self.site.pk)
        if self.instance.colleague_id is not None:
            # Whoever was named stays on the list, also after they have left.
            colleague.queryset |= User.objects.filter(pk=self.instance.colleague_id)


KIND = Kind(
    key="complaint",
    position=1,
    label=_("Complaint"),
    icon="message-square-warning",
    model=Complaint,
    form=ComplaintForm,
    first_response=timedelta(hours=1),
    resolution=timedelta(days=2),
    remind_before=timedelta(hours=2),
    priority=Priority.HIGH,
    outcomes=(
        Outcome.EXPLAINED,
        Outcome.AS_ASKED,
        Outcome.ALTERNATIVE,
        Outcome.GOODWILL_ONLY,
        Outcome.REFUSED,
        Outcome.WITHDRAWN,
    ),
    closing_reasons=ClosingReason,
)
