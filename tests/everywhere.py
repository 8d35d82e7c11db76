"""Xenie, of whom there is a trace in every place that can keep one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils import timezone

from customers.domain.customer import add_customer, describe, record_changes
from customers.domain.imports.upload import receive
from customers.domain.legal_hold import lift_hold, place_hold
from customers.domain.merge import merge
from customers.domain.notices import lift_notice, place_notice
from customers.enums import Channel, ImportStatus
from customers.models import Customer, CustomerImport, CustomerReference, ImportProblem
from helpdesk.drafts.keeping import keep
from helpdesk.files.intake import take_in
from helpdesk.mail.outbox import enqueue
from helpdesk.notifications.domain.news import Words
from helpdesk.notifications.domain.sending import send_due
from helpdesk.staff.models import Site, User
from surveys.domain.answering import keep_apart
from surveys.domain.call import note_call
from surveys.domain.invitation import invite_all
from surveys.domain.opting_out import opt_out
from surveys.domain.response import answer as answer_survey
from surveys.domain.review import review
from surveys.domain.signs import Given
from surveys.enums import CallOutcome, Score, Sign
from surveys.models import Invitation, PhoneSurvey
from tests.cast import log_case
from tickets.domain.attachment import attach
from tickets.domain.bulk.start import start
from tickets.domain.escalation import answer, escalate
from tickets.domain.exception import ask_exception
from tickets.domain.follow_up import call_off, mark_done, promise
from tickets.domain.follow_up_changes import hand_on, put_off
from tickets.domain.follow_up_reminders import run_follow_ups
from tickets.domain.handover_note import leave_note
from tickets.domain.merge import merge as merge_tickets
from tickets.domain.message import add_message
from tickets.domain.news import tell_about
from tickets.domain.priority import prioritise
from tickets.domain.reminders import run_clocks
from tickets.domain.resolution import reopen, resolve
from tickets.enums import Answer, BulkVerb, Direction, MessageType, Outcome, Priority
from tickets.kinds import KINDS, kind_of
from tickets.models import Message, SavedView, Ticket

WORD = "zlatokop"
MARKS = (
    *("Xenie Trnková-Žižka", "Xenie Trnková", "Xénka", "xenie@trnkova.example", "drive@trnkova.example"),
    *("+420 777 654 321", "+420 608 111 222", "Kamenictví Žižka", "XT-55-901", "XB-90210", WORD),
)
# Columns of text without choices in which nobody can be named.
NO_WORDS = {
    *("tickets.Ticket.kind", "tickets.Resolution.closing_reason", "tickets.RuleException.rule"),
    *("surveys.Invitation.token_digest", "surveys.Invitation.reminder_digest"),
    *("surveys.Response.chosen", "surveys.KeptApart.chosen"),
}


def known_person(*, site: Site, by: User, supervisor: User) -> Customer:
    """She was somebody else's double, changed her name and address, and was warned of and held."""
    customer = add_customer(
        Customer(name="Xenie Trnková", language="cs", preferred_channel=Channel.EMAIL, is_vip=True),
        site=site,
        by=by,
        emails=["drive@trnkova.example"],
        phones=["+420777654321"],
    )
    before = describe(customer)
    customer.name, customer.company = "Xenie Trnková-Žižka", "Kamenictví Žižka"
    customer.loyalty_number = "XT-55-901"
    customer.save()
    customer.contact_points.filter(type="email").update(value="xenie@trnkova.example")
    record_changes(customer, before=before, by=by)
    double = add_customer(Customer(name="Xénka", language="cs"), site=site, by=by, phones=["+420608111222"])
    now, today = timezone.now(), timezone.localdate()
    merge(kept=customer, merged=double, by=supervisor, now=now)
    notice = place_notice(customer, text=f"Shouted at us, {WORD}.", until=today, on=today, by=supervisor)
    # While it lasted nobody would ask her how we did.
    lift_notice(notice, by=supervisor)
    place_hold(customer, reason=f"{WORD} goes to court.", by=supervisor)
    lift_hold(customer, reason=f"{WORD} has lost.", by=supervisor)
    CustomerReference(customer=customer, site=site, value=f"till-{WORD}").save()
    return Customer.objects.get(pk=customer.pk)


def of_every_kind(customer: Customer, *, by: User) -> list[Ticket]:
    words: dict[str, Any] = {
        "what_happened": f"She said {WORD}, call +420 777 654 321.",
        "wanted": f"A room without {WORD}.",
        "subject": f"Xenie Trnková-Žižka and {WORD}",
        "options": [f"Another {WORD}", "None"],
        "chosen": 0,
    }
    tickets = [log_case(kind, by=by, customer=customer, **words) for kind in KINDS if kind != "room_change"]
    return [*tickets, log_case("room_change", by=by, customer=customer, booking="XB-90210", **words)]


def told_about(ticket: Ticket, *, by: User, supervisor: User) -> None:
    """Everything people can write about a ticket."""
    for kind, direction in (
        (MessageType.REPLY, Direction.OUT),
        (MessageType.NOTE, Direction.INTERNAL),
        (MessageType.CALL, Direction.IN),
    ):
        add_message(ticket, Message(type=kind, direction=direction, body=f"Dear {WORD},"), by=by)
    answer(
        escalate(ticket, reason=f"{WORD} asks for more", by=by),
        answer=Answer.ADVICE,
        text=f"Give {WORD} less",
        by=supervisor,
    )
    escalate(ticket, reason=f"{WORD} asks again", by=by)
    ask_exception(ticket, rule="within 30 days", reason=f"{WORD} was ill", by=by)
    promised(ticket, by=by, supervisor=supervisor)
    file = take_in(
        SimpleUploadedFile(f"letter-of-{WORD}.txt", f"I am {WORD}, booking XB-90210".encode()),
        owner=by,
        now=timezone.now(),
    )
    attach(Ticket.objects.get(pk=ticket.pk), [file], by=by, now=timezone.now())


def promised(ticket: Ticket, *, by: User, supervisor: User) -> None:
    """Kept, called off and still waiting; pressing, and on the mind of the next shift."""
    now = timezone.now()
    kept, given_up, waiting = (
        promise(ticket, text=f"Ring {WORD}", due_at=now + timedelta(hours=hours), by=by, now=now)
        for hours in (1, 2, 3)
    )
    mark_done(kept, told=f"Told {WORD}", by=by, now=now)
    call_off(given_up, because=f"{WORD} does not care", by=by, now=now)
    put_off(waiting, due_at=now + timedelta(hours=5), because=f"{WORD} is out", by=by, now=now)
    hand_on(waiting, owner=supervisor, by=by, now=now)
    prioritise(ticket, Priority.URGENT, because=f"{WORD} presses", by=by)
    leave_note(f"{WORD} comes at eight.", site=ticket.site, team=ticket.team, ticket=ticket, by=by, now=now)


def resolved_and_asked(ticket: Ticket, *, by: User, supervisor: User) -> None:
    """Resolved, asked, answered badly, looked after; reopened and resolved again, asked and not answered."""
    resolve(ticket, outcome=outcome_of(ticket), explanation=f"Told {WORD} why.", by=by)
    invite_all(now=timezone.now() + timedelta(hours=3))
    invitation = Invitation.objects.get(resolution__ticket=ticket)
    now = timezone.now()
    response = answer_survey(invitation, score=Score.BAD, solved="", comment=f"I am {WORD}!", now=now)
    review(response, what_was_done=f"Rang {WORD}.", by=supervisor)
    called = PhoneSurvey.objects.create(invitation=invitation, next_call_at=now, held_by=supervisor)
    note_call(called, CallOutcome.NOBODY, by=supervisor, now=now, note=f"{WORD} was not in")
    machines = Given(Score.GOOD, comment=f"{WORD} filled in everything")
    keep_apart(invitation, machines, [Sign.TICKED], waits_until=None, now=now)
    reopen(ticket, reason=f"{WORD} came back", by=by)
    resolve(ticket, outcome=outcome_of(ticket), explanation=f"Told {WORD} again.", by=by)


def outcome_of(ticket: Ticket) -> Outcome:
    return kind_of(ticket.kind).outcomes[0]


def with_others(ticket: Ticket, *, by: User) -> None:
    """Something is done to several tickets at once, hers among them."""
    data, now = {"priority": Priority.URGENT}, timezone.now()
    start(BulkVerb.PRIORITY, [ticket.pk], data=data, key=uuid4(), by=by, now=now)


def around(customer: Customer, ticket: Ticket, *, by: User, site: Site) -> None:
    """What names her beside her own rows: drafts, letters, stray files, imports, the administration."""
    now = timezone.now()
    leave_note("Xenie Trnková-Žižka is loud.", site=site, team=None, by=by, now=now)
    SavedView.objects.create(name="Loud", owner=by, query="view=all&q=Xenie+Trnkov%C3%A1-%C5%BDi%C5%BEka")
    SavedView.objects.create(name="Xenie Trnková-Žižka", owner=by, query=f"customer={customer.pk}")
    keep(uuid4(), owner=by, about="ticket", data={"what_happened": ["Xenie Trnková-Žižka again"]}, now=now)
    keep(uuid4(), owner=by, about=f"ticket:{ticket.pk}:message", data={"body": [WORD]}, now=now)
    keep(uuid4(), owner=by, about="ticket", data={"customer": [str(customer.pk)], "x": [WORD]}, now=now)
    enqueue("xenie@trnkova.example", subject=f"Dear {WORD}", text=WORD, html=WORD, cause="test:1")
    enqueue("drive@trnkova.example", subject=WORD, text=WORD, cause="test:2", headers={"To": WORD})
    take_in(SimpleUploadedFile("Xenie_Trnková-Žižka.txt", WORD.encode()), owner=by, now=now)
    rows = f"name;e-mail\nXenie Trnková-Žižka;xenie@trnkova.example\n{WORD};\n"
    brought = receive(SimpleUploadedFile(f"{WORD}.csv", rows.encode()), site=site, by=by, now=now)
    CustomerImport.objects.filter(pk=brought.pk).update(status=ImportStatus.DONE)
    ImportProblem.objects.create(customer_import=brought, line=3, row=[WORD, ""], faults=[{"value": WORD}])
    for thing in (customer, customer.contact_points.all()[0]):
        LogEntry.objects.create(
            user=by,
            content_type=ContentType.objects.get_for_model(thing),
            object_id=str(thing.pk),
            object_repr=str(thing),
            action_flag=CHANGE,
            change_message=f'[{{"changed": {{"object": "{WORD}"}}}}]',
        )


def still_to_be_told(ticket: Ticket, person: User) -> None:
    """News that have not left yet, with more in them than the bell says."""
    words = Words(f"{WORD} waits", subject=WORD, body=f"{WORD}, call +420 777 654 321.")
    tell_about(ticket, [person], kind="late", say=lambda: words, cause="test:waits")


def personal_models() -> list[type[models.Model]]:
    """Everything that hangs off a customer or a ticket, however far, also what will be added later."""
    found: set[type[models.Model]] = {Customer}
    ours = [
        model
        for app in ("customers", "tickets", "surveys")
        for model in apps.get_app_config(app).get_models()
    ]
    while new := {model for model in ours if model not in found and refers_to(model, found)}:
        found |= new
    return sorted(found, key=lambda model: model._meta.label)


def refers_to(model: type[models.Model], others: set[type[models.Model]]) -> bool:
    return any(field.is_relation and field.related_model in others for field in model._meta.concrete_fields)


def mark_every_column() -> None:
    """Whatever column of text there is says the word, whether or not anything above has filled it."""
    for model in personal_models():
        if model._meta.label == "customers.ContactPoint":
            continue  # kept in one spelling; the whole row goes
        for row in model._default_manager.all():
            marked = {column.name: marked_value(row, column) for column in columns_of_words(model)}
            if marked:
                model._default_manager.filter(pk=row.pk).update(**marked)


def columns_of_words(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    of_words = (models.CharField, models.TextField, models.JSONField)
    return [
        column
        for column in model._meta.concrete_fields
        if isinstance(column, of_words)
        and not column.choices
        and column.name != "currency"
        and f"{model._meta.label}.{column.name}" not in NO_WORDS
    ]


def marked_value(row: models.Model, column: models.Field[Any, Any]) -> Any:
    if isinstance(column, models.JSONField):
        return {"x": WORD}
    longest = column.max_length or 10_000
    assert longest >= len(WORD), f"{column} is too short for a word: is it one?"
    return f"{getattr(row, column.name) or ''} {WORD}"[-longest:]


def everywhere(customer: Customer, *, site: Site, by: User, supervisor: User) -> list[Ticket]:
    """Her cases, one of every kind, with all that can hang off one, and the word wherever one can stand."""
    tickets = of_every_kind(customer, by=by)
    for ticket in tickets[:3]:
        told_about(ticket, by=by, supervisor=supervisor)
    for ticket in tickets[:2]:
        resolved_and_asked(ticket, by=by, supervisor=supervisor)
    again = log_case("enquiry", by=by, customer=customer)
    merge_tickets(kept=tickets[4], merged=again, by=by, now=timezone.now())
    invite_all(now=timezone.now() + timedelta(hours=3))
    run_clocks(now=timezone.now() + timedelta(days=10))
    send_due(now=timezone.now(), budget=timedelta(seconds=5))
    still_to_be_told(tickets[0], by)
    run_follow_ups(now=timezone.now() + timedelta(days=10))
    opt_out(Invitation.objects.exclude(letter=None)[0], now=timezone.now())
    around(customer, tickets[2], by=supervisor, site=site)
    with_others(tickets[0], by=by)
    mark_every_column()
    return tickets
