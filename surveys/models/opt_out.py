from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.models import Customer
from helpdesk.staff.models import User


class OptOutQuerySet(models.QuerySet["OptOut"]):
    def in_force(self) -> OptOutQuerySet:
        return self.filter(lifted_at=None)

    def visible_to(self, user: User) -> OptOutQuerySet:
        return self.filter(customer__in=Customer.objects.visible_to(user))


class OptOut(models.Model):
    """A customer wants no more surveys. It holds for the address, too, whoever else is known by it."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="survey_opt_outs")
    email = models.EmailField(_("e-mail"), blank=True)
    at = models.DateTimeField(_("unsubscribed"), default=timezone.now)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    objects = OptOutQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(lifted_at=None), name="one_survey_opt_out_in_force"
            )
        ]
        indexes = [
            models.Index(fields=["email"], condition=Q(lifted_at=None), name="survey_opt_out_by_email")
        ]
        verbose_name = _("unsubscribing from surveys")
        verbose_name_plural = _("unsubscribings from surveys")

    def __str__(self) -> str:
        return self.email
