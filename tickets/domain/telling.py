"""What stands in a customer's tickets, for the customer to read. Staff are named, and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from customers.domain.dossier import Attached, Fact, Item, Part, facts, told
from customers.models import Customer
from helpdesk.files import blobs
from helpdesk.money import Money
from helpdesk.record.models import Entry
from tickets.kinds import KINDS, Details, kind_of
from tickets.models import (
    Attachment,
    Clock,
    Escalation,
    FollowUp,
    HandoverNote,
    Message,
    Option,
    Resolution,
    RuleException,
    Ticket,
)

# So many tickets are read together, and are in memory together.
AT_ONCE = 100

OF_TICKET = (
    *("channel", "status", "priority", "site", "team", "assignee", "subject", "what_happened", "wanted"),
    *("created_at", "created_by", "updated_at", "due_at", "customer_waits_since", "closes_at"),
)
# What hangs off a ticket, with the columns that are told.
PARTS: Mapping[type[models.Model], tuple[str, ...]] = {
    Message: ("type", "direction", "at", "author", "body", "minutes"),
    Option: ("text", "is_chosen"),
    Resolution: (
        *("outcome", "explanation", "policy_version", "by", "at"),
        *("reopened_at", "reopened_by", "reopening_reason"),
    ),
    Escalation: (
        *("reason", "target", "asked_by", "asked_at"),
        *("answer", "answer_text", "answered_by", "answered_at"),
    ),
    RuleException: (
        *("rule", "reason", "asked_by", "asked_at"),
        *("approved", "answer_text", "answered_by", "answered_at"),
    ),
    Clock: ("target", "started_at", "due_at", "met_at"),
    FollowUp: (
        *("text", "owner", "due_at", "promised_by", "promised_at", "done_at", "done_by", "told"),
        *("cancelled_at", "cancelled_by", "cancelled_because"),
    ),
    HandoverNote: ("text", "written_by", "written_at", "settled_by", "settled_at"),
}
Items = dict[int, list[Item]]


def tell(customer: Customer) -> Iterator[Part]:
    yield Part("tickets", _("Your cases"), tickets(customer))


def tickets(customer: Customer) -> Iterator[Item]:
    """One item a ticket, oldest first, with all that hangs off it."""
    numbers = list(Ticket.objects.filter(customer=customer).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        yield from some(numbers[start : start + AT_ONCE])


def some(numbers: Sequence[int]) -> Iterator[Item]:
    """As many queries as there are sorts of things, however many there are of each."""
    parts = {model: rows(model, numbers) for model in PARTS}
    details, files, entries = details_of(numbers), files_of(numbers), entries_of(numbers)
    for ticket in (
        Ticket.objects.filter(pk__in=numbers).with_people().select_related("created_by").order_by("pk")
    ):
        of_ticket = [
            Part(f"{model._meta.model_name}s", heading(model), items[ticket.pk])
            for model, items in parts.items()
        ]
        yield Item(
            f"{ticket.number} {ticket.subject}",
            [
                Fact("number", _("Number"), ticket.number, str(ticket.number)),
                Fact("kind", _("Kind"), ticket.kind, str(kind_of(ticket.kind).label)),
                *facts(ticket, *OF_TICKET),
                *merged_into(ticket),
                *([Fact("tags", _("Tags"), ticket.tags, ", ".join(ticket.tags))] if ticket.tags else []),
            ],
            [
                Part("details", _("Details"), details[ticket.pk]),
                *of_ticket,
                Part("attachments", _("Files"), files[ticket.pk]),
                Part("record", _("What was done"), told(entries[ticket.pk])),
            ],
        )


def merged_into(ticket: Ticket) -> list[Fact]:
    """By number: what it is called is told with that ticket."""
    number = ticket.merged_into_id
    return [Fact("merged_into", _("Merged into"), number, str(number))] if number else []


def heading(model: type[models.Model]) -> str:
    return str(capfirst(str(model._meta.verbose_name_plural)))


def rows(model: type[models.Model], numbers: Sequence[int]) -> Items:
    items: Items = defaultdict(list)
    for row in with_names(model, ticket__in=numbers).order_by("pk"):
        items[row.ticket_id].append(Item("", facts(row, *PARTS[model])))
    return items


def details_of(numbers: Sequence[int]) -> Items:
    """What each kind knows, former kinds included, with the rows that belong to it."""
    items: Items = defaultdict(list)
    for kind in KINDS.values():
        lines = [
            (model, column, by_ticket(model, column, numbers)) for model, column in kind.model.line_tables()
        ]
        for row in with_names(kind.model, ticket__in=numbers):
            parts = [
                Part(
                    model._meta.model_name or "",
                    heading(model),
                    [line(one, row, column) for one in found[row.pk]],
                )
                for model, column, found in lines
            ]
            items[row.pk].append(Item(str(kind.label), values(row, row, leave_out=("ticket",)), parts))
    return items


def files_of(numbers: Sequence[int]) -> Items:
    items: Items = defaultdict(list)
    for one in Attachment.objects.filter(ticket__in=numbers).select_related("file", "by").order_by("pk"):
        said = [*facts(one.file, "name", "content_type", "size"), *facts(one, "at", "by")]
        content = Attached(one.file.name, partial(blobs.opened, one.file.storage_name))
        items[one.ticket_id].append(Item("", said, files=[content]))
    return items


def by_ticket(model: type[models.Model], column: str, numbers: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for one in with_names(model, **{f"{column}__in": numbers}).order_by("pk"):
        found[getattr(one, f"{column}_id")].append(one)
    return found


def line(one: models.Model, details: Details, column: str) -> Item:
    return Item("", values(one, details, leave_out=("id", column)))


def values(row: models.Model, details: Details, *, leave_out: tuple[str, ...]) -> list[Fact]:
    """Every column in order, amounts with their currency. Of who must not be told, only that there is one."""
    # Columns nobody types are copies of the rules of that day, and the currency.
    typed = [column.name for column in row._meta.concrete_fields if column.editable]
    told_of = facts(row, *(name for name in typed if name not in (*leave_out, *details.untold)))
    left_out = [
        Fact(column.name, capfirst(str(column.verbose_name)), True, _("named, and left out here"))
        for column in row._meta.concrete_fields
        if column.name in details.untold and getattr(row, column.attname) is not None
    ]
    currency: str = getattr(details, "currency", "")
    named = [Fact("currency", _("Currency"), currency, currency)] if currency else []
    return [in_money(fact, currency) for fact in told_of] + named + left_out


def in_money(fact: Fact, currency: str) -> Fact:
    if not (isinstance(fact.value, Decimal) and currency):
        return fact
    return Fact(fact.key, fact.label, fact.value, str(Money(fact.value, currency)))


def entries_of(numbers: Sequence[int]) -> dict[int, list[Entry]]:
    entries: dict[int, list[Entry]] = defaultdict(list)
    about = Entry.objects.filter(subject_type=Ticket._meta.label_lower, subject_id__in=numbers)
    for entry in filter(may_be_told, about.with_words().order_by("subject_id", "sequence")):
        entries[entry.subject_id].append(entry)
    return entries


def may_be_told(entry: Entry) -> bool:
    """Not what stood in the details before, if somebody is named there who must not be told."""
    former = {"ticket.kind_changed": "before", "ticket.details_corrected": "kind"}.get(entry.verb)
    return former is None or not KINDS[entry.details[former]].model.untold


def with_names(model: type[models.Model], **of: Any) -> models.QuerySet[Any]:
    """The rows with everything they refer to, so that a name costs no query."""
    related = [column.name for column in model._meta.concrete_fields if column.is_relation]
    names = [name for name in related if name != "ticket"]
    found = model._default_manager.filter(**of)
    return found.select_related(*names) if names else found
