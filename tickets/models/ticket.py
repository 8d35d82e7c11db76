from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Extract, JSONObject, Left
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.enums import Channel
from customers.models import Customer
from helpdesk.folding import fold
from helpdesk.notifications.models.mute import muted_by
from helpdesk.staff.models import Site, Team, User
from tickets.enums import TO_BE_TAKEN, UNFINISHED, Outcome, Priority, Status
from tickets.models.tag import LONGEST_TAG

# What a ticket's card shows of its follow-ups; more than a few are rare.
FOLLOW_UPS_SHOWN = 20
# What has no time sorts after everything that has one.
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
OPEN_ONLY = Q(status__in=UNFINISHED)
# By what unfinished tickets can be sorted, each with an index of its own; see domain/queue/sorts.py.
SORTED_BY = {
    "due": "sort_due_at",
    "waits": "sort_waits",
    "subject": "sort_subject",
    "customer": "sort_customer",
    "kind": "kind",
    "status": "sort_status",
    "priority": "priority",
    "team": "sort_team",
    "assignee": "sort_assignee",
    "updated": "updated_at",
    "logged": "created_at",
}

# What any combination of filters over everything is answered from, without looking at the tickets themselves.
FACTS = ("team", "kind", "outcome", "channel", "priority", "status")


def title_of(subject: str) -> str:
    """What pages call a ticket: its subject, or that this was erased with the customer, or shows nothing."""
    if not subject:
        return gettext("(erased)")
    # Nobody can click on what is zero letters wide.
    shows = any(letter.isprintable() and not letter.isspace() for letter in subject)
    return subject if shows else gettext("(no words)")


def hidden_from(user: User) -> models.QuerySet[Any, Any]:
    """The numbers of tickets a person must not see, wherever they work: complaints about that very person."""
    complaints: models.Manager[Any] = apps.get_model("tickets", "Complaint")._default_manager
    return complaints.filter(colleague=user.pk).values("ticket")


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, user: User) -> TicketQuerySet:
        """Tickets of the sites a person works at, but no complaint about that very person.

        An accused colleague must neither read nor answer the case against them; an administrator is no
        exception.
        """
        # NOT IN, not a join: read once from an index of accusations, it leaves lists to indexes of their own.
        tickets = self.exclude(pk__in=hidden_from(user))
        return tickets if user.sees_every_site else tickets.filter(site__in=user.site_ids)

    def unfinished(self) -> TicketQuerySet:
        return self.filter(status__in=UNFINISHED)

    def assigned_to(self, user: User) -> TicketQuerySet:
        return self.filter(assignee=user.pk)

    def unassigned(self) -> TicketQuerySet:
        return self.filter(assignee=None)

    def late(self, *, now: datetime) -> TicketQuerySet:
        return self.due_before(now)

    def due_before(self, moment: datetime) -> TicketQuerySet:
        return self.unfinished().filter(sort_due_at__lt=moment)

    def awaiting_reply(self) -> TicketQuerySet:
        """The customer said something and nobody has answered."""
        return self.unfinished().filter(customer_waits_since__isnull=False)

    def with_people(self) -> TicketQuerySet:
        """Everything a row of a list shows, without a query per row."""
        return self.select_related("customer", "site", "team", "assignee")

    def with_options(self) -> TicketQuerySet:
        """With what was explained to the customer, in ``ticket.explained``: dicts of text and is_chosen."""
        options = apps.get_model("tickets", "Option")._default_manager.filter(ticket=models.OuterRef("pk"))
        told = options.order_by("id").values(told=JSONObject(text="text", is_chosen="is_chosen"))
        return self.annotate(explained=ArraySubquery(told))

    def with_links(self, user: User) -> TicketQuerySet:
        """With what the person may see of the tickets it has to do with, as lists of dicts.

        ``ticket.linked_to`` and ``ticket.linked_from`` are links with type, number, subject and status;
        ``ticket.united`` and ``ticket.went_into`` are standing merges with number, subject, who and when.
        """
        links = apps.get_model("tickets", "Link")._default_manager
        standing = apps.get_model("tickets", "TicketMerge")._default_manager.filter(undone_at=None)
        own, seen = models.OuterRef("pk"), Ticket.objects.visible_to(user)
        return self.annotate(
            linked_to=told_of(links.filter(ticket=own), "other", "type", seen=seen),
            linked_from=told_of(links.filter(other=own), "ticket", "type", seen=seen),
            united=told_of(standing.filter(kept=own), "merged", "at", who="by__name", seen=seen),
            went_into=told_of(standing.filter(merged=own), "kept", "at", who="by__name", seen=seen),
        )

    def with_mute(self, user: User) -> TicketQuerySet:
        """With whether the person has muted it, in ``ticket.is_muted``."""
        return self.annotate(is_muted=muted_by(user, "ticket"))

    def with_clocks(self) -> TicketQuerySet:
        """With its clocks, oldest first, in ``ticket.wound``: dicts for a card.

        Times in ISO 8601, lengths in seconds; with the name of the policy and every pause.
        """
        clocks = apps.get_model("tickets", "Clock")._default_manager.filter(ticket=models.OuterRef("pk"))
        pauses = apps.get_model("tickets", "ClockPause")._default_manager.filter(clock=models.OuterRef("pk"))
        of_pause = {name: name for name in ("reason", "from_at", "until_at")}
        times = ("started_at", "counting_since", "due_at", "paused_at", "met_at")
        plain = {name: name for name in ("target", "round_the_clock", "is_promised", *times)}
        lengths = {name: Extract(name, "epoch") for name in ("within", "used", "took")}
        told = JSONObject(
            **plain,
            **lengths,
            policy=Coalesce("policy__name", models.Value("")),
            pauses=ArraySubquery(pauses.order_by("from_at", "id").values(told=JSONObject(**of_pause))),
        )
        return self.annotate(wound=ArraySubquery(clocks.order_by("started_at", "id").values(told=told)))

    def with_follow_ups(self) -> TicketQuerySet:
        """With what was promised to the customer, in ``ticket.promised``: dicts for a card, open ones first.

        The newest ``FOLLOW_UPS_SHOWN``; times in ISO 8601.
        """
        follow_ups = apps.get_model("tickets", "FollowUp")._default_manager.filter(
            ticket=models.OuterRef("pk")
        )
        plain = ("id", "text", "due_at", "owner_id", "done_at", "told", "cancelled_at", "cancelled_because")
        names = {"owner": "owner__name", "done_by": "done_by__name", "cancelled_by": "cancelled_by__name"}
        shown = JSONObject(**{name: name for name in plain}, **names)
        ordered = follow_ups.order_by(
            Coalesce("done_at", "cancelled_at").desc(nulls_first=True), "due_at", "id"
        )
        return self.annotate(promised=ArraySubquery(ordered.values(shown=shown)[:FOLLOW_UPS_SHOWN]))

    def with_reach(self) -> TicketQuerySet:
        """With the customer's contact points, in ``ticket.reach``: dicts of their columns, in their order."""
        points = apps.get_model("customers", "ContactPoint")._default_manager
        columns = {name: name for name in ("id", "customer_id", "type", "value", "is_preferred")}
        own = points.filter(customer=models.OuterRef("customer")).order_by("-is_preferred", "id")
        return self.annotate(reach=ArraySubquery(own.values(told=JSONObject(**columns))))

    def with_watchers(self) -> TicketQuerySet:
        """With who watches it, in ``ticket.watched_by``: dicts of id and name."""
        watchings = apps.get_model("tickets", "Watching")._default_manager.filter(
            ticket=models.OuterRef("pk")
        )
        watcher = JSONObject(id="user_id", name="user__name")
        return self.annotate(watched_by=ArraySubquery(watchings.order_by("id").values(told=watcher)))


def told_of(
    rows: models.QuerySet[Any], far: str, *names: str, seen: TicketQuerySet, **also: str
) -> ArraySubquery:
    """What a row says of the ticket at its ``far`` end: id, number, subject, status and these columns."""
    columns = {name: name for name in names} | also | {"id": "id", "number": f"{far}_id"}
    columns |= {"subject": f"{far}__subject", "status": f"{far}__status"}
    visible = rows.filter(models.Exists(seen.filter(pk=models.OuterRef(f"{far}_id"))))
    return ArraySubquery(visible.order_by("at", "id").values(told=JSONObject(**columns)))


class Ticket(models.Model):
    """A case: one customer, one thing to put right. Its kind's own facts stand in the kind's table."""

    kind = models.CharField(_("kind"), max_length=30)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, default=Channel.IN_PERSON)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    # None of these four needs an index of its own: others below begin with it.
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, db_index=False, related_name="tickets", verbose_name=_("site")
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, db_index=False, related_name="tickets", verbose_name=_("team")
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        db_index=False,
        null=True,
        blank=True,
        related_name="tickets",
        verbose_name=_("assignee"),
    )
    # Empty for somebody who walks in and leaves no details.
    customer = models.ForeignKey(
        Customer,
        on_delete=models.PROTECT,
        db_index=False,
        null=True,
        blank=True,
        related_name="tickets",
        verbose_name=_("customer"),
    )
    subject = models.CharField(_("subject"), max_length=1000)
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

    # The rest the database keeps by itself, for lists to filter and sort by: see migration 0007. Names are
    # folded; those of teams and assignees follow a change of name as long as the ticket is unfinished.
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=Outcome, blank=True, default="", editable=False
    )
    sort_customer = models.CharField(max_length=60, db_collation="C", default="", editable=False)
    sort_team = models.CharField(max_length=60, db_collation="C", default="", editable=False)
    sort_assignee = models.CharField(max_length=60, db_collation="C", default="", editable=False)
    sort_subject = models.GeneratedField(
        expression=Left("folded_subject", 60),
        output_field=models.CharField(max_length=60, db_collation="C"),
        db_persist=True,
    )
    sort_due_at = models.GeneratedField(
        expression=Coalesce("due_at", NEVER), output_field=models.DateTimeField(), db_persist=True
    )
    sort_waits = models.GeneratedField(
        expression=Coalesce("customer_waits_since", NEVER),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    sort_status = models.GeneratedField(
        expression=models.Case(
            *(models.When(status=status, then=place) for place, status in enumerate(Status.values)),
            default=len(Status),
        ),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    # Words of the house's vocabulary; the customer's are not among them.
    tags = ArrayField(
        models.CharField(max_length=LONGEST_TAG),
        verbose_name=_("tags"),
        default=list,
        db_default=[],
        blank=True,
    )
    watchers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="tickets.Watching",
        related_name="watched_tickets",
        verbose_name=_("watchers"),
    )
    # Where the case goes on when it turned out to be the same as another one; straight to the last of them.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        db_index=False,
        editable=False,
        verbose_name=_("merged into"),
    )
    # When a resolved ticket closes, unless it is reopened before.
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True, editable=False)
    # Made with the page of the form: the same form posted twice logs one ticket.
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        indexes = [
            *(
                models.Index(fields=[field, "id"], condition=OPEN_ONLY, name=f"ticket_open_{name}")
                for name, field in SORTED_BY.items()
            ),
            models.Index(
                fields=["id"],
                include=["site", "assignee", "team", "status"],
                condition=OPEN_ONLY,
                name="ticket_open_number",
            ),
            models.Index(
                fields=["site", "sort_due_at", "id"],
                include=["assignee", "team", "kind", "channel", "priority", "status"],
                condition=OPEN_ONLY,
                name="ticket_site_due",
            ),
            models.Index(fields=["team", "sort_due_at", "id"], condition=OPEN_ONLY, name="ticket_team_due"),
            models.Index(
                fields=["assignee", "sort_due_at", "id"],
                include=["site"],
                condition=OPEN_ONLY,
                name="ticket_assignee_due",
            ),
            models.Index(
                fields=["site", "sort_waits", "id"],
                condition=OPEN_ONLY & Q(customer_waits_since__isnull=False),
                name="ticket_customer_waits",
            ),
            # A list sorted by one time may be narrowed by another: these know both, no ticket is looked at.
            models.Index(
                fields=["updated_at", "id"], include=["site", "created_at", "status"], name="ticket_updated"
            ),
            models.Index(
                fields=["site", "updated_at", "id"],
                include=["created_at", "status"],
                name="ticket_site_updated",
            ),
            models.Index(
                fields=["id"], include=["site", "created_at", "updated_at", "status"], name="ticket_number"
            ),
            models.Index(fields=["team", "updated_at", "id"], name="ticket_team_updated"),
            models.Index(
                fields=["assignee", "updated_at", "id"],
                include=["site", *FACTS, "created_at"],
                name="ticket_assignee_updated",
            ),
            models.Index(
                fields=["site", *FACTS],
                include=["assignee", "updated_at", "created_at", "id"],
                name="ticket_facts",
            ),
            models.Index(
                fields=["created_at", "id"], include=["site", "updated_at", "status"], name="ticket_logged"
            ),
            models.Index(
                fields=["site", "created_at", "id"],
                include=["updated_at", "status"],
                name="ticket_site_logged",
            ),
            models.Index(
                fields=["team", "due_at", "id"],
                condition=Q(assignee=None, status__in=TO_BE_TAKEN),
                name="ticket_next",
            ),
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="ticket_merged_into"
            ),
            models.Index(fields=["closes_at"], condition=Q(closes_at__isnull=False), name="ticket_closes"),
            models.Index(fields=["customer", "-id"], name="ticket_customer"),
            GinIndex(fields=["folded_subject"], name="ticket_subject_words", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["tags"], name="ticket_tags"),
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
        """What pages call it."""
        return title_of(self.subject)

    @property
    def is_unfinished(self) -> bool:
        return self.status in UNFINISHED
