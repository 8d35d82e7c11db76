import pytest

from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.pages import Page, signed_in
from tickets.domain.exception import ask_exception
from tickets.models import RuleException, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(room_change: Ticket, alena: User, ivan: User) -> RuleException:
    return ask_exception(
        room_change, rule="outside the return window: day 45 of 30", reason="She was in hospital.", by=alena
    )


@pytest.mark.parametrize(
    ("sent", "approved", "badge", "sentence"),
    [
        ({"approved": "yes", "text": ""}, True, "approved", "allowed the exception"),
        (
            {"approved": "no", "text": "Too late."},
            False,
            "declined",
            "did not allow the exception: Too late.",
        ),
    ],
)
def test_answering(
    asked: RuleException,
    room_change: Ticket,
    alena: User,
    ivan: User,
    sent: dict[str, str],
    approved: bool,
    badge: str,
    sentence: str,
) -> None:
    answer = signed_in(ivan).post(f"/exceptions/{asked.pk}/answer/", sent)
    assert (answer.status_code, answer["Location"]) == (302, room_change.get_absolute_url())
    asked.refresh_from_db()
    assert (asked.approved, asked.answered_by, asked.answer_text) == (approved, ivan, sent["text"])
    assert Entry.objects.about(room_change).last().by == ivan  # type: ignore[union-attr]
    assert sentence in Page(signed_in(alena).get(room_change.get_absolute_url())).text
    assert badge in Page(signed_in(alena).get(f"{room_change.get_absolute_url()}beside/")).text
    assert f"ticket {room_change.number}" in News.objects.get(recipient=alena).text


def test_a_no_needs_words(asked: RuleException, ivan: User) -> None:
    page = Page(signed_in(ivan).post(f"/exceptions/{asked.pk}/answer/", {"approved": "no", "text": ""}))
    assert page.status == 422
    assert f"{asked.asked_by.name}: {asked.reason}" in page.text
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_the_second_answer_is_refused(asked: RuleException, ivan: User, petra: User) -> None:
    signed_in(petra).post(f"/exceptions/{asked.pk}/answer/", {"approved": "yes"})
    page = Page(signed_in(ivan).post(f"/exceptions/{asked.pk}/answer/", {"approved": "no", "text": "No."}))
    assert page.status == 409
    assert page.filled_in("text")["text"] == "No."
    asked.refresh_from_db()
    assert asked.approved


def test_nobody_answers_themselves(room_change: Ticket, ivan: User) -> None:
    own = ask_exception(room_change, rule="day 45 of 30", reason="A friend.", by=ivan)
    assert signed_in(ivan).get(f"/exceptions/{own.pk}/answer/").status_code == 404
