from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import Site, Team


class KindAtSite(models.Model):
    """How one site treats one kind, where it differs from what the kind ships with."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="kinds", verbose_name=_("site"))
    kind = models.CharField(_("kind"), max_length=30)
    is_offered = models.BooleanField(_("offered for new tickets"), default=True)
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("team that gets it"),
        help_text=_("Empty: the team of whoever logs the ticket."),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "kind"], name="kind_once_per_site")]
        verbose_name = _("kind at a site")
        verbose_name_plural = _("kinds at a site")

    def __str__(self) -> str:
        return f"{self.site} · {self.kind}"
