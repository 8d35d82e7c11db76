from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.folding import fold_reference
from helpdesk.staff.models import Site
from tickets.enums import ReferenceType
from tickets.models.ticket import Ticket


class Reference(models.Model):
    """A number the customer can show: receipt, booking, room. Copied from the kind's details to be found by.

    Rewritten whenever the details are; site and time are the ticket's, so that one index serves the search.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="references")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(_("type"), max_length=20, choices=ReferenceType)
    value = models.CharField(_("number"), max_length=80)
    folded = models.CharField(max_length=80, editable=False)
    at = models.DateTimeField(_("when"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "type", "folded"], name="reference_once_per_ticket")
        ]
        indexes = [
            models.Index(
                fields=["folded", "-at"],
                name="reference_by_value",
                opclasses=["text_pattern_ops", "timestamptz_ops"],
            )
        ]
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.value}"

    @classmethod
    def of(cls, kind: ReferenceType, value: str) -> Reference:
        """A number as it was typed, of no ticket yet."""
        return cls(type=kind, value=value[:80], folded=fold_reference(value)[:80])
