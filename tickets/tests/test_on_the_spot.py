"""Answered on the spot: logged and resolved with one press. And what becomes of the draft."""

from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from customers.models import Customer
from helpdesk.drafts.keeping import keep
from helpdesk.drafts.models import Draft
from helpdesk.record.models import Entry
from helpdesk.staff.models import Team, User
from tests.pages import Page, signed_in
from tickets.domain.errors import NotPossible
from tickets.enums import Outcome, Status
from tickets.models import Message, Resolution, Ticket
from tickets.tests.test_new_page import form_of
from tickets.views import new

pytestmark = pytest.mark.django_db

URL = "/tickets/new/"
ANSWER = {
    "resolve": "on",
    "resolution-outcome": "explained",
    "resolution-closing_reason": "apologised",
    "resolution-explanation": "We were three short; a drink at the bar.",
}


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def answered(jana: Customer, front_desk: Team) -> dict[str, str]:
    return form_of(jana, front_desk) | ANSWER


def test_logged_taken_and_resolved_in_one_go(desk: Client, alena: User, answered: dict[str, str]) -> None:
    assert desk.post(URL, answered).status_code == 302
    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.assignee, ticket.due_at) == (Status.RESOLVED, alena, None)
    resolution = Resolution.objects.get()
    assert (resolution.outcome, resolution.closing_reason) == (Outcome.EXPLAINED, "apologised")
    assert (resolution.by, resolution.first_contact) == (alena, True)
    assert resolution.explanation == ANSWER["resolution-explanation"]
    entries = Entry.objects.about(ticket)
    assert list(entries.values_list("verb", flat=True)) == [
        "ticket.logged",
        "ticket.assigned",
        "ticket.moved",
        "ticket.moved",
        "ticket.resolved",
    ]
    moves = [entry.details for entry in entries.filter(verb="ticket.moved")]
    assert moves == [{"before": "new", "after": "open"}, {"before": "open", "after": "resolved"}]
    assert {entry.by for entry in entries} == {alena}


def test_whoever_answers_it_has_taken_it(desk: Client, alena: User, answered: dict[str, str]) -> None:
    del answered["take"]
    desk.post(URL, answered)
    assert Ticket.objects.get().assignee == alena


@pytest.mark.parametrize(
    "wrong",
    [
        {"resolution-explanation": ""},
        {"resolution-closing_reason": ""},
        {"resolution-outcome": "nonsense"},
        {"resolution-closing_reason": "refunded"},
    ],
)
def test_a_mistake_in_the_answer_leaves_everything_typed(
    desk: Client, answered: dict[str, str], wrong: dict[str, str]
) -> None:
    sent = answered | wrong
    page = Page(desk.post(URL, sent))
    assert page.status == 422
    assert "Everything you typed is still here" in page.text
    back = page.filled_in("subject")
    kept = [name for name in sent if name not in wrong]
    assert {name: back.get(name) for name in kept} == {name: sent[name] for name in kept}
    assert not Ticket.objects.exists()


def test_a_mistake_elsewhere_leaves_the_answer(desk: Client, answered: dict[str, str]) -> None:
    page = Page(desk.post(URL, answered | {"what_happened": ""}))
    assert page.status == 422
    back = page.filled_in("subject")
    assert {name: back.get(name) for name in ANSWER} == ANSWER


def test_an_answer_that_is_not_given_is_not_checked_and_not_lost(
    desk: Client, answered: dict[str, str]
) -> None:
    """The box was ticked, something typed, and the box unticked again."""
    del answered["resolve"]
    half = answered | {"resolution-closing_reason": "nonsense"}
    page = Page(desk.post(URL, half | {"what_happened": ""}))
    back = page.filled_in("subject")
    assert back["resolution-explanation"] == ANSWER["resolution-explanation"]
    assert "resolve" not in back
    desk.post(URL, half)
    assert (Ticket.objects.get().status, Resolution.objects.count()) == (Status.OPEN, 0)


def test_posted_twice_it_is_resolved_once(desk: Client, answered: dict[str, str]) -> None:
    first, second = desk.post(URL, answered), desk.post(URL, answered)
    assert first["Location"] == second["Location"]
    assert (Ticket.objects.count(), Resolution.objects.count()) == (1, 1)


def test_refused_at_the_last_moment_nothing_is_half_done(
    desk: Client, answered: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The policy a refusal rests on has just ended, say."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise NotPossible("Choose the policy the refusal rests on.")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(new, "resolve", refuse)
        page = Page(desk.post(URL, answered))
    assert page.status == 409
    assert "Choose the policy the refusal rests on." in page.text
    back = page.filled_in("subject")
    assert {name: back.get(name) for name in answered} == answered
    assert not Ticket.objects.exists()
    assert not Entry.objects.filter(verb__startswith="ticket.").exists()
    assert desk.post(URL, back).status_code == 302


# --- the draft -----------------------------------------------------------------------------------


def kept_draft(form: dict[str, str], *, by: User) -> Draft:
    data = {name: [value] for name, value in form.items()}
    key = UUID(form["form_key"])
    return keep(key, owner=by, about="ticket", data=data, seq=1, now=timezone.now(), label="Forty minutes")


def test_what_is_saved_is_no_draft_any_more(
    desk: Client, alena: User, jana: Customer, front_desk: Team
) -> None:
    form = form_of(jana, front_desk)
    draft = kept_draft(form, by=alena)
    assert "Forty minutes" in Page(desk.get(URL)).text
    desk.post(URL, form)
    draft.refresh_from_db()
    assert (draft.data, draft.label) == ({}, "")
    assert draft.discarded_at is not None
    assert "Forty minutes" not in Page(desk.get(URL)).text


def test_what_is_added_to_another_ticket_is_no_draft_any_more(
    desk: Client, alena: User, jana: Customer, front_desk: Team, room_change: Ticket
) -> None:
    form = form_of(jana, front_desk)
    draft = kept_draft(form, by=alena)
    desk.post(f"/tickets/{room_change.pk}/addition/", form)
    draft.refresh_from_db()
    assert (draft.data, Message.objects.count()) == ({}, 1)


def test_what_was_not_saved_stays_a_draft(
    desk: Client, alena: User, jana: Customer, front_desk: Team
) -> None:
    form = form_of(jana, front_desk, what_happened="")
    draft = kept_draft(form, by=alena)
    assert desk.post(URL, form).status_code == 422
    draft.refresh_from_db()
    assert draft.discarded_at is None


def test_a_draft_comes_back_as_it_was_typed(
    desk: Client, alena: User, jana: Customer, front_desk: Team
) -> None:
    """With the answer, with a priority that is not the kind's usual one, and with nobody taking it."""
    form = form_of(jana, front_desk, kind="return", priority="4") | ANSWER
    form["resolution-closing_reason"] = "refunded"
    del form["take"]
    draft = kept_draft(form, by=alena)
    back = Page(desk.get(URL, {"draft": str(draft.pk)})).filled_in("subject")
    assert {name: back.get(name) for name in form} == form
    assert "take" not in back
