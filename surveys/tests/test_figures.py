"""What customers think of it in figures: literal ones, worked out by hand."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from helpdesk.mail.outbox import enqueue
from helpdesk.staff.models import Site, Team, User
from surveys.domain.figures import Scope, Told, answers_behind, figures, tone_of
from surveys.domain.grouping import Grouping, Place
from surveys.domain.opinions import Opinion
from surveys.domain.statistics import Mean, Recommend, Share
from surveys.enums import AnswerChannel, NotSent, PhoneStatus
from surveys.models import Invitation, PhoneSurvey, Response
from surveys.views.figures_line import Drawn, DrawnPoints
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.resolution import resolve
from tickets.enums import Outcome

pytestmark = pytest.mark.django_db

# A Wednesday.
NOW = datetime(2026, 10, 21, 10, tzinfo=UTC)
MONTH = Scope(NOW - timedelta(days=30), NOW + timedelta(days=1))
URL = "/surveys/figures/"
DAYS = {"since": "2026-10-01", "until": "2026-10-31"}


def ask(
    by: User,
    customer: Customer | None,
    *,
    at: datetime = NOW,
    kind: str = "complaint",
    outcome: Outcome = Outcome.EXPLAINED,
    sent: bool = True,
) -> Invitation:
    """The customer of a case that ``by`` has resolved is asked, unless there was no letter."""
    ticket = log_case(kind, by=by, customer=customer)
    resolution = resolve(ticket, outcome=outcome, explanation="So it is.", by=by)
    letter = enqueue(
        "guest@post.example",
        subject="How was it?",
        text="…",
        sender="desk@desk.example",
        cause=f"test:{ticket.pk}",
    )
    return Invitation.objects.create(
        resolution=resolution,
        created_at=at,
        language="cs",
        expires_at=at + timedelta(days=14),
        letter=letter if sent else None,
    )


def answer(invitation: Invitation, score: int, **said: Any) -> Response:
    return Response.objects.create(
        invitation=invitation,
        score=score,
        **said,
        answered_at=invitation.created_at + timedelta(hours=3),
        locks_at=invitation.created_at + timedelta(days=2),
        is_low=score <= 2,
    )


@pytest.fixture
def asked(alena: User, karel: User, jana: Customer) -> dict[str, Invitation]:
    """Seven were asked at the hotel, four of them have answered."""
    found = {
        "happy": ask(alena, jana),
        "happier": ask(alena, jana, kind="enquiry", outcome=Outcome.AS_ASKED),
        "so-so": ask(karel, jana, at=NOW - timedelta(days=7)),
        "unhappy": ask(karel, jana),
        "silent": ask(karel, jana, outcome=Outcome.AS_ASKED),
        "silent too": ask(alena, jana),
        "long ago": ask(alena, jana, at=NOW - timedelta(days=60)),
    }
    ask(alena, jana, sent=False)
    answer(found["happy"], 4, solved="yes", done_well="yes")
    answer(found["happier"], 5, solved="yes", done_well="partly")
    answer(found["so-so"], 3, solved="partly")
    answer(found["unhappy"], 1, done_well="no")
    answer(found["long ago"], 1)
    return found


def told(by: Grouping, *, user: User, scope: Scope = MONTH) -> Told:
    return figures(scope, by=by, user=user)


def test_what_all_of_them_think(asked: dict[str, Invitation], ivan: User) -> None:
    total = told(Grouping.SITE, user=ivan).total
    assert total.answered == Share(4, 6)
    assert total.satisfied == Share(2, 4)
    assert total.resolved == Share(2, 3)
    assert total.well_done == Share(1, 3)
    assert total.score.value == 3.25
    assert (total.answered_as_asked, total.answered_otherwise) == (Share(1, 2), Share(3, 4))
    assert not total.is_biased


def test_effort_and_recommending(asked: dict[str, Invitation], ivan: User) -> None:
    answers = {"happy": (5, 10), "happier": (4, 9), "so-so": (3, 8), "unhappy": (None, 2)}
    for name, (effort, recommend) in answers.items():
        Response.objects.filter(invitation=asked[name]).update(effort=effort, recommend=recommend)
    total = told(Grouping.SITE, user=ivan).total
    assert total.easy == Share(2, 3)
    assert total.effort == Mean(3, 4.0, 1.0)
    assert total.recommend == Recommend(2, 1, 4)
    assert total.recommend.points == 25
    assert total.score.whole == 4


def test_whoever_answers_without_a_letter_was_asked_too(
    asked: dict[str, Invitation], ivan: User, alena: User, jana: Customer
) -> None:
    by_phone, on_paper = ask(alena, jana, sent=False), ask(alena, jana, sent=False)
    answer(by_phone, 5, channel=AnswerChannel.PHONE)
    answer(on_paper, 2, channel=AnswerChannel.PAPER)
    for status in (PhoneStatus.DECLINED, PhoneStatus.NOT_REACHED, PhoneStatus.WAITING):
        invitation = ask(alena, jana, sent=False)
        invitation.not_sent = NotSent.NO_EMAIL
        invitation.save()
        PhoneSurvey.objects.create(invitation=invitation, status=status, next_call_at=NOW)
    found = told(Grouping.CAME, user=ivan)
    # Six letters, two answers without one, and one who was reached and did not want to.
    assert found.total.answered == Share(6, 9)
    assert {key: one.answered.part for key, one in found.groups.items()} == {
        "letter": 4,
        "phone": 1,
        "paper": 1,
    }


def test_told_apart(
    asked: dict[str, Invitation], ivan: User, alena: User, karel: User, front_desk: Team
) -> None:
    def satisfied(by: Grouping) -> dict[str, Share]:
        return {key: one.satisfied for key, one in told(by, user=ivan).groups.items()}

    assert satisfied(Grouping.SITE) == {str(front_desk.site_id): Share(2, 4)}
    assert satisfied(Grouping.TEAM) == {str(front_desk.pk): Share(2, 4)}
    assert satisfied(Grouping.KIND) == {"complaint": Share(1, 3), "enquiry": Share(1, 1)}
    assert satisfied(Grouping.CHANNEL) == {"in_person": Share(2, 4)}
    assert satisfied(Grouping.ASSOCIATE) == {str(alena.pk): Share(2, 2), str(karel.pk): Share(0, 2)}
    assert satisfied(Grouping.CAUSE) == {"waiting": Share(1, 3), "none": Share(1, 1)}
    assert satisfied(Grouping.CAME) == {"letter": Share(2, 4)}
    assert satisfied(Grouping.WEEK) == {"2026-10-12": Share(0, 1), "2026-10-19": Share(2, 3)}


def test_only_what_one_sees(asked: dict[str, Invitation], marek: User, petra: User, shop: Site) -> None:
    assert told(Grouping.SITE, user=marek).total.answered == Share(0, 0)
    elsewhere = Scope(MONTH.since, MONTH.until, site=shop.pk)
    assert told(Grouping.SITE, user=petra, scope=elsewhere).groups == {}
    assert told(Grouping.SITE, user=petra).total.answered == Share(4, 6)


def test_the_answers_behind_a_figure(asked: dict[str, Invitation], ivan: User, karel: User) -> None:
    names = {one.pk: name for name, one in asked.items()}

    def behind(opinion: Opinion | None = None, place: Place | None = None) -> set[str]:
        found = answers_behind(MONTH, opinion=opinion, place=place, user=ivan)
        return {names[one.invitation_id] for one in found}

    assert behind() == {"happy", "happier", "so-so", "unhappy"}
    assert behind(Opinion.SATISFIED) == {"happy", "happier"}
    assert behind(Opinion.NOT_SATISFIED) == {"so-so", "unhappy"}
    assert behind(Opinion.RESOLVED) == {"happy", "happier"}
    assert behind(Opinion.NOT_RESOLVED) == {"so-so"}
    assert behind(Opinion.WELL_DONE) == {"happy"}
    assert behind(Opinion.NOT_WELL_DONE) == {"happier", "unhappy"}
    assert behind(Opinion.EASY) == behind(Opinion.DETRACTORS) == set()
    assert behind(place=Place(Grouping.CAUSE, "none")) == {"happier"}
    assert behind(place=Place(Grouping.CAUSE, "rude")) == set()
    assert behind(place=Place(Grouping.CAME, "letter")) == behind()
    assert behind(place=Place(Grouping.ASSOCIATE, str(karel.pk))) == {"so-so", "unhappy"}
    assert behind(place=Place(Grouping.WEEK, "2026-10-12")) == {"so-so"}
    assert behind(place=Place(Grouping.CHANNEL, "phone")) == set()


@pytest.mark.parametrize(
    ("by", "key"),
    [
        ("kind", "hotel"),
        ("cause", "rain"),
        ("came", "none"),
        ("first_answer", "soon"),
        ("channel", "fax"),
        ("week", "2026-13-01"),
        ("week", "1200-01-01"),
        ("site", "x"),
    ],
)
def test_no_such_group(by: str, key: str, petra: User) -> None:
    with pytest.raises(ValueError):
        Place(Grouping(by), key).narrow()
    page = Page(signed_in(petra).get(f"{URL}answers/", DAYS | {"by": by, "of": key}))
    assert (page.status, "There is no such group." in page.text) == (422, True)


def test_a_verdict_only_where_the_whole_range_gives_one() -> None:
    assert tone_of(Share(3, 3)) == tone_of(Share(0, 0)) == tone_of(Share(80, 100)) == ""
    assert tone_of(Share(95, 100)) == "good"
    assert tone_of(Share(60, 100)) == "late"


def test_how_a_share_is_written_and_drawn() -> None:
    few = Drawn(Share(8, 10))
    assert (few.text, few.bounds, few.others) == ("80%", "49–94%", 2)
    assert (few.ruler.low, few.ruler.width, few.ruler.at) == ("49.0", "45.3", "80.0")
    assert Drawn(Share(1999, 2000)).text == "99.9%"
    assert (Drawn(Share(0, 0)).text, Drawn(Share(0, 0)).bounds) == ("–", "")


def test_how_a_recommend_score_is_written_and_drawn() -> None:
    one = DrawnPoints(Recommend(50, 20, 100))
    assert (one.text, one.bounds) == ("+30", "+14 … +45")
    assert (one.ruler.low, one.ruler.width, one.ruler.at) == ("57.1", "15.3", "65.0")
    assert DrawnPoints(Recommend(0, 1, 2)).text == "\N{MINUS SIGN}50"
    assert (DrawnPoints(Recommend(0, 0, 0)).text, DrawnPoints(Recommend(1, 1, 2)).text) == ("–", "0")


def test_every_number_has_its_answers(
    asked: dict[str, Invitation], petra: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    for name, effort, recommend in (("happy", 5, 10), ("happier", 2, 9), ("so-so", 4, 3)):
        Response.objects.filter(invitation=asked[name]).update(effort=effort, recommend=recommend)
    client = signed_in(petra)
    page = Page(client.get(URL, DAYS | {"by": "kind"}))
    behind = {}
    for link in page.all("a"):
        if "/answers/" in link["href"] and "&of=" not in link["href"]:
            behind[link["href"].partition("&is=")[2]] = len(Page(client.get(link["href"])).all("article"))
    assert behind == {
        "": 4,
        "satisfied": 2,
        "not_satisfied": 2,
        "resolved": 2,
        "not_resolved": 1,
        "well_done": 1,
        "not_well_done": 2,
        "easy": 2,
        "not_easy": 1,
        "promoters": 2,
        "detractors": 1,
    }


def test_questions_nobody_answers_have_no_column(
    asked: dict[str, Invitation], petra: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    text = Page(signed_in(petra).get(URL, DAYS)).text
    assert "Recommend score" not in text and "Easy, say customers" not in text


def test_the_chart_of_weeks(
    asked: dict[str, Invitation], petra: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    client = signed_in(petra)
    page = Page(client.get(URL, DAYS | {"by": "week"}))
    (chart,) = [one for one in page.all("div") if one["role"] == "img"]
    assert "0% in the week of 12 Oct 2026, 66.7% in the week of 19 Oct 2026" in chart["aria-label"]
    titles = [one.text for one in page.all("title")][1:]
    assert len(titles) == 5
    assert titles[0] == "Week of 28 Sep 2026: nobody has answered"
    assert titles[3] == "Week of 19 Oct 2026: 66.7% (21–94%), 3 answers"
    assert not [one for one in Page(client.get(URL, DAYS)).all("div") if one["role"] == "img"]


def test_the_page_and_its_links(
    asked: dict[str, Invitation], petra: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    client = signed_in(petra)
    page = Page(client.get(URL, DAYS | {"by": "associate"}))
    assert page.status == 200
    for words in ("Alena Dvořáková", "Karel Svoboda", "50%", "15–85%", "Few have answered.", "n = 4"):
        assert words in page.text, words
    links = [one["href"] for one in page.all("a") if one["href"].endswith("&is=not_satisfied")]
    (link,) = [one for one in links if "&of=" in one]
    answers = Page(client.get(link))
    assert len(answers.all("article")) == 2 and "Karel Svoboda" in answers.text
    empty = Page(client.get(URL, {"since": "2026-01-01", "until": "2026-01-31"}))
    assert "Nobody was asked in these days" in empty.text


def test_those_who_answer_may_not_be_those_who_were_asked(
    alena: User, petra: User, jana: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    for outcome, answers in ((Outcome.AS_ASKED, 18), (Outcome.REFUSED, 4)):
        for number in range(20):
            invitation = ask(alena, jana, outcome=outcome)
            if number < answers:
                answer(invitation, 5)
    page = Page(signed_in(petra).get(URL, DAYS))
    assert "90% of those who got what they asked for have answered, and 20% of the others" in page.text


def test_a_wrong_question_is_said_to_be_wrong(petra: User) -> None:
    for asked, words in (
        ({"since": "2026-10-09", "until": "2026-10-01"}, "before the first day"),
        ({"since": "2025-01-01", "until": "2026-10-01"}, "At most 366 days"),
        ({"since": "yesterday"}, "Enter a valid date"),
        ({"by": "shoe size"}, "Select a valid choice"),
        ({"site": "999999"}, "Select a valid choice"),
    ):
        page = Page(signed_in(petra).get(URL, asked))
        assert (page.status, words in page.text) == (422, True), asked


def test_as_csv(asked: dict[str, Invitation], petra: User) -> None:
    client = signed_in(petra)
    answer_ = client.get(f"{URL}csv/", DAYS | {"by": "kind"})
    lines = answer_.content.decode("utf-8-sig").splitlines()
    assert answer_["Content-Disposition"] == 'attachment; filename="surveys-2026-10-01-2026-10-31.csv"'
    assert lines[0].startswith('Kind,Answered,"Answered, of","Answered, per cent"')
    assert lines[-1].startswith("All,4,6,66.7,30.0,90.3,2,4,50.0,15.0,85.0,2,3,66.7,")
    assert lines[-1].endswith(",3.25,,,")
    assert client.get(f"{URL}csv/", {"since": "x"}).status_code == 302


def test_as_xlsx(asked: dict[str, Invitation], petra: User) -> None:
    client = signed_in(petra)
    answer_ = client.get(f"{URL}xlsx/", DAYS | {"by": "kind"})
    assert answer_["Content-Disposition"] == 'attachment; filename="surveys-2026-10-01-2026-10-31.xlsx"'
    assert answer_["Cache-Control"] == "no-store"
    with ZipFile(BytesIO(answer_.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 4 and "Complaint" in sheet and "<v>66.7</v>" in sheet
    assert client.get(f"{URL}xlsx/", {"since": "x"}).status_code == 302


def test_those_who_were_asked_and_not_who_answered(asked: dict[str, Invitation], ivan: User) -> None:
    client = signed_in(ivan)

    def listed(**narrowed: str) -> set[str]:
        page = Page(client.get(f"{URL}asked/", DAYS | narrowed))
        return {link["href"] for link in page.all("a") if re.fullmatch(r"/tickets/\d+/", link["href"])}

    def cases(*names: str) -> set[str]:
        return {asked[name].resolution.ticket.get_absolute_url() for name in names}

    everybody = ("happy", "happier", "so-so", "unhappy", "silent", "silent too")
    assert cases(*everybody) <= listed()
    assert cases("happier") == listed(by="kind", of="enquiry")
    assert not cases("long ago") & listed()
    # Of those who did not answer nobody can say by which way they did not.
    assert client.get(f"{URL}asked/", DAYS | {"by": "came", "of": "letter"}).status_code == 422
    figures_of = Page(client.get(URL, DAYS | {"by": "kind"}))
    links = [link["href"] for link in figures_of.all("a") if link["href"].startswith(f"{URL}asked/")]
    assert [client.get(link).status_code for link in links] == [200] * 3


@pytest.mark.parametrize("rows", [1, 30])
def test_what_it_costs(
    rows: int, alena: User, petra: User, jana: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        answer(ask(alena, jana, at=timezone.now()), 5)
    client = signed_in(petra)
    for path, number in (
        (URL, 5),
        (f"{URL}?by=team", 6),
        (f"{URL}answers/", 5),
        (f"{URL}asked/", 5),
        (f"{URL}csv/?by=team", 5),
        (f"{URL}?by=cause", 5),
        (f"{URL}?by=week", 5),
        (f"{URL}xlsx/?by=team", 5),
    ):
        client.get(path)
        with django_assert_num_queries(number):
            client.get(path)
