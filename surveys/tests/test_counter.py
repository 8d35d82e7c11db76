"""Posters at the counter: whoever passes answers, once, and nobody knows who it was."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, Team, User
from surveys.domain.counter import OPEN_FOR, close, make, read_stamp, stamp, take, weeks_of
from surveys.domain.signs import READING, Given
from surveys.domain.statistics import Share
from surveys.enums import Score, Sign
from surveys.models import Counter, CounterAnswer, Response
from tests.at_once import at_once
from tests.pages import Page, signed_in
from tickets.domain.errors import NotPossible

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(hotel: Site, ivan: User) -> Counter:
    return make(hotel, name="Lobby", team=None, by=ivan, now=timezone.now())


@pytest.fixture
def passer_by() -> Client:
    return Client(headers={"accept-language": "pl"})


def shown(counter: Counter, *, ago: timedelta = timedelta(minutes=1)) -> str:
    return stamp(counter, now=timezone.now() - ago)


def said(counter: Counter, score: int, *, at: datetime, comment: str = "") -> CounterAnswer:
    press = read_stamp(stamp(counter, now=at - timedelta(minutes=1)), counter=counter, now=at)
    given = Given(Score(score), comment=comment)
    return take(counter, given, press=press, ticked=False, language="cs", now=at)


def test_a_counter_is_made_and_closed(counter: Counter, ivan: User) -> None:
    assert len(counter.code) == 12
    now = timezone.now()
    assert close(counter, by=ivan, now=now).closed_at == now
    with pytest.raises(NotPossible):
        close(counter, by=ivan, now=now)
    assert [entry.verb for entry in Entry.objects.about(counter)] == ["counter.made", "counter.closed"]


def test_looking_records_nothing(passer_by: Client, counter: Counter) -> None:
    for query in ("", "?score=5", "?thanks", "?language=cs"):
        assert passer_by.get(f"/c/{counter.code}/{query}").status_code == 200
        assert passer_by.head(f"/c/{counter.code}/{query}").status_code == 200
    assert not CounterAnswer.objects.exists()


def test_the_page_speaks_the_language_of_the_browser(passer_by: Client, counter: Counter) -> None:
    page = Page(passer_by.get(f"/c/{counter.code}/"))
    assert page.all("html")[0]["lang"] == "pl"
    assert {link["href"] for link in page.all("a")} == {f"?language={one}" for one in ("en", "cs", "pl")}
    assert Page(passer_by.get(f"/c/{counter.code}/?language=cs")).all("html")[0]["lang"] == "cs"
    assert not page.filled_in("score").keys() & {"solved", "is_anonymous"}
    assert not page.all("input", lambda one: one["name"] in ("solved", "is_anonymous"))


def test_the_page_is_small_and_whole(passer_by: Client, counter: Counter) -> None:
    answer = passer_by.get(f"/c/{counter.code}/")
    assert len(answer.content) < 30 * 1024
    assert not Page(answer).all("script")


def test_answering(passer_by: Client, counter: Counter) -> None:
    sent = {"score": "4", "comment": "Miło.", "shown": shown(counter), "language": "pl", "done_well": "yes"}
    answer = passer_by.post(f"/c/{counter.code}/", sent)
    assert answer["Location"] == f"/c/{counter.code}/?thanks&language=pl"
    kept = CounterAnswer.objects.get()
    assert (kept.score, kept.comment, kept.done_well, kept.language) == (4, "Miło.", "yes", "pl")
    assert (kept.is_anonymous, kept.counts, kept.signs, kept.site) == (True, True, [], counter.site)
    assert not Response.objects.exists()


def test_the_same_form_sent_twice_counts_once(passer_by: Client, counter: Counter) -> None:
    sent = {"score": "4", "shown": shown(counter)}
    for score in ("4", "4", "1"):
        assert passer_by.post(f"/c/{counter.code}/", sent | {"score": score}).status_code == 302
    assert CounterAnswer.objects.get().score == 4
    passer_by.post(f"/c/{counter.code}/", sent | {"shown": shown(counter)})
    assert CounterAnswer.objects.counted().count() == 2


@pytest.mark.django_db(transaction=True)
def test_also_at_once(counter: Counter) -> None:
    now = timezone.now()
    press = read_stamp(shown(counter), counter=counter, now=now)

    def send() -> CounterAnswer:
        return take(counter, Given(Score.GOOD), press=press, ticked=False, language="cs", now=now)

    results = at_once(send, send)
    assert [one for one in results if isinstance(one, Exception)] == []
    assert CounterAnswer.objects.count() == 1


def test_what_a_machine_may_have_given_counts_nowhere(
    passer_by: Client, counter: Counter, hotel: Site, ivan: User
) -> None:
    other = make(hotel, name="Spa", team=None, by=ivan, now=timezone.now())
    suspicious: list[tuple[dict[str, str], list[Sign]]] = [
        ({"program": "on", "shown": shown(counter)}, [Sign.TICKED]),
        ({"shown": shown(counter, ago=READING / 2)}, [Sign.FAST]),
        ({"shown": shown(counter, ago=OPEN_FOR)}, [Sign.UNSEEN]),
        ({"shown": shown(other)}, [Sign.UNSEEN]),
        ({"shown": shown(counter) + "x"}, [Sign.UNSEEN]),
        ({}, [Sign.UNSEEN]),
    ]
    for sent, signs in suspicious:
        assert passer_by.post(f"/c/{counter.code}/", {"score": "1", **sent}).status_code == 302
        kept = CounterAnswer.objects.latest("pk")
        assert (kept.signs, kept.counts) == (signs, False)
    assert CounterAnswer.objects.kept_apart().count() == len(suspicious)
    assert not CounterAnswer.objects.counted().exists()
    assert weeks_of(counter, now=timezone.now()) == []


def test_what_is_wrong_is_said_and_what_was_typed_stays(passer_by: Client, counter: Counter) -> None:
    sent = {"comment": "Zimno.", "shown": shown(counter), "language": "en"}
    answer = passer_by.post(f"/c/{counter.code}/", sent)
    assert answer.status_code == 422
    page = Page(answer)
    assert "Please choose a number" in page.text
    assert page.filled_in("shown")["shown"] == sent["shown"], "still the same press"
    assert not CounterAnswer.objects.exists()


def test_a_closed_counter_takes_nothing(passer_by: Client, counter: Counter, ivan: User) -> None:
    sent = {"score": "4", "shown": shown(counter)}
    close(counter, by=ivan, now=timezone.now())
    for answer in (passer_by.get(f"/c/{counter.code}/"), passer_by.post(f"/c/{counter.code}/", sent)):
        assert answer.status_code == 410
    for code in ("nothing-here", "%00", "x" * 3000, "Ω≈ç√"):
        assert passer_by.get(f"/c/{code}/").status_code == 404
    assert passer_by.post("/c/nothing-here/", sent).status_code == 404
    assert not CounterAnswer.objects.exists()


def test_too_much_at_once(passer_by: Client, counter: Counter) -> None:
    cache.clear()
    for _ in range(60):
        passer_by.post(f"/c/{counter.code}/", {"score": "4", "shown": shown(counter)})
    answer = passer_by.post(f"/c/{counter.code}/", {"score": "4", "shown": shown(counter)})
    cache.clear()
    assert answer.status_code == 429
    assert answer["Retry-After"] == "600"
    assert CounterAnswer.objects.count() == 60


def test_weeks(counter: Counter) -> None:
    # A Wednesday.
    now = datetime(2026, 5, 6, 10, tzinfo=counter.site.zone)
    for days, score in ((0, 5), (0, 4), (0, 1), (1, 3), (7, 4), (300, 1)):
        said(counter, score, at=now - timedelta(days=days))
    with timezone.override(counter.site.zone):
        weeks = weeks_of(counter, now=now)
    assert [(str(day), share) for day, share in weeks] == [
        ("2026-05-04", Share(2, 4)),
        ("2026-04-27", Share(1, 1)),
    ]


def test_answers_are_seen_at_their_site(counter: Counter, ivan: User, marek: User, petra: User) -> None:
    kept = said(counter, 5, at=timezone.now())
    assert list(CounterAnswer.objects.visible_to(ivan)) == [kept]
    assert list(CounterAnswer.objects.visible_to(petra)) == [kept]
    assert not CounterAnswer.objects.visible_to(marek).exists()
    assert signed_in(marek).get(f"/surveys/counters/{counter.pk}/").status_code == 404


def test_making_one(petra: User, hotel: Site, shop: Site, returns_desk: Team) -> None:
    client = signed_in(petra)
    wrong = client.post("/surveys/counters/", {"name": "Lobby", "site": hotel.pk, "team": returns_desk.pk})
    assert wrong.status_code == 422
    assert "another site" in Page(wrong).text
    made = client.post("/surveys/counters/", {"name": "Till", "site": shop.pk, "team": returns_desk.pk})
    counter = Counter.objects.get()
    assert made["Location"] == f"/surveys/counters/{counter.pk}/"
    assert (counter.name, counter.site, counter.team) == ("Till", shop, returns_desk)
    page = Page(client.get(f"/surveys/counters/{counter.pk}/poster/"))
    assert f"/c/{counter.code}/" in page.text
    assert next(one["lang"] for one in page.all("div", lambda one: bool(one["lang"]))) == "pl"


def test_the_page_of_a_counter(counter: Counter, petra: User) -> None:
    now = timezone.now()
    said(counter, 5, at=now, comment="Lovely.")
    said(counter, 4, at=now)
    take(counter, Given(Score.BAD, comment="beep"), press=None, ticked=True, language="cs", now=now)
    client = signed_in(petra)
    page = Page(client.get(f"/surveys/counters/{counter.pk}/"))
    assert "Lovely." in page.text
    assert "beep" not in page.text
    apart = Page(client.get(f"/surveys/counters/{counter.pk}/?apart"))
    assert "beep" in apart.text
    assert str(Sign.TICKED.label) in apart.text
    assert "Lovely." not in apart.text


@pytest.mark.parametrize("rows", [1, 30])
def test_what_the_pages_cost(
    rows: int, counter: Counter, petra: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = timezone.now()
    for n in range(rows):
        said(counter, 5, at=now - timedelta(hours=n), comment="Lovely.")
        make(counter.site, name=f"Door {n}", team=None, by=petra, now=now)
    client = signed_in(petra)
    for url, number in ((f"/surveys/counters/{counter.pk}/", 7), ("/surveys/counters/", 8)):
        client.get(url)
        with django_assert_num_queries(number):
            client.get(url)
    with django_assert_num_queries(2):
        Client().get(f"/c/{counter.code}/")
