"""The words that stand out in comments of customers who were not satisfied."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from helpdesk.staff.models import User
from surveys.domain import words as domain
from surveys.domain.statistics import Share
from surveys.domain.stop_words import STOP_WORDS
from surveys.domain.words import language_of, names_in, words_of
from surveys.models import Response
from surveys.tests.test_figures import DAYS, MONTH, NOW, answer, ask
from tests.pages import Page, signed_in
from tickets.kinds.complaint import Complaint

pytestmark = pytest.mark.django_db

URL = "/surveys/figures/words/"


def comment(by: User, customer: Customer, score: int, text: str, *, cause: str = "rude") -> Response:
    invitation = ask(by, customer)
    Complaint.objects.filter(ticket=invitation.resolution.ticket).update(cause=cause)
    return answer(invitation, score, comment=text)


@pytest.fixture
def said(alena: User, jana: Customer) -> None:
    for text in ("Dlouhé čekání, špinavý pokoj.", "ČEKÁNÍ bylo hrozné", "cekani a čekání, paní Nováková"):
        comment(alena, jana, 1, text, cause="waiting")
    for _ in range(3):
        comment(alena, jana, 2, "Pokoj byl studený, říkala Alena i paní Novákové.")
    for _ in range(3):
        comment(alena, jana, 5, "Pokoj byl krásný, jen čekání.")
    comment(alena, jana, 5, "")


@pytest.mark.usefixtures("said")
def test_what_stands_out_comes_first(ivan: User) -> None:
    found = words_of(MONTH, cause="", user=ivan)
    assert (found.read, found.here, found.is_all) == (9, 6, True)
    assert found.by_cause == {"waiting": 3, "rude": 3}
    told = {one.spelling: (one.here, one.everywhere) for one in found.words}
    # "Pokoj" stands in four of the six and in all three others: it does not stand out, nor does waiting.
    assert told == {
        "studený": (Share(3, 6), Share(3, 9)),
        "říkala": (Share(3, 6), Share(3, 9)),
    }


@pytest.mark.usefixtures("said")
def test_by_cause(ivan: User) -> None:
    found = words_of(MONTH, cause="waiting", user=ivan)
    assert (found.read, found.here) == (9, 3)
    (one,) = found.words
    # However it is spelt, and once for each comment; said as most write it.
    assert (one.spelling, one.folded, one.here, one.everywhere) == (
        "čekání",
        "cekani",
        Share(3, 3),
        Share(6, 9),
    )
    assert one.elsewhere == Share(3, 6)
    assert not one.is_more_than_chance
    assert words_of(MONTH, cause="damaged", user=ivan).words == []


def test_more_than_chance(alena: User, jana: Customer, ivan: User) -> None:
    for _ in range(20):
        comment(alena, jana, 1, "studená polévka")
        comment(alena, jana, 5, "výborná polévka")
    (one,) = words_of(MONTH, cause="", user=ivan).words
    assert (one.spelling, one.is_more_than_chance) == ("studená", True)


@pytest.mark.usefixtures("said")
def test_only_what_one_sees_and_the_newest(marek: User, ivan: User, monkeypatch: pytest.MonkeyPatch) -> None:
    assert words_of(MONTH, cause="", user=marek).read == 0
    monkeypatch.setattr(domain, "MOST_READ", 4)
    found = words_of(MONTH, cause="", user=ivan)
    assert (found.read, found.here, found.is_all) == (4, 1, False)


def test_names_in_whatever_case() -> None:
    def person(customer: str, associate: str) -> domain.Comment:
        return domain.Comment(1, "", 1, "cs", "rude", customer, associate)

    is_name = names_in([person("Jana Nováková", "Karel Svoboda"), person("Eva Li", "Karel Svoboda")])
    for word in ("jana", "novakova", "novakove", "novakovou", "karel", "svobodou", "eva"):
        assert is_name(word), word
    # Names of four letters and fewer are known as they are only: else they would take too much with them.
    for word in ("janu", "svoboden" + "stvi", "novinka", "pokoj"):
        assert not is_name(word), word


@pytest.mark.parametrize(
    ("words", "usual", "expected"),
    [
        (("the", "room", "was", "cold"), "cs", "en"),
        (("pokoj", "byl", "studeny", "ale"), "en", "cs"),
        (("pokoj", "byl", "zimny", "bardzo"), "en", "pl"),
        (("wifi",), "pl", "pl"),
        ((), "cs", "cs"),
    ],
)
def test_the_language_of_a_comment(words: tuple[str, ...], usual: str, expected: str) -> None:
    assert language_of(words, usual=usual) == expected


def test_words_that_say_nothing_are_as_they_are_compared() -> None:
    for known in STOP_WORDS.values():
        assert all(domain.folded(word) == word and len(word) > 2 for word in known)
    assert not {"never", "nobody", "nikdo", "nikdy", "nikt", "nigdy"} & frozenset().union(
        *STOP_WORDS.values()
    )


@pytest.mark.usefixtures("said")
def test_the_page_and_its_links(petra: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    client = signed_in(petra)
    page = Page(client.get(URL, DAYS | {"by": "cause", "of": "waiting"}))
    assert "9 comments were read, 3 of them are looked at here." in page.text
    links = [one["href"] for one in page.all("a") if "word=" in one["href"]]
    found = [Page(client.get(link)) for link in links]
    assert [len(one.all("article")) for one in found] == [3, 6]
    assert "with the word “čekání”" in found[0].text
    assert "Rudeness 3" in " ".join(page.text.split())
    nothing = Page(client.get(URL, {"since": "2026-01-01", "until": "2026-01-31"}))
    assert "No word stands out" in nothing.text
    for wrong in ({"since": "x"}, {"by": "site"}, {"by": "cause", "of": "rain"}):
        assert client.get(URL, wrong).status_code == 422, wrong


def test_what_it_costs(
    alena: User, jana: Customer, petra: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        answer(ask(alena, jana, at=timezone.now()), 1, comment="Čekání.")
    client = signed_in(petra)
    client.get(URL)
    with django_assert_num_queries(5):
        client.get(URL)
