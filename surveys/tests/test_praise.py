"""Praise reaches whoever earned it; and whoever resolved a case reads no more than that."""

from typing import Any

import pytest

from customers.models import Customer
from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from surveys.domain.reading import read_by
from surveys.domain.review import review
from surveys.enums import Solved
from surveys.models import Invitation, Response, SurveyRules
from surveys.tests.made import answered, invited
from tests.pages import Page, signed_in
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(alena: User, jana: Customer) -> Invitation:
    return invited(by=alena, customer=jana)


def told() -> list[User]:
    return [one.recipient for one in News.objects.filter(kind="praise").select_related("recipient")]


def panel(response: Response, reader: User) -> str:
    number = response.invitation.resolution.ticket_id
    return Page(signed_in(reader).get(f"/surveys/tickets/{number}/")).text


def rules(site: Site, **said: Any) -> None:
    SurveyRules.objects.update_or_create(site=site, kind="", defaults=said)


def test_whoever_resolved_it_hears_and_reads_it(invitation: Invitation, alena: User, karel: User) -> None:
    response = answered(invitation, 5, comment="Lovely.")
    assert told() == [alena]
    assert News.objects.get(kind="praise").url == invitation.resolution.ticket.get_absolute_url()
    assert "Lovely." in panel(response, alena)
    assert "Lovely." not in panel(response, karel)
    assert list(read_by(alena)) == [response]
    assert not read_by(karel).exists()


def test_told_once(invitation: Invitation, alena: User) -> None:
    for comment in ("Lovely.", "Lovely!"):
        answered(invitation, 5, comment=comment)
    assert told() == [alena]


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (3, {"comment": "Fine."}),
        (5, {}),
        (5, {"comment": "Nice people.", "solved": Solved.NO}),
        (5, {"comment": "Lovely.", "is_anonymous": True}),
    ],
)
def test_what_is_no_praise(invitation: Invitation, alena: User, score: int, said: dict[str, Any]) -> None:
    response = answered(invitation, score, **said)
    assert told() == []
    assert not read_by(alena).exists()
    assert said.get("comment", "of 5") not in panel(response, alena)


def test_words_to_an_own_question_are_words(invitation: Invitation, alena: User) -> None:
    response = answered(invitation, 4, words={"why": "The porter."})
    assert told() == [alena]
    assert list(read_by(alena)) == [response]


def test_not_at_a_site_that_does_not_say_so(invitation: Invitation, alena: User, hotel: Site) -> None:
    rules(hotel, is_praise_told=False)
    response = answered(invitation, 5, comment="Lovely.")
    assert told() == []
    assert "Lovely." not in panel(response, alena)


def test_rules_of_the_kind_come_first(invitation: Invitation, alena: User, hotel: Site) -> None:
    rules(hotel, is_praise_told=False)
    SurveyRules.objects.create(site=hotel, kind="room_change", is_praise_told=True)
    response = answered(invitation, 5, comment="Lovely.")
    assert told() == [alena]
    assert list(read_by(alena)) == [response]


def test_not_what_they_took_down_themselves(invitation: Invitation, alena: User) -> None:
    answered(invitation, 5, comment="Lovely.", taken_by=alena)
    assert told() == []


def test_not_about_a_case_they_may_not_see(alena: User, ivan: User, jana: Customer) -> None:
    hers = invited(by=alena, customer=jana, kind="complaint", colleague=alena)
    answered(hers, 5, comment="She was sorry.")
    assert told() == []
    assert not read_by(alena).exists()
    assert read_by(ivan).exists()


def test_not_after_they_left_the_site(invitation: Invitation, alena: User) -> None:
    answered(invitation, 5, comment="Lovely.")
    alena.teams.clear()
    alena = User.objects.get(pk=alena.pk)
    assert not read_by(alena).exists()


def test_corrected_to_less_it_is_read_no_more(invitation: Invitation, alena: User) -> None:
    answered(invitation, 5, comment="Lovely.")
    response = answered(invitation, 2, comment="It broke again.")
    text = panel(response, alena)
    assert "It broke again." not in text
    assert "No answer is shown." in text


def test_scores_are_not_on_the_ticket_of_an_associate(
    invitation: Invitation, alena: User, ivan: User, petra: User, jan: User
) -> None:
    response = answered(invitation, 1, comment="Cold.")
    number = invitation.resolution.ticket_id
    for reader in (alena, ivan, petra, jan):
        User.objects.filter(pk=reader.pk).update(language="en")
    for reader in (ivan, petra, jan):
        assert "1 of 5" in panel(response, reader)
    assert "1 of 5" not in panel(response, alena)
    assert "What customers answer is read by supervisors." in panel(response, alena)
    client = signed_in(alena)
    entries = Entry.objects.filter(verb="survey.answered")
    assert entries.get().details["score"] == 1
    customer = invitation.resolution.ticket.customer_id
    for path in (
        f"/tickets/{number}/",
        f"/tickets/{number}/record/",
        f"/surveys/customers/{customer}/",
        f"/customers/{customer}/",
        "/surveys/mine/",
    ):
        page = Page(client.get(path))
        assert page.status == 200
        assert "1 of 5" not in page.text, path
        assert "Cold." not in page.text, path
    assert "answered the survey" in Page(client.get(f"/tickets/{number}/record/")).text


def test_each_answer_where_the_site_shows_them(
    invitation: Invitation, alena: User, karel: User, hotel: Site, jana: Customer
) -> None:
    rules(hotel, are_answers_shown=True)
    response = answered(invitation, 1, comment="Cold.")
    answered(invited(by=karel, customer=jana), 2, comment="Karel was late.")
    answered(invited(by=alena, customer=jana), 2, comment="Nobody knows me.", is_anonymous=True)
    hidden = invited(by=alena, customer=jana, kind="complaint", colleague=alena)
    answered(hidden, 2, comment="Alena was rude.")
    assert "Cold." in panel(response, alena)
    text = Page(signed_in(alena).get("/surveys/mine/")).text
    assert [said in text for said in ("Cold.", "Karel was late.", "Nobody knows me.", "Alena was rude.")] == [
        True,
        False,
        False,
        False,
    ]


def test_what_the_supervisor_did_is_not_theirs_to_read(
    invitation: Invitation, alena: User, ivan: User, hotel: Site
) -> None:
    rules(hotel, are_answers_shown=True)
    response = answered(invitation, 1, comment="Cold.")
    review(response, what_was_done="Spoke with Alena about it.", by=ivan)
    assert "Spoke with Alena" not in panel(response, alena)
    assert "Spoke with Alena" not in Page(signed_in(alena).get("/surveys/mine/")).text
    assert "Spoke with Alena" in panel(response, ivan)
    number = Ticket.objects.get().pk
    assert "Spoke with Alena" not in Page(signed_in(alena).get(f"/tickets/{number}/record/")).text
