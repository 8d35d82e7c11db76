"""The page with the rules by which a site asks. Petra reads English."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from helpdesk.record.models import Entry
from helpdesk.record.sentences import say
from helpdesk.staff.models import Site, User
from surveys.domain.place import Place
from surveys.domain.survey_rules import rules_for
from surveys.domain.survey_rules_keeping import RULES, begun, keep_rules, mark_of, own_rules, remove_rules
from surveys.models import Asking, SurveyRules
from tests.at_once import at_once
from tests.pages import Page, signed_in
from tests.test_query_counts import costs
from tickets.domain.errors import NotPossible
from tickets.kinds import KINDS
from tickets.models import Resolution

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def url(hotel: Site) -> str:
    return f"/surveys/rules/{hotel.pk}/return/"


def opened(url: str, by: User) -> dict[str, Any]:
    return dict(Page(signed_in(by).get(url)).filled_in("delay"))


def test_a_kind_begins_with_what_holds_there(url: str, hotel: Site, petra: User) -> None:
    SurveyRules.objects.filter(site=hotel).update(share=30)
    page = Page(signed_in(petra).get(url))
    assert "This kind has no rules of its own. These are the site’s for every kind." in page.text
    sent = page.filled_in("delay")
    spans = ("delay", "rest", "remind_after", "locks_after", "expires_after", "review_within")
    assert [sent[name] for name in spans] == ["2 h", "0 min", "4 d", "2 d", "14 d", "8 h"]
    assert (sent["asked_from"], sent["share"], sent["low_score"]) == ("00:00", "30", "2")
    assert set(sent) >= set(RULES) - {"is_phoned", "is_praise_told", "are_answers_shown"}


def test_a_site_without_any_shows_the_houses(hotel: Site, petra: User) -> None:
    SurveyRules.objects.all().delete()
    page = Page(signed_in(petra).get(f"/surveys/rules/{hotel.pk}/all/"))
    assert "There are no rules of its own here. These are the house’s." in page.text
    assert page.filled_in("delay")["rest"] == "7 d"


def test_rules_are_kept(url: str, hotel: Site, petra: User) -> None:
    typed = {"delay": "1,5 hod.", "asked_from": "10:00", "asked_until": "18:30", "remind_after": ""}
    typed |= {"share": "50", "is_phoned": "on", "review_within": "90 min"}
    done = signed_in(petra).post(url, opened(url, petra) | typed)
    assert (done.status_code, done["Location"]) == (302, url)
    rules = SurveyRules.objects.get(kind="return")
    assert (rules.site, rules.delay, rules.remind_after) == (hotel, 1.5 * HOUR, None)
    assert (rules.asked_from, rules.asked_until, rules.share) == (time(10), time(18, 30), 50)
    assert (rules.is_phoned, rules.is_praise_told, rules.review_within) == (True, True, 1.5 * HOUR)
    entry = Entry.objects.about(hotel).get()
    assert (entry.by, entry.details["kind"]) == (petra, "return")
    assert set(entry.details["changed"]) == {*typed}
    assert "Ask after: 1 h 30 min instead of 2 h" in say(entry)
    assert "Remind after: never instead of 4 days" in say(entry)
    page = Page(signed_in(petra).get(url))
    assert "changed the rules for asking (Return)." in page.text


def test_the_same_again_changes_nothing(hotel: Site, petra: User) -> None:
    url = f"/surveys/rules/{hotel.pk}/all/"
    SurveyRules.objects.filter(site=hotel).update(delay=timedelta(seconds=10))
    assert signed_in(petra).post(url, opened(url, petra)).status_code == 302
    assert SurveyRules.objects.get().delay == timedelta(seconds=10)
    assert not Entry.objects.about(hotel).exists()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("delay", "soon", "“soon” is not a length of time, such as 30 min, 4 h or 2 d."),
        ("delay", "2", "Minutes, hours or days? Write 30 min, 4 h or 2 d."),
        ("delay", "", "This field is required."),
        ("delay", "-2 h", "“-2 h” is not a length of time"),
        ("rest", "400 d", "“400 d” is too long; 366 days are the most."),
        ("expires_after", "0", "It takes a minute at least."),
        ("review_within", "2 d", "A day would be 24 hours of being open."),
        ("review_within", "0", "It takes a minute at least."),
        ("remind_after", "14 d", "By then the link works no more."),
        ("asked_from", "25:00", "Enter a valid time."),
        ("asked_from", "23:00", "These hours end before they begin."),
        ("share", "101", "Ensure this value is less than or equal to 100."),
        ("share", "half", "Enter a whole number."),
        ("low_score", "5", "Ensure this value is less than or equal to 4."),
    ],
)
def test_what_is_wrong_stands_there_with_everything_typed(
    url: str, hotel: Site, petra: User, field: str, typed: str, said: str
) -> None:
    sent = opened(url, petra) | {"locks_after": "90 min", "is_phoned": "on", field: typed}
    page = Page(signed_in(petra).post(url, sent))
    assert page.status == 422
    assert said in page.text
    assert page.filled_in("delay") == sent | {
        "csrfmiddlewaretoken": page.filled_in("delay")["csrfmiddlewaretoken"]
    }
    assert own_rules(Place(hotel, "return")) is None


def test_both_when_somebody_was_faster(url: str, hotel: Site, petra: User, ivan: User) -> None:
    place, client = Place(hotel, "return"), signed_in(petra)
    sent = opened(url, petra) | {"share": "50"}
    theirs = begun(place)
    theirs.share, theirs.remind_after = 20, None
    keep_rules(place, theirs, seen="", by=ivan)
    page = Page(client.post(url, sent))
    assert page.status == 409
    assert "Somebody else has changed these rules meanwhile." in page.text
    terms = [one.text for one in page.all("dt")], [one.text for one in page.all("dd")]
    assert "How many are asked, in per cent" in terms[0]
    assert {"20", "never"} <= set(terms[1])
    assert (page.filled_in("delay")["share"], rules_for(hotel.pk, "return").share) == ("50", 20)
    assert client.post(url, page.filled_in("delay")).status_code == 302
    assert rules_for(hotel.pk, "return").share == 50


def test_own_rules_are_removed(url: str, hotel: Site, petra: User) -> None:
    place, client = Place(hotel, "return"), signed_in(petra)
    client.post(url, opened(url, petra) | {"share": "50"})
    (form,) = Page(client.get(url)).all("form", action=f"{url}removal/")
    (seen,) = (one["value"] for one in form.inside() if one["name"] == "seen")
    refused = client.post(form["action"], {"seen": "of others"})
    assert refused.status_code == 409
    assert rules_for(hotel.pk, "return").share == 50
    assert client.post(form["action"], {"seen": seen})["Location"] == url
    assert own_rules(place) is None
    assert rules_for(hotel.pk, "return").share == 100
    assert [one.verb for one in Entry.objects.about(hotel)] == [
        "survey_rules.changed",
        "survey_rules.removed",
    ]


def test_whoever_waits_is_looked_at_by_the_new_rules(resolution: Resolution, petra: User) -> None:
    site = resolution.ticket.site
    url, tomorrow = f"/surveys/rules/{site.pk}/room_change/", timezone.now() + DAY
    Asking.objects.update(next_moment_at=tomorrow)
    signed_in(petra).post(url, opened(url, petra))
    assert SurveyRules.objects.get(kind="room_change").delay == 2 * HOUR
    assert Asking.objects.get().next_moment_at < tomorrow - DAY / 2
    Asking.objects.update(next_moment_at=tomorrow)
    remove_rules(Place(site, "room_change"), seen=mark_of(own_rules(Place(site, "room_change"))), by=petra)
    assert Asking.objects.get().next_moment_at < tomorrow - DAY / 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_keep_at_once_one_hears_of_the_other(hotel: Site, petra: User, ivan: User) -> None:
    place = Place(hotel, "return")

    def keep(share: int, by: User) -> SurveyRules:
        rules = begun(place)
        rules.share = share
        return keep_rules(place, rules, seen="", by=by)

    done = at_once(lambda: keep(10, petra), lambda: keep(20, ivan))
    (kept,) = (one for one in done if isinstance(one, SurveyRules))
    (refusal,) = (one for one in done if isinstance(one, NotPossible))
    assert str(refusal) == "Somebody else has changed these rules meanwhile."
    assert rules_for(hotel.pk, "return").share == kept.share
    assert Entry.objects.about(hotel).count() == 1


def test_what_holds_where(hotel: Site, shop: Site, petra: User, ivan: User) -> None:
    SurveyRules.objects.filter(site=shop).delete()
    SurveyRules.objects.create(site=hotel, kind="return", delay=3 * HOUR)
    text = Page(signed_in(petra).get("/surveys/rules/")).text
    assert "Return Ask after: 3 h" in text
    assert "Every kind the rules of the house Ask after: 2 h" in text
    assert "Sklep" not in Page(signed_in(ivan).get("/surveys/rules/")).text


def test_an_auditor_reads(url: str, jan: User) -> None:
    client = signed_in(jan)
    page = Page(client.get(url))
    assert [one["action"] for one in page.all("form") if "/surveys/" in one["action"]] == []
    assert "Low score" in [one.text for one in page.all("dt")]
    for path in ("", "removal/"):
        assert client.post(f"{url}{path}", {}).status_code == 404


@pytest.mark.parametrize("kind", ["all", "return", "haircut"])
def test_another_sites_rules_do_not_exist(shop: Site, ivan: User, kind: str) -> None:
    client, url = signed_in(ivan), f"/surveys/rules/{shop.pk}/{kind}/"
    assert client.get(url).status_code == 404
    assert client.post(url, {}).status_code == 404
    assert client.post(f"{url}removal/", {}).status_code == 404


@pytest.mark.parametrize("kinds", [1, len(KINDS)])
def test_how_many_queries_the_pages_cost(
    kinds: int, url: str, hotel: Site, petra: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for kind in {"return", *list(KINDS)[:kinds]}:
        SurveyRules.objects.create(site=hotel, kind=kind)
    costs("/surveys/rules/", petra, 5, django_assert_num_queries)
    costs(url, petra, 6, django_assert_num_queries)
