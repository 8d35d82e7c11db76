"""What the figures of surveys are told apart by, and which invitations belong to a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.db.models import Case, ExpressionWrapper, F, Func, OuterRef, Q, Subquery, TextChoices, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Extract, TruncWeek
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from customers.enums import Channel
from surveys.enums import AnswerChannel
from tickets.domain.grouping import NONE, week_in
from tickets.domain.queue.filters import number
from tickets.enums import Outcome, Target
from tickets.kinds import KINDS
from tickets.kinds.complaint import Cause, Complaint
from tickets.models import Clock


class Grouping(TextChoices):
    """What figures can be told apart by."""

    SITE = "site", _("Site")
    TEAM = "team", _("Team")
    KIND = "kind", _("Kind")
    CHANNEL = "channel", _("Channel")
    CAUSE = "cause", _("Cause")
    ASSOCIATE = "associate", _("Resolved by")
    WEEK = "week", _("Week")
    CAME = "came", _("How the answer came")
    FIRST_CONTACT = "first_contact", _("First contact")
    FIRST_ANSWER = "first_answer", _("Waited for the first answer")
    RESOLVED_AFTER = "resolved_after", _("Waited until it was resolved")
    GOODWILL = "goodwill", _("Goodwill")


# Two or a few groups of which one asks whether they differ: on a page of their own, each beside the others.
COMPARED = (
    Grouping.FIRST_CONTACT,
    Grouping.FIRST_ANSWER,
    Grouping.RESOLVED_AFTER,
    Grouping.GOODWILL,
    Grouping.CAME,
)
# The others, and how the answer came: each of these is a table of its own.
PLAIN = tuple(one for one in Grouping if one not in COMPARED or one == Grouping.CAME)


class YesOrNo(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")


class Band(TextChoices):
    """How long the customer waited, by the clock on the wall: they wait while the house is closed, too."""

    MINUTES = "minutes", _("Less than 5 minutes")
    HOUR = "hour", _("Less than an hour")
    DAY = "day", _("Less than a day")
    LONGER = "longer", _("A day or longer")


ENDS = {Band.MINUTES: timedelta(minutes=5), Band.HOUR: timedelta(hours=1), Band.DAY: timedelta(days=1)}
OF_RESOLUTION = "resolution__"
TICKET = "resolution__ticket"
OF_TICKET = f"{TICKET}__"
COLUMNS = {
    Grouping.SITE: f"{OF_TICKET}site",
    Grouping.TEAM: f"{OF_TICKET}team",
    Grouping.KIND: f"{OF_TICKET}kind",
    Grouping.CHANNEL: f"{OF_TICKET}channel",
    Grouping.ASSOCIATE: f"{OF_RESOLUTION}by",
    Grouping.CAME: "response__channel",
}
# Of all others the keys are numbers.
KEYS: dict[Grouping, frozenset[str]] = {
    Grouping.KIND: frozenset(KINDS),
    Grouping.CHANNEL: frozenset(Channel.values),
    Grouping.CAME: frozenset(AnswerChannel.values),
    Grouping.CAUSE: frozenset([*Cause.values, NONE]),
    Grouping.FIRST_CONTACT: frozenset(YesOrNo.values),
    Grouping.GOODWILL: frozenset(YesOrNo.values),
    Grouping.FIRST_ANSWER: frozenset([*Band.values, NONE]),
    Grouping.RESOLVED_AFTER: frozenset(Band.values),
}


def group_of(by: Grouping) -> Combinable:
    """Of an invitation. Weeks begin on Monday, in the zone that is active.

    Only complaints have a cause, and each has one. Goodwill is a resolution that was nothing else.
    """
    if by in COLUMNS:
        return F(COLUMNS[by])
    if by == Grouping.WEEK:
        return TruncWeek("created_at", output_field=models.DateField())
    if by == Grouping.CAUSE:
        causes = Complaint.objects.filter(ticket=OuterRef(TICKET)).values("cause")
        return Coalesce(Subquery(causes), Value(NONE))
    if by == Grouping.FIRST_CONTACT:
        return yes_if(Q(resolution__first_contact=True))
    if by == Grouping.GOODWILL:
        return yes_if(Q(resolution__outcome=Outcome.GOODWILL_ONLY))
    return band_of(first_answered_at() if by == Grouping.FIRST_ANSWER else F("resolution__at"))


def yes_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(YesOrNo.YES.value)), default=Value(YesOrNo.NO.value))


def first_answered_at() -> Subquery:
    """When a promise of a first answer was met; empty for a ticket that never had one."""
    met = Clock.objects.filter(ticket=OuterRef(TICKET), target=Target.FIRST_RESPONSE, met_at__isnull=False)
    return Subquery(met.order_by("met_at").values("met_at")[:1])


class BandOf(Func):
    """The band of a number of seconds. One look at it, however dear it is; None is in no band."""

    arity = 1
    output_field = models.CharField()
    template = (
        f"coalesce((ARRAY{Band.values})[1 + width_bucket(%(expressions)s,"
        f" ARRAY{[end.total_seconds() for end in ENDS.values()]}::float8[])], '{NONE}')"
    )


def band_of(moment: Combinable) -> BandOf:
    """How long after the ticket was logged. What is said to have been before counts as at once."""
    waited = ExpressionWrapper(moment - F(f"{OF_TICKET}created_at"), models.DurationField())
    return BandOf(Cast(Extract(waited, "epoch"), models.FloatField()))


@dataclass(frozen=True)
class Place:
    """One group, as an address names it."""

    by: Grouping
    key: str

    def narrow(self) -> Q:
        """Of invitations. Raises ``ValueError`` for a key no group can have."""
        if self.by == Grouping.WEEK:
            since, until = week_in(self.key)
            return Q(created_at__gte=since, created_at__lt=until)
        known = KEYS.get(self.by)
        if not (self.key in known if known is not None else number(self.key)):
            raise ValueError(self.key)
        if self.by in COLUMNS:
            return Q(**{COLUMNS[self.by]: self.key})
        return Q(Exact(group_of(self.by), Value(self.key)))
