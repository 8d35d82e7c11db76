from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from helpdesk.policies.domain.in_force import in_force_for, today_at
from helpdesk.policies.domain.publication import end, overlaps
from helpdesk.policies.domain.vote import vote
from helpdesk.policies.enums import VersionState
from helpdesk.policies.models import PolicyVersion
from helpdesk.policies.tests.conftest import NOW, TODAY, MakeDraft
from helpdesk.staff.models import Site, User
from tests.pages import Page, signed_in

DAY = timedelta(days=1)


def titles(kind: str, site: Site, *, on: date = TODAY, language: str = "en") -> list[str]:
    return [version.title for version in in_force_for(kind=kind, site=site, on=on, language=language)]


@pytest.mark.django_db
def test_of_this_kind_and_site_or_of_every_one(published: MakeDraft, hotel: Site, shop: Site) -> None:
    published("Everywhere, about everything")
    published("Returns anywhere", kinds=["return", "complaint"])
    published("Anything but complaints", kinds=["return", "enquiry", "suggestion"], sites=[shop])
    published("Rooms at the hotel", kinds=["room_change"], sites=[hotel])
    published("Conduct in the shop", sites=[shop])
    assert titles("return", shop) == [
        "Returns anywhere",
        "Anything but complaints",
        "Conduct in the shop",
        "Everywhere, about everything",
    ]
    assert titles("room_change", hotel) == ["Rooms at the hotel", "Everywhere, about everything"]
    assert titles("room_change", shop) == ["Conduct in the shop", "Everywhere, about everything"]
    assert titles("", hotel) == ["Everywhere, about everything"]


@pytest.mark.django_db
def test_from_the_first_day_to_the_last(
    published: MakeDraft, draft: MakeDraft, hotel: Site, petra: User
) -> None:
    first, last = TODAY, TODAY + 9 * DAY
    published(valid_from=first, valid_until=last)
    draft("A draft")
    days = [first - DAY, first, last, last + DAY]
    assert [titles("return", hotel, on=day) for day in days] == [[], ["Returns"], ["Returns"], []]


@pytest.mark.django_db
def test_a_withdrawn_one_is_never_in_force(published: MakeDraft, hotel: Site, petra: User) -> None:
    version = published(valid_from=TODAY + DAY)
    end(version, last_day=TODAY, by=petra, now=NOW)
    assert [titles("return", hotel, on=TODAY + n * DAY) for n in range(3)] == [[], [], []]


@pytest.mark.django_db
def test_the_day_is_that_of_the_site(hotel: Site) -> None:
    before_midnight = datetime(2020, 6, 10, 21, 59, tzinfo=UTC)
    assert today_at(hotel, now=before_midnight) == date(2020, 6, 10)
    assert today_at(hotel, now=before_midnight + timedelta(minutes=1)) == date(2020, 6, 11)
    hotel.time_zone = "America/New_York"
    assert today_at(hotel, now=datetime(2020, 6, 11, 3, 59, tzinfo=UTC)) == date(2020, 6, 10)


@pytest.mark.django_db
def test_in_ones_language_else_the_sites_else_english_else_any(published: MakeDraft, shop: Site) -> None:
    polish = published("Zwroty", language="pl")
    assert titles("return", shop, language="cs") == ["Zwroty"]
    czech = published("Vrácení", policy=polish.policy, language="cs")
    english = published("Returns", policy=polish.policy, language="en")
    assert titles("return", shop, language="cs") == ["Vrácení"]
    assert titles("return", shop, language="en") == ["Returns"]
    PolicyVersion.objects.filter(pk__in=[polish.pk, czech.pk]).update(valid_until=TODAY)
    later = TODAY + DAY
    assert titles("return", shop, on=later, language="pl") == ["Returns"]
    PolicyVersion.objects.filter(pk=english.pk).update(valid_until=TODAY)
    assert titles("return", shop, on=later, language="pl") == []


@pytest.mark.django_db
def test_the_sites_language_comes_before_english(published: MakeDraft, shop: Site) -> None:
    polish = published("Zwroty", language="pl")
    published("Returns", policy=polish.policy, language="en")
    assert titles("return", shop, language="cs") == ["Zwroty"]
    shop.language = "cs"
    assert titles("return", shop, language="cs") == ["Returns"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 30])
def test_in_one_query_with_the_readers_vote(
    number: int,
    published: MakeDraft,
    hotel: Site,
    alena: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(number):
        version = published(f"No. {n:02}", kinds=["return"])
        published(f"Č. {n:02}", policy=version.policy, language="cs")
        vote(version, useful=n == 0, by=alena, now=NOW)
    with django_assert_num_queries(1):
        found = in_force_for(kind="return", site=hotel, on=TODAY, language="en", reader=alena)
        assert [one.policy.name for one in found] == [f"No. {n:02}" for n in range(number)]
    assert [one.my_vote for one in found] == [n == 0 for n in range(number)]  # type: ignore[attr-defined]


dates = st.dates(date(2020, 1, 1), date(2020, 3, 1))


@st.composite
def versions(draw: st.DrawFn) -> PolicyVersion:
    first = draw(dates)
    last = draw(st.none() | st.dates(first - DAY, date(2020, 3, 5)))
    return PolicyVersion(valid_from=first, valid_until=last, published_at=NOW)


def days() -> Iterator[date]:
    return (date(2019, 12, 25) + n * DAY for n in range(90))


@given(versions(), versions())
def test_two_overlap_when_some_day_is_in_both(one: PolicyVersion, other: PolicyVersion) -> None:
    both = [day for day in days() if one.state_on(day) == other.state_on(day) == VersionState.IN_FORCE]
    assert overlaps(one, other) == overlaps(other, one) == bool(both)


@pytest.mark.django_db
def test_the_panel_beside_a_case(published: MakeDraft, alena: User, hotel: Site, shop: Site) -> None:
    version = published("Returns", kinds=["return"], body="**Thirty** days.")
    published("Conduct")
    published("Elsewhere", sites=[shop])
    asked = {"kind": "return", "site": str(hotel.pk), "on": "2020-06-11"}
    client = signed_in(alena)
    page = Page(client.get("/policies/beside/", asked))
    rules = page.all("details", lambda one: one["class"] == "rule")
    assert ["open" in one.attrs for one in rules] == [True, False]
    assert [one.text.split()[0] for one in rules] == ["Returns", "Conduct"]
    assert page.all("strong", lambda one: one.text == "Thirty")
    assert page.all("a", href=f"/policies/versions/{version.pk}/")
    assert page.form_with("useful")["action"] == f"/policies/versions/{version.pk}/useful/"
    panel = client.get("/policies/beside/", asked, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in panel
    assert 'id="beside"' in panel


@pytest.mark.django_db
def test_the_panel_of_today_at_ones_own_site(
    published: MakeDraft, alena: User, hotel: Site, shop: Site
) -> None:
    today = timezone.now().astimezone(hotel.zone).date()
    published("Begins tomorrow", valid_from=today + DAY)
    published("Holds")
    page = Page(signed_in(alena).get("/policies/beside/"))
    assert "Holds" in page.text
    assert "Begins tomorrow" not in page.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"site": "x"}, {"site": "99999999999999999999"}, {"on": "soon"}, {"on": "2020-02-30"}]
)
def test_what_cannot_be_asked_for_is_not_there(wrong: dict[str, str], alena: User) -> None:
    assert signed_in(alena).get("/policies/beside/", wrong).status_code == 404


@pytest.mark.django_db
def test_not_of_anothers_site(alena: User, shop: Site) -> None:
    assert signed_in(alena).get("/policies/beside/", {"site": shop.pk}).status_code == 404


@pytest.mark.django_db
def test_nothing_in_force_is_said(alena: User) -> None:
    assert "No policy is in force for this." in Page(signed_in(alena).get("/policies/beside/")).text


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 30])
def test_what_the_panel_costs(
    number: int, published: MakeDraft, alena: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        published(f"No. {n}")
    client = signed_in(alena)
    with django_assert_num_queries(5):
        client.get("/policies/beside/", headers={"hx-request": "true"})
