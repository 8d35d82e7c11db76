"""Taking a person out of their tickets. The case stays: its number, its choices, days, clocks and sums."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import Model, Q, QuerySet

from customers.domain.family import family_of
from customers.domain.traces import traces_of
from customers.models import Customer
from helpdesk.drafts import forgetting as drafts
from helpdesk.drafts.models import Draft
from helpdesk.files import removal as files
from helpdesk.files.models import File
from helpdesk.mail import erasure as mail
from helpdesk.mail.models import Letter
from helpdesk.notifications.domain import forgetting as news
from helpdesk.record.many import forget_all
from helpdesk.staff.models import User
from helpdesk.wording import without_words
from tickets.domain import handover_note
from tickets.domain.locking import lock_for_workers
from tickets.domain.queue import forgetting
from tickets.kinds import KINDS
from tickets.models import (
    BulkItem,
    Clock,
    Escalation,
    FollowUp,
    HandoverNote,
    Link,
    Message,
    Option,
    Reference,
    Resolution,
    RuleException,
    Ticket,
    TicketMerge,
)

# The tables whose texts are emptied, with the columns of text that hold no words of anybody.
WORDLESS: Mapping[type[Model], tuple[str, ...]] = {
    Message: (),
    Option: (),
    Resolution: ("closing_reason",),
    Escalation: (),
    RuleException: ("rule",),
    FollowUp: (),
    HandoverNote: (),
    Link: (),
    BulkItem: (),
}
OF_TICKET = ("kind",)


def lock(customer: Customer) -> None:
    """Hold the tickets, and what workers write about: their resolutions, clocks and follow-ups.

    In the order in which everybody takes them, and by number.
    """
    tickets = Ticket.objects.filter(customer=customer).order_by("pk").select_for_update()
    numbers = list(tickets.values_list("pk", flat=True))
    lock_for_workers(numbers)


def erase(customer: Customer, *, by: User, because: str, now: datetime) -> None:
    """A fixed number of statements, however many tickets there are."""
    numbers = list(Ticket.objects.filter(customer=customer).values_list("pk", flat=True))
    mail.erase(letters_about(numbers), now=now)
    files.remove(File.objects.filter(attachment__ticket__in=numbers), now=now)
    news.forget([f"ticket:{number}" for number in numbers], now=now)
    drafts.forget(now=now, about=abouts(set(map(str, numbers))))
    for kind in KINDS.values():
        kind.model.erase(numbers)
    for model, kept in WORDLESS.items():
        rows = model._default_manager.filter(ticket__in=numbers)
        rows.update(**without_words(model, kept=kept))
    family = family_of(customer)
    traces = traces_of(family)
    handover_note.forget(traces)
    forgetting.forget(family, traces=traces)
    Reference.objects.filter(ticket__in=numbers).delete()
    merges = TicketMerge.objects.filter(Q(kept__in=numbers) | Q(merged__in=numbers))
    merges.update(**without_words(TicketMerge))
    Ticket.objects.filter(pk__in=numbers).update(**without_words(Ticket, kept=OF_TICKET))
    forget_all(list(Ticket.objects.filter(pk__in=numbers).only("pk")), by=by, because=because)


def letters_about(numbers: list[int]) -> QuerySet[Letter]:
    """To whomever: what the messages sent, and what the clocks wrote to colleagues."""
    causes = [f"ticket:{number}" for number in numbers]
    for model in (Message, Clock, Escalation, Resolution, RuleException, FollowUp):
        name = model._meta.model_name
        found = model._default_manager.filter(ticket__in=numbers).values_list("pk", flat=True)
        causes += [f"{name}:{pk}" for pk in found]
    return mail.letters_because_of(causes)


def abouts(numbers: set[str]) -> Iterator[str]:
    """The forms of these tickets somebody has a draft of."""
    for about in Draft.objects.live().order_by().values_list("about", flat=True).distinct():
        if about.startswith("ticket:") and about.split(":")[1] in numbers:
            yield about
