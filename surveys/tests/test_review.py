"""What supervisors do about low scores."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from customers.domain.erasure import erase
from customers.enums import ErasureGround
from customers.models import Customer
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.response import answer
from surveys.domain.review import CannotClose, Loop, review
from surveys.enums import Closing, Score
from surveys.models import Invitation, Response, Review
from surveys.tests.made import answered, invited
from tests.at_once import at_once
from tests.pages import Page, signed_in
from tickets.domain.closing import close_all
from tickets.domain.errors import NotPossible
from tickets.domain.resolution import reopen
from tickets.enums import Direction, MessageType, Status
from tickets.models import FollowUp, Message, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def low(invitation: Invitation) -> Response:
    return answer(invitation, score=Score.BAD, solved="", comment="Cold.", now=timezone.now())


def ticket_of(response: Response) -> Ticket:
    return Ticket.objects.get(pk=response.invitation.resolution.ticket_id)


def test_reviewed_once_and_recorded(low: Response, ivan: User, petra: User) -> None:
    done = review(low, what_was_done="Called her.", by=ivan)
    assert (done.by, done.what_was_done, done.closing) == (ivan, "Called her.", Closing.NOTED)
    with pytest.raises(NotPossible, match="already"):
        review(low, what_was_done="Called her too.", by=petra)
    (entry,) = Entry.objects.filter(verb="survey.reviewed")
    assert entry.by == ivan
    assert entry.details == {"response": low.pk, "closing": "noted"}
    assert entry.said == {"what_was_done": "Called her."}


def test_what_was_reviewed_waits_no_more(low: Response, ivan: User) -> None:
    assert list(Response.objects.to_review()) == [low]
    review(low, what_was_done="Called her.", by=ivan)
    assert not Response.objects.to_review().exists()


@pytest.mark.django_db(transaction=True)
def test_reviewed_by_two_at_once(low: Response, ivan: User, petra: User) -> None:
    results = at_once(*[lambda by=by: review(low, what_was_done="Called.", by=by) for by in (ivan, petra)])
    assert sorted(type(result).__name__ for result in results) == ["NotPossible", "Review"]
    assert (Review.objects.count(), Entry.objects.filter(verb="survey.reviewed").count()) == (1, 1)


def test_reopened(low: Response, ivan: User) -> None:
    done = review(low, what_was_done="Still cold.", by=ivan, loop=Loop(Closing.REOPENED))
    ticket = ticket_of(low)
    assert ticket.status == Status.OPEN
    assert ticket.resolutions.get().reopening_reason == "Still cold."
    assert (done.closing, done.follow_up, done.message) == (Closing.REOPENED, None, None)
    verbs = [entry.verb for entry in Entry.objects.about(ticket)]
    assert verbs[-3:] == ["ticket.reopened", "ticket.moved", "survey.reviewed"]


def test_promised_to_call_back(low: Response, ivan: User, alena: User) -> None:
    now = timezone.now()
    loop = Loop(Closing.CALL_BACK, due_at=now + timedelta(hours=1), owner=alena)
    done = review(low, what_was_done="We ring her.", by=ivan, loop=loop, now=now)
    promised = FollowUp.objects.get()
    assert done.follow_up == promised
    assert (promised.text, promised.owner, promised.promised_by) == ("We ring her.", alena, ivan)
    assert (promised.due_at, promised.ticket_id) == (now + timedelta(hours=1), ticket_of(low).pk)


def test_answered_by_letter(low: Response, ivan: User) -> None:
    loop = Loop(Closing.LETTER, letter="Dear Jana, we are sorry.")
    done = review(low, what_was_done="Wrote to her.", by=ivan, loop=loop)
    message = Message.objects.get()
    assert done.message == message
    assert (message.type, message.direction, message.author) == (MessageType.REPLY, Direction.OUT, ivan)
    assert message.letter is not None
    assert message.letter.recipient == "jana.novakova@post.example"
    assert message.letter.text.startswith("Dear Jana, we are sorry.\n\n-- \nIvan")
    assert not message.can_be_taken_back(by=ivan, now=timezone.now()), "the review says it was written"


def test_all_of_it_or_nothing(low: Response, ivan: User, jana: Customer) -> None:
    jana.contact_points.all().delete()
    letters, entries = Letter.objects.count(), Entry.objects.count()
    with pytest.raises(CannotClose, match="no e-mail address"):
        review(low, what_was_done="Wrote.", by=ivan, loop=Loop(Closing.LETTER, letter="Dear Jana,"))
    past = Loop(Closing.CALL_BACK, due_at=timezone.now() - timedelta(minutes=1), owner=ivan)
    with pytest.raises(CannotClose, match="passed already"):
        review(low, what_was_done="Ring.", by=ivan, loop=past)
    assert not Review.objects.exists()
    assert not Message.objects.exists()
    assert (Letter.objects.count(), Entry.objects.count()) == (letters, entries)
    assert list(Response.objects.to_review()) == [low]


def test_somebody_reopened_it_before(low: Response, ivan: User, alena: User) -> None:
    reopen(ticket_of(low), reason="She rang.", by=alena)
    with pytest.raises(CannotClose, match="Only a resolved ticket"):
        review(low, what_was_done="Cold.", by=ivan, loop=Loop(Closing.REOPENED))
    assert not Review.objects.exists()


def test_an_erased_customer_is_not_promised_anything(low: Response, ivan: User, jana: Customer) -> None:
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    soon = timezone.now() + timedelta(hours=1)
    for loop in (Loop(Closing.REOPENED), Loop(Closing.CALL_BACK, due_at=soon, owner=ivan)):
        with pytest.raises(CannotClose, match="erased"):
            review(low, what_was_done="Ring her.", by=ivan, loop=loop)
    assert review(low, what_was_done="Rang her before.", by=ivan).what_was_done == ""


def test_corrected_to_a_good_one_meanwhile(low: Response, petra: User, invitation: Invitation) -> None:
    answered(invitation, 5)
    page = Page(signed_in(petra).post(path_of(low), {"what_was_done": "Rang her."}))
    assert page.status == 409
    assert "It is not low any more." in page.text
    assert page.filled_in("what_was_done")["what_was_done"] == "Rang her."
    assert not Review.objects.exists()
    assert signed_in(petra).get(path_of(low)).status_code == 404


def path_of(response: Response) -> str:
    return f"/surveys/responses/{response.pk}/review/"


def ways_on(page: Page) -> list[str]:
    return [one["value"] for one in page.all("input", name="closing")]


def test_the_page_offers_what_can_be_done(low: Response, petra: User, jana: Customer, alena: User) -> None:
    client = signed_in(petra)
    assert ways_on(Page(client.get(path_of(low)))) == ["noted", "reopened", "call_back", "letter"]
    jana.contact_points.all().delete()
    assert ways_on(Page(client.get(path_of(low)))) == ["noted", "reopened", "call_back"]
    reopen(ticket_of(low), reason="She rang.", by=alena)
    assert ways_on(Page(client.get(path_of(low)))) == ["noted", "call_back"]


def test_a_closed_case_is_only_noted(low: Response, petra: User) -> None:
    close_all(now=timezone.now() + timedelta(days=60))
    assert ticket_of(low).status == Status.CLOSED
    page = Page(signed_in(petra).get(path_of(low)))
    assert ways_on(page) == []
    assert "The case is closed." in page.text
    with pytest.raises(CannotClose, match="closed"):
        review(low, what_was_done="Ring.", by=petra, loop=Loop(Closing.LETTER, letter="Dear Jana,"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"closing": "reopened"}, "ticket"),
        ({"closing": "call_back", "when": "other", "at": "2099-05-01T12:00"}, "follow_up"),
        ({"closing": "letter", "letter": "Dear Jana,"}, "message"),
        # What is typed for another way does not matter.
        ({"closing": "noted", "when": "other", "at": "noon", "letter": "Dear", "owner": "x"}, ""),
        ({}, ""),
    ],
)
def test_what_the_page_does(low: Response, petra: User, typed: dict[str, Any], kept: str) -> None:
    answer = signed_in(petra).post(path_of(low), {"what_was_done": "Sorry.", **typed})
    assert answer["Location"] == "/supervisor/"
    done = Review.objects.get()
    assert done.closing == typed.get("closing", "noted")
    assert (ticket_of(low).status == Status.OPEN) is (kept == "ticket")
    assert (done.follow_up is not None, done.message is not None) == (kept == "follow_up", kept == "message")
    if done.follow_up:
        assert done.follow_up.owner == petra, "nobody else was chosen"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"closing": "call_back", "when": "other"}, "By when do we come back?"),
        ({"closing": "call_back"}, "By when do we come back?"),
        ({"closing": "call_back", "when": "other", "at": "2001-05-01T12:00"}, "This time has passed"),
        ({"closing": "letter"}, "What do you write to the customer?"),
        ({"closing": "burn"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    low: Response, petra: User, typed: dict[str, str], said: str
) -> None:
    page = Page(signed_in(petra).post(path_of(low), {"what_was_done": "Sorry.", "letter": "", **typed}))
    assert page.status == 422
    assert said in page.text
    assert page.filled_in("what_was_done")["what_was_done"] == "Sorry."
    assert not Review.objects.exists()


def test_refused_meanwhile_and_nothing_is_lost(
    low: Response, petra: User, jana: Customer, alena: User
) -> None:
    client = signed_in(petra)
    reopen(ticket_of(low), reason="She rang.", by=alena)
    page = Page(client.post(path_of(low), {"what_was_done": "Cold.", "closing": "reopened"}))
    assert page.status == 409
    (choice,) = page.all("fieldset", lambda one: "Only a resolved ticket can be reopened." in said_in(one))
    assert any(one["value"] == "reopened" and "checked" in one.attrs for one in choice.inside())
    jana.contact_points.all().delete()
    typed = {"what_was_done": "Sorry.", "closing": "letter", "letter": "Dear Jana,"}
    page = Page(client.post(path_of(low), typed))
    assert page.status == 409
    assert "There is no e-mail address to send this to." in page.text
    assert page.filled_in("letter")["letter"] == "Dear Jana,"
    assert not Review.objects.exists()


def said_in(element: Any) -> str:
    return " ".join([element.text, *(one.text for one in element.inside())])


def test_what_was_done_is_said_and_led_to(alena: User, petra: User, jana: Customer) -> None:
    loops = (
        Loop(Closing.LETTER, letter="Dear Jana,"),
        Loop(Closing.CALL_BACK, due_at=timezone.now() + timedelta(hours=1), owner=alena),
    )
    done = [
        review(answered(invited(by=alena, customer=jana), 1), what_was_done="Sorry.", by=petra, loop=loop)
        for loop in loops
    ]
    places = [f"#message-{done[0].message_id}", f"#follow-up-{done[1].follow_up_id}"]
    numbers = [one.response.invitation.resolution.ticket_id for one in done]
    wanted = [
        (f"/tickets/{number}/{place}", said)
        for number, place, said in zip(
            numbers, places, ("Answered by letter", "Promised to call back"), strict=True
        )
    ]
    client = signed_in(petra)
    for path in ("/surveys/", f"/surveys/customers/{jana.pk}/"):
        page = Page(client.get(path))
        assert [(one["href"], one.text) for one in page.all("a", lambda one: "#" in one["href"][1:])] == (
            wanted[::-1]
        ), path
    page = Page(client.get(f"/surveys/tickets/{numbers[0]}/"))
    assert page.all("a", href=wanted[0][0])
    assert page.all("a", href=wanted[0][0])[0].text == "Answered by letter"


@pytest.mark.django_db(transaction=True)
def test_two_close_it_at_once_and_one_letter_leaves(low: Response, ivan: User, petra: User) -> None:
    loop = Loop(Closing.LETTER, letter="Dear Jana,")
    results = at_once(
        *[lambda by=by: review(low, what_was_done="Wrote.", by=by, loop=loop) for by in (ivan, petra)]
    )
    assert sorted(type(result).__name__ for result in results) == ["NotPossible", "Review"]
    assert Message.objects.count() == 1
