from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.enums import Channel
from customers.models import Customer
from customers.models.customer import notices_in_force
from helpdesk.folding import fold
from helpdesk.staff.models import Site, Team, User
from tickets.enums import UNFINISHED, Priority, Status


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, user: User) -> TicketQuerySet:
        """Tickets of the sites a person works at, but no complaint about that very person.

        An accused colleague must neither read nor answer the case against them; an administrator is no
        exception.
        """
        complaint = apps.get_model("tickets", "Complaint")
        against = complaint._default_manager.filter(ticket=models.OuterRef("pk"), colleague=user.pk)
        tickets = self.filter(~models.Exists(against))
        return tickets if user.sees_every_site else tickets.filter(site__in=user.site_ids)

    def unfinished(self) -> TicketQuerySet:
        return self.filter(status__in=UNFINISHED)

    def assigned_to(self, user: User) -> TicketQuerySet:
        return self.filter(assignee=user.pk)

    def unassigned(self) -> TicketQuerySet:
        return self.filter(assignee=None)

    def late(self, *, now: datetime) -> TicketQuerySet:
        return self.unfinished().filter(due_at__lt=now)

    def due_before(self, moment: datetime) -> TicketQuerySet:
        return self.unfinished().filter(due_at__lt=moment)

    def awaiting_reply(self) -> TicketQuerySet:
        """The customer said something and nobody has answered."""
        return self.unfinished().filter(customer_waits_since__isnull=False)

    def with_people(self) -> TicketQuerySet:
        """Everything a row of a list shows, without a query per row."""
        return self.select_related("customer", "site", "team", "assignee")

    def with_customer(self, *, on: date) -> TicketQuerySet:
        """With how to reach the customer and the conduct notices in force on that day."""
        return self.prefetch_related("customer__contact_points", notices_in_force(on=on, of="customer__"))

    def with_options(self) -> TicketQuerySet:
        """With what was explained to the customer, in ``ticket.explained``: dicts of text and is_chosen."""
        options = apps.get_model("tickets", "Option")._default_manager.filter(ticket=models.OuterRef("pk"))
        told = options.order_by("id").values(told=JSONObject(text="text", is_chosen="is_chosen"))
        return self.annotate(explained=ArraySubquery(told))


class Ticket(models.Model):
    """A case: one customer, one thing to put right. Its kind's own facts stand in the kind's table."""

    kind = models.CharField(_("kind"), max_length=30)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, default=Channel.IN_PERSON)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="tickets", verbose_name=_("site"))
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="tickets", verbose_name=_("team"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tickets",
        verbose_name=_("assignee"),
    )
    # Empty for somebody who walks in and leaves no details.
    customer = models.ForeignKey(
        Customer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tickets",
        verbose_name=_("customer"),
    )
    subject = models.CharField(_("subject"), max_length=200)
    folded_subject = models.CharField(max_length=400, editable=False)
    what_happened = models.TextField(_("what happened"))
    wanted = models.TextField(_("what the customer wants"), blank=True)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("logged by")
    )
    created_at = models.DateTimeField(_("logged"), default=timezone.now)
    updated_at = models.DateTimeField(_("changed"), default=timezone.now)
    # Kept beside their sources so that a list sorts by them without a join: the earliest due time of
    # the running clocks, since when the customer waits for a word, and the last thing that was said.
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    customer_waits_since = models.DateTimeField(_("customer waits since"), null=True, blank=True)
    last_line = models.CharField(_("last line"), max_length=160, blank=True)
    # Made with the page of the form: the same form posted twice logs one ticket.
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        indexes = [
            models.Index(
                fields=["site", "due_at", "id"], condition=Q(status__in=UNFINISHED), name="ticket_site_due"
            ),
            models.Index(
                fields=["team", "due_at", "id"], condition=Q(status__in=UNFINISHED), name="ticket_team_due"
            ),
            models.Index(
                fields=["assignee", "due_at", "id"],
                condition=Q(status__in=UNFINISHED),
                name="ticket_assignee_due",
            ),
            models.Index(
                fields=["site", "customer_waits_since"],
                condition=Q(customer_waits_since__isnull=False),
                name="ticket_customer_waits",
            ),
            models.Index(fields=["site", "status", "updated_at", "id"], name="ticket_site_status"),
            models.Index(fields=["customer", "-id"], name="ticket_customer"),
            models.Index(fields=["site", "-created_at"], name="ticket_site_logged"),
            GinIndex(fields=["folded_subject"], name="ticket_subject_words", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_subject = fold(self.subject)[:400]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("tickets:detail", args=[self.pk])

    @property
    def number(self) -> int:
        """What people call the ticket."""
        return self.pk

    @property
    def title(self) -> str:
        """What pages call it: its subject, or that this was erased with the customer."""
        return self.subject or gettext("(erased)")

    @property
    def is_unfinished(self) -> bool:
        return self.status in UNFINISHED
