from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import Site, Team, User
from tickets.models.ticket import Ticket, hidden_from

# Nobody has kept it or called it off yet.
OPEN = Q(done_at=None, cancelled_at=None)


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: User) -> FollowUpQuerySet:
        """Those of the tickets the person sees; the site stands here too, for an index to find them by."""
        seen = self.exclude(ticket__in=hidden_from(user))
        return seen if user.sees_every_site else seen.filter(site__in=user.site_ids)

    def open(self) -> FollowUpQuerySet:
        return self.filter(OPEN)

    def late(self, *, now: datetime) -> FollowUpQuerySet:
        return self.open().filter(due_at__lt=now)

    def of(self, user: User) -> FollowUpQuerySet:
        return self.filter(owner=user.pk)

    def with_a_moment_before(self, now: datetime) -> FollowUpQuerySet:
        """Those of which somebody has to be told by now, the longest silent first."""
        return self.filter(next_moment_at__lte=now).order_by("next_moment_at")

    def with_ticket(self) -> FollowUpQuerySet:
        """Everything a row of a list shows, without a query per row."""
        return self.select_related("ticket__customer", "ticket__site", "owner")


class FollowUp(models.Model):
    """A promise to the customer: somebody finds something out, or does something, and says so by then."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="follow_ups")
    # The ticket's, kept here by the database, so that one index serves the list of a team or a site.
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", editable=False)
    text = models.TextField(_("what was promised"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="follow_ups",
        verbose_name=_("who sees to it"),
    )
    promised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("who promised", "promised by"),
    )
    promised_at = models.DateTimeField(_("promised"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    # How long before it is due its owner is reminded.
    remind_before = models.DurationField(_("reminder"))
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    late_at = models.DateTimeField(_("told that it is late"), null=True, blank=True)
    # The next moment at which somebody must be told something; empty when there is none.
    next_moment_at = models.DateTimeField(null=True, blank=True, editable=False)
    # How often it was put off or given to somebody else: then people are told of it again.
    recounted = models.PositiveSmallIntegerField(default=0, editable=False)

    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    told = models.TextField(_("what the customer was told"), blank=True)
    cancelled_at = models.DateTimeField(_("called off"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("called off by"),
    )
    cancelled_because = models.TextField(_("why it was called off"), blank=True)
    # As on the ticket: the same form posted twice promises once.
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(cancelled_at=None), name="follow_up_ends_one_way"
            ),
            models.CheckConstraint(
                condition=(Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False))
                & (
                    Q(cancelled_at=None, cancelled_by=None)
                    | Q(cancelled_at__isnull=False, cancelled_by__isnull=False)
                ),
                name="follow_up_ended_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "due_at", "id"], condition=OPEN, name="follow_up_of_owner"),
            models.Index(fields=["team", "due_at", "id"], condition=OPEN, name="follow_up_of_team"),
            models.Index(fields=["site", "due_at", "id"], condition=OPEN, name="follow_up_of_site"),
            models.Index(fields=["due_at", "id"], condition=OPEN, name="follow_up_by_due"),
            models.Index(
                fields=["next_moment_at"],
                condition=Q(next_moment_at__isnull=False),
                name="follow_up_next_moment",
            ),
        ]
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What pages call it: what was promised, or that this was erased with the customer."""
        return self.text or gettext("(erased)")

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None
