"""The customer's page with a question of every sort."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from surveys.domain.invitation import digest_of
from surveys.domain.questions import asked_in
from surveys.domain.signs import Given, stamp
from surveys.enums import Effort, LowReason, Score, Solved, WellDone
from surveys.forms.answer import AnswerForm
from surveys.models import Invitation, KeptApart, Questionnaire, Response
from surveys.tests.questionnaires import EVERY_SORT, ask
from tests.pages import Page
from tickets.models import Resolution, Ticket

pytestmark = pytest.mark.django_db

TOKEN = "a-token-nobody-can-guess"
URL = f"/s/{TOKEN}/"
LIMIT = 30 * 1024
SENT: dict[str, Any] = {
    "score": "2",
    "because": ["waiting", "unfriendly"],
    "solved": "partly",
    "done_well": "no",
    "effort": "1",
    "recommend": "0",
    "own-taxi": "yes",
    "own-breakfast": "late",
    "own-missed": "Čaj.",
    "comment": "Čekali jsme.",
}
GIVEN = Given(
    Score.BAD,
    Solved.PARTLY,
    WellDone.NO,
    "Čekali jsme.",
    because=(LowReason.WAITING, LowReason.UNFRIENDLY),
    effort=Effort.VERY_HARD,
    recommend=0,
    chosen={"taxi": "yes", "breakfast": "late"},
    words={"missed": "Čaj."},
)


@pytest.fixture
def questionnaire(hotel: Site, petra: User) -> Questionnaire:
    return ask(hotel, *EVERY_SORT, by=petra)


@pytest.fixture(autouse=True)
def invitation(resolution: Resolution, questionnaire: Questionnaire) -> Invitation:
    return Invitation.objects.create(
        resolution=resolution,
        questionnaire=questionnaire,
        language="en",
        token_digest=digest_of(TOKEN),
        expires_at=timezone.now() + timedelta(days=14),
    )


@pytest.fixture
def sent(invitation: Invitation) -> dict[str, Any]:
    shown = stamp(invitation, score=None, now=timezone.now() - timedelta(minutes=1))
    return SENT | {"shown": shown}


def test_all_of_it_is_kept_and_comes_back(client: Client, sent: dict[str, Any]) -> None:
    assert client.post(URL, sent)["Location"] == f"{URL}?thanks"
    assert Given.by(Response.objects.get()) == GIVEN
    came_back = client.get(URL).context["form"].initial
    assert {name: came_back[name] for name in SENT if name not in ("score", "because", "effort", "recommend")}
    page = Page(client.get(URL)).filled_in("score")
    assert {name: page[name] for name in SENT if name != "because"} == {
        name: value for name, value in SENT.items() if name != "because"
    }
    assert (came_back["because"], came_back["effort"]) == (("waiting", "unfriendly"), 1)


def test_what_is_left_out_is_not_answered(client: Client, sent: dict[str, Any]) -> None:
    client.post(URL, {"score": "4", "effort": "", "recommend": "0", "shown": sent["shown"]})
    assert Given.by(Response.objects.get()) == Given(Score.GOOD, recommend=0)


def test_reasons_are_those_of_a_low_score(client: Client, sent: dict[str, Any]) -> None:
    """They are out of sight once the score is good."""
    client.post(URL, sent | {"score": "5"})
    assert Response.objects.get().because == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"because": ["product"]},
        {"effort": "6"},
        {"recommend": "11"},
        {"recommend": "-1"},
        {"own-taxi": "perhaps"},
        {"own-breakfast": "noon"},
        {"own-missed": "x" * 1001},
    ],
    ids="-".join,
)
def test_what_was_typed_comes_back_with_the_mistake(
    client: Client, sent: dict[str, Any], wrong: dict[str, Any]
) -> None:
    answer = client.post(URL, sent | wrong)
    page = Page(answer)
    assert (answer.status_code, len(page.all("div", role="alert"))) == (422, 1)
    came_back = page.filled_in("comment")
    for name in ("score", "solved", "comment"):
        assert came_back[name] == SENT[name]
    assert came_back["own-missed"] == (sent | wrong)["own-missed"]
    assert not Response.objects.exists()


def test_the_page_is_still_small(client: Client) -> None:
    assert len(client.get(URL).content) < LIMIT


def test_the_page_costs_one_query_more(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(5):
        client.get(URL)


def test_an_anonymous_answer_is_not_in_the_record(
    client: Client, sent: dict[str, Any], room_change: Ticket
) -> None:
    before = Entry.objects.about(room_change).count()
    client.post(URL, sent | {"is_anonymous": "on"})
    assert Response.objects.get().is_anonymous
    client.post(URL, sent | {"is_anonymous": "on", "score": "1", "program": "on"})
    assert [one.is_anonymous for one in KeptApart.objects.undecided()] == [True, True]
    assert Entry.objects.about(room_change).count() == before


def test_not_resolved_has_to_be_looked_after_in_time(client: Client, sent: dict[str, Any]) -> None:
    client.post(URL, sent | {"score": "5", "solved": "no"})
    response = Response.objects.get()
    due = response.review_due_at
    assert response.is_low and due is not None and due > response.answered_at
    client.post(URL, sent | {"score": "4", "solved": "no"})
    response.refresh_from_db()
    assert response.review_due_at == due
    client.post(URL, sent | {"score": "4", "solved": "yes"})
    assert list(Response.objects.values_list("is_low", "review_due_at")) == [(False, None)]


def test_a_form_of_staff_has_no_box_for_programs(questionnaire: Questionnaire) -> None:
    form = AnswerForm(SENT, asked=asked_in(questionnaire, language="cs", fallback="cs"))
    assert form.is_valid() and form.given == GIVEN
    assert "program" not in form.fields
