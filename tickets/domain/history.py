"""Everything that ever happened with one customer, over all their tickets, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from django.core import signing
from django.db.models import CharField, F, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, Left

from customers.models import Customer
from helpdesk.staff.models import User
from tickets.models import Escalation, Message, Resolution, Ticket
from tickets.models.escalation import asker_of, question_of

SIZE = 30
SALT = "history"
# Enough to know what it was about; the whole of it stands on the ticket.
EXCERPT = 400
ORDER = ("moment", "what", "number")
COLUMNS = (*ORDER, "about", "code", "text", "who")
TEXT = CharField(max_length=200)


class What(IntEnum):
    """What can happen; of two things at the same moment the greater one came later."""

    LOGGED = 1
    SAID = 2
    ASKED = 3
    ANSWERED = 4
    RESOLVED = 5
    REOPENED = 6


@dataclass(frozen=True)
class Moment:
    """One thing that happened. ``code`` is an outcome, an answer, what a clock asks about, or type and
    direction of a message."""

    at: datetime
    what: What
    number: int
    ticket: Ticket
    code: str
    text: str
    who: str

    @property
    def name(self) -> str:
        return self.what.name.lower()


@dataclass(frozen=True)
class History:
    """One page of it, with the marks that ask for its neighbours ("" where there is none)."""

    moments: list[Moment]
    newer_mark: str
    older_mark: str


@dataclass(frozen=True)
class Mark:
    """A place between two moments, and on which side of it the page is."""

    at: datetime
    what: int
    number: int
    older: bool

    def beyond(self, column: str, what: What) -> Q:
        """Things of this sort on the page's side, which happened at ``column``."""
        side = "lt" if self.older else "gt"
        if what == self.what:
            same = Q(**{column: self.at}) & Q(**{f"pk__{side}": self.number})
            return Q(**{f"{column}__{side}e": self.at}) & (Q(**{f"{column}__{side}": self.at}) | same)
        comes_first = what < self.what if self.older else what > self.what
        return Q(**{f"{column}__{side}e" if comes_first else f"{column}__{side}": self.at})


def history_of(customer: Customer, *, user: User, kind: str = "", asked: Mapping[str, str]) -> History:
    """What the person may see of it, ``SIZE`` moments a page; of one kind of ticket if ``kind`` names one.

    ``after`` or ``before`` in ``asked`` is the mark of a page; an unreadable one gives the first page.
    """
    tickets = Ticket.objects.visible_to(user).filter(customer=customer)
    tickets = tickets.filter(kind=kind) if kind else tickets
    mark = read_mark(asked)
    backwards = mark is not None and not mark.older
    order = ORDER if backwards else tuple(f"-{column}" for column in ORDER)
    first, *others = (arm.order_by(*order)[: SIZE + 1] for arm in arms(tickets, mark=mark))
    rows = list(first.union(*others, all=True).order_by(*order)[: SIZE + 1])
    more, rows = len(rows) > SIZE, rows[:SIZE]
    if backwards:
        rows.reverse()
    found = Ticket.objects.select_related("site").in_bulk({row[3] for row in rows})
    moments = [moment_of(row, found[row[3]]) for row in rows]
    return History(
        moments,
        newer_mark=make_mark(moments[0]) if moments and (more if backwards else mark) else "",
        older_mark=make_mark(moments[-1]) if moments and (more or backwards) else "",
    )


def moment_of(row: tuple[Any, ...], ticket: Ticket) -> Moment:
    at, what, number, _ticket, code, text, who = row
    if what == What.ASKED and code:
        # No person has asked, and no words of theirs are kept.
        text, who = question_of(text, code), asker_of(who)
    return Moment(at, What(what), number, ticket, code, text, who)


def arms(tickets: QuerySet[Ticket], *, mark: Mark | None) -> list[QuerySet[Any, tuple[Any, ...]]]:
    """One query for each sort of thing, all with the same columns, to be put together."""
    logged = tickets
    messages = Message.objects.filter(ticket__in=tickets)
    resolutions = Resolution.objects.filter(ticket__in=tickets)
    reopened = resolutions.filter(reopened_at__isnull=False)
    escalations = Escalation.objects.filter(ticket__in=tickets)
    answered = escalations.filter(answered_at__isnull=False)
    said = Concat("type", Value(" "), "direction", output_field=TEXT)
    nothing = Value("", output_field=TEXT)

    def arm(
        rows: QuerySet[Any],
        what: What,
        *,
        at: str,
        text: str,
        who: str,
        code: Combinable,
        about: str = "ticket",
    ) -> QuerySet[Any, tuple[Any, ...]]:
        rows = rows.filter(mark.beyond(at, what)) if mark else rows
        columns: QuerySet[Any, tuple[Any, ...]] = rows.annotate(
            moment=F(at),
            what=Value(int(what), output_field=IntegerField()),
            number=F("pk"),
            about=F(f"{about}_id" if about == "ticket" else about),
            code=Cast(code, TEXT),
            text=Left(text, EXCERPT, output_field=TextField()),
            who=F(f"{who}__name"),
        ).values_list(*COLUMNS)
        return columns

    return [
        arm(
            logged,
            What.LOGGED,
            at="created_at",
            text="what_happened",
            who="created_by",
            code=nothing,
            about="pk",
        ),
        arm(messages, What.SAID, at="at", text="body", who="author", code=said),
        arm(escalations, What.ASKED, at="asked_at", text="reason", who="asked_by", code=F("target")),
        arm(
            answered, What.ANSWERED, at="answered_at", text="answer_text", who="answered_by", code=F("answer")
        ),
        arm(resolutions, What.RESOLVED, at="at", text="explanation", who="by", code=F("outcome")),
        arm(
            reopened,
            What.REOPENED,
            at="reopened_at",
            text="reopening_reason",
            who="reopened_by",
            code=nothing,
        ),
    ]


def make_mark(moment: Moment) -> str:
    return signing.dumps([moment.at.isoformat(), int(moment.what), moment.number], salt=SALT)


def read_mark(asked: Mapping[str, str]) -> Mark | None:
    """A mark this product made, else None."""
    older = "before" not in asked
    try:
        at, what, number = signing.loads(asked.get("after" if older else "before", ""), salt=SALT)
    except signing.BadSignature:
        return None
    return Mark(datetime.fromisoformat(at), what, number, older=older)
