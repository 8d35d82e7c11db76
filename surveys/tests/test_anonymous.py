"""Whose an anonymous answer is stands on no page of the people who work here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from customers.domain.dossier import Item, Part
from customers.models import Customer
from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from surveys.domain import telling
from surveys.domain.answering import keep_apart
from surveys.domain.kept_apart import decide
from surveys.domain.review import CannotClose, Loop, review
from surveys.domain.review_clock import run_reviews
from surveys.domain.signs import Given
from surveys.enums import Closing, Score, Sign
from surveys.models import Invitation, KeptApart, Response, SurveyRules
from surveys.tests.made import answered, invited
from tests.pages import Page, signed_in
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

WORDS = "Nobody listened."


@pytest.fixture(autouse=True)
def read_english(ivan: User) -> None:
    User.objects.filter(pk=ivan.pk).update(language="en")
    ivan.refresh_from_db()


@pytest.fixture
def invitation(alena: User, jana: Customer) -> Invitation:
    return invited(by=alena, customer=jana)


@pytest.fixture
def low(invitation: Invitation) -> Response:
    return answered(invitation, 1, comment=WORDS, is_anonymous=True)


@pytest.fixture
def apart(invitation: Invitation) -> KeptApart:
    given = Given(Score.BAD, comment=WORDS, is_anonymous=True)
    return keep_apart(invitation, given, [Sign.TICKED], waits_until=None, now=timezone.now())


def traces(invitation: Invitation) -> list[str]:
    """What would tell whose it is, or of which case."""
    ticket = Ticket.objects.select_related("customer").get(pk=invitation.resolution.ticket_id)
    assert ticket.customer is not None
    return [ticket.get_absolute_url(), ticket.subject, ticket.customer.name, "Alena Dvořáková"]


LISTS = ("/surveys/", "/surveys/low-scores/", "/surveys/kept-apart/")


@pytest.mark.parametrize("path", LISTS)
def test_lists_say_the_site_the_day_and_the_words(
    path: str, low: Response, apart: KeptApart, invitation: Invitation, ivan: User
) -> None:
    page = Page(signed_in(ivan).get(path))
    main = page.all("main")[0]
    text = " ".join([main.text, *(one.text for one in main.inside())])
    links = [one["href"] for one in main.inside() if one["href"]]
    assert WORDS in text
    assert "Anonymous" in text
    assert "Hotel Vltava" in text
    for trace in traces(invitation):
        assert trace not in text
        assert trace not in links
    (when, *_due) = [one["datetime"] for one in main.inside() if one.tag == "time"]
    assert len(when) == len("2026-05-01"), "the day, not the time"


def test_it_is_due_at_the_end_of_a_day(low: Response, hotel: Site) -> None:
    low.refresh_from_db()
    assert low.review_due_at is not None
    local = low.review_due_at.astimezone(hotel.zone)
    assert (local.hour, local.minute, local.second) == (23, 59, 0)


def test_the_ticket_and_the_customer_say_nothing(
    low: Response, apart: KeptApart, alena: User, ivan: User, petra: User, jan: User, jana: Customer
) -> None:
    unanswered = invited(by=alena, customer=jana)
    for reader in (alena, ivan, petra, jan):
        User.objects.filter(pk=reader.pk).update(language="en")
        client = signed_in(User.objects.get(pk=reader.pk))
        said = [
            panel_of(client.get(f"/surveys/tickets/{one.resolution.ticket_id}/"))
            for one in (low.invitation, unanswered)
        ]
        assert said[0] == said[1], "an answer that is not shown reads as none"
        text = Page(client.get(f"/surveys/customers/{jana.pk}/")).text
        assert WORDS not in text
        assert "No answer of theirs is shown." in text


def panel_of(answer: object) -> list[str]:
    page = Page(answer)  # type: ignore[arg-type]  # the test client's answer
    (card,) = page.all("div", id="survey")
    said = [" ".join(one.text.split()) for one in card.inside() if one.tag in ("p", "a", "span")]
    return [one.split(" ")[0] if one.startswith("Sent ") else one for one in said]


def test_the_record_says_nothing(low: Response, invitation: Invitation, ivan: User, apart: KeptApart) -> None:
    decide(apart, counts=False, by=ivan, now=timezone.now())
    review(low, what_was_done="Talked about it with everybody.", by=ivan)
    run_reviews(now=timezone.now() + timedelta(days=30))
    ticket = invitation.resolution.ticket
    assert not Entry.objects.about(ticket).filter(verb__startswith="survey.").exists()
    (entry,) = Entry.objects.filter(verb="survey.reviewed")
    assert (entry.subject_type, entry.subject_id, entry.by) == ("surveys.response", low.pk, ivan)
    assert entry.said == {}


def test_news_name_no_ticket(low: Response, ivan: User) -> None:
    assert not News.objects.exists(), "when it came would say whose it is"
    Response.objects.update(review_due_at=timezone.now())
    assert run_reviews(now=timezone.now()) == 1
    (news,) = News.objects.all()
    said = "Nobody has looked after an anonymous low score in time: Hotel Vltava"
    assert (news.recipient, news.text, news.url, news.about) == (ivan, said, "/surveys/low-scores/", "")


def test_it_is_only_noted(low: Response, ivan: User) -> None:
    path = f"/surveys/responses/{low.pk}/review/"
    client = signed_in(ivan)
    page = Page(client.get(path))
    assert not page.all("input", name="closing")
    assert "Nobody is told whose this is." in page.text
    for trace in traces(low.invitation):
        assert trace not in page.all("main")[0].text
        assert not page.all("a", href=trace)
    soon = timezone.now() + timedelta(hours=1)
    for loop in (
        Loop(Closing.REOPENED),
        Loop(Closing.CALL_BACK, due_at=soon, owner=ivan),
        Loop(Closing.LETTER, letter="Dear Jana,"),
    ):
        with pytest.raises(CannotClose, match="anonymous"):
            review(low, what_was_done="?", by=ivan, loop=loop)
    page = Page(client.post(path, {"what_was_done": "Jana it was.", "closing": "reopened"}))
    assert page.status == 409
    assert "The answer is anonymous." in page.text
    assert client.post(path, {"what_was_done": "Told the team."})["Location"] == "/supervisor/"
    assert "Told the team." in Page(client.get("/surveys/")).text


def test_nor_do_open_pages_of_the_ticket_stir(alena: User, jana: Customer, ivan: User, hotel: Site) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE heard (topic text) ON COMMIT DROP;"
            "CREATE OR REPLACE FUNCTION live_announce(topic text) RETURNS void LANGUAGE sql"
            " STRICT AS 'INSERT INTO heard VALUES (topic)';"
        )
    named, anonymous = invited(by=alena, customer=jana), invited(by=alena, customer=jana)

    def heard() -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM heard RETURNING topic")
            return {topic for (topic,) in cursor.fetchall() if topic}

    heard()
    number, site = named.resolution.ticket_id, f"site:{hotel.pk}"
    answered(named, 1)
    assert {f"ticket:{number}", site} <= heard()
    response = answered(anonymous, 1, is_anonymous=True)
    given = Given(Score.BAD, is_anonymous=True)
    keep_apart(anonymous, given, [Sign.TICKED], waits_until=None, now=timezone.now())
    review(response, what_was_done="Told the team.", by=ivan)
    topics = heard()
    assert site in topics
    assert not [one for one in topics if one.startswith(("ticket:", "customer:"))]


def test_the_customer_is_told_their_own(low: Response, jana: Customer) -> None:
    def words(parts: list[Part]) -> list[str]:
        found = []
        for part in parts:
            for item in part.items:
                assert isinstance(item, Item)
                found += [fact.shown for fact in item.facts] + words(list(item.parts))
        return found

    assert WORDS in words(list(telling.tell(jana)))


def test_figures_count_it_and_lists_of_groups_leave_it_out(low: Response, alena: User, ivan: User) -> None:
    client = signed_in(ivan)
    assert [bar["value"] for bar in Page(client.get("/surveys/")).all("progress")][-1] == "1"
    answers = "/surveys/figures/answers/"
    for query, listed in (
        ("", True),
        (f"?by=site&of={low.invitation.resolution.ticket.site_id}", True),
        (f"?by=associate&of={alena.pk}", False),
        ("?by=kind&of=room_change", False),
    ):
        page = Page(client.get(f"{answers}{query}"))
        assert page.status == 200
        assert (WORDS in page.text) is listed, query


def test_not_among_the_answers_shown_to_associates(low: Response, alena: User, hotel: Site) -> None:
    SurveyRules.objects.update_or_create(site=hotel, kind="", defaults={"are_answers_shown": True})
    assert WORDS not in Page(signed_in(alena).get("/surveys/mine/")).text
