from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.staff.enums import Routing
from helpdesk.staff.models.site import Site

if TYPE_CHECKING:
    from helpdesk.staff.models.user import User


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: User) -> TeamQuerySet:
        """The teams of every site the person works at."""
        if user.sees_every_site:
            return self
        return self.filter(site__in=user.site_ids)


class Team(models.Model):
    """People at a site who share a queue."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="teams", verbose_name=_("site"))
    name = models.CharField(pgettext_lazy("of a place", "name"), max_length=80)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="teams", verbose_name=_("members")
    )
    routing = models.CharField(_("tickets go to"), max_length=20, choices=Routing, default=Routing.NOBODY)
    most_open = models.PositiveSmallIntegerField(
        _("most open tickets for one person"),
        null=True,
        blank=True,
        help_text=_("Whoever has as many gets no more by themselves. Empty: no limit."),
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["site__name", "name"]
        constraints = [models.UniqueConstraint(fields=["site", "name"], name="team_once_per_site")]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person in a team. Membership decides which sites' tickets and customers one sees."""

    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("team")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("member"),
    )
    most_open = models.PositiveSmallIntegerField(
        _("most open tickets"),
        null=True,
        blank=True,
        help_text=_("Where it differs from the team’s."),
    )
    # When a ticket of the team last went to them by itself: whose turn it is.
    given_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="member_once_per_team")]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.user} · {self.team}"
