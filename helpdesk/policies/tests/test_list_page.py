import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from helpdesk.policies.models import Policy, PolicyVersion
from helpdesk.policies.tests.conftest import TODAY, MakeDraft
from helpdesk.staff.models import Site, Team, User
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db


def found(user: User, query: str = "") -> list[str]:
    """The titles listed."""
    page = Page(signed_in(user).get(f"/policies/{query}"))
    assert page.status == 200
    return [one.text.strip() for one in page.all("span") if one["class"] == "title"]


def test_by_name_with_what_it_is_about(published: MakeDraft, alena: User, hotel: Site) -> None:
    published("Room change", kinds=["room_change"], sites=[hotel])
    published("Complaints")
    assert found(alena) == ["Complaints", "Room change"]
    page = Page(signed_in(alena).get("/policies/"))
    first, second = page.all("a", lambda one: one["class"] == "policy-row")
    assert "every kind" in first.text
    assert "every site" in first.text
    assert "Hotel Vltava" in second.text
    assert "since 1 Jan 2020" in " ".join(second.text.split())


def test_of_every_site_or_ones_own(published: MakeDraft, alena: User, petra: User, shop: Site) -> None:
    published("Everywhere")
    published("In the shop", sites=[shop])
    assert found(alena) == ["Everywhere"]
    assert found(petra) == ["Everywhere", "In the shop"]
    assert not Policy.objects.visible_to(alena).filter(name="In the shop").exists()
    assert not PolicyVersion.objects.visible_to(alena).filter(title="In the shop").exists()


def test_a_draft_is_for_its_writers(
    draft: MakeDraft, alena: User, ivan: User, petra: User, jan: User, hotel: Site, shop: Site
) -> None:
    for sites in ([hotel], [shop], [hotel, shop], []):
        draft(" and ".join(site.town for site in sites) or "Everywhere", sites=sites)
    for reader in (alena, jan):
        assert found(reader, "?state=draft") == found(reader, "?state=all") == []
        assert not PolicyVersion.objects.visible_to(reader).exists()
    assert found(ivan, "?state=draft") == ["Prague"]
    assert found(petra, "?state=draft") == ["Everywhere", "Kraków", "Prague", "Prague and Kraków"]


def test_who_may_write_what(
    published: MakeDraft, alena: User, ivan: User, petra: User, hotel: Site, shop: Site, front_desk: Team
) -> None:
    for sites in ([hotel], [shop], [hotel, shop], []):
        published(" and ".join(site.town for site in sites) or "Everywhere", sites=sites)
    written = {
        who: sorted(Policy.objects.writable_by(who).values_list("name", flat=True))
        for who in (alena, ivan, petra)
    }
    assert written[alena] == []
    assert written[ivan] == ["Prague"]
    assert written[petra] == ["Everywhere", "Kraków", "Prague", "Prague and Kraków"]


def test_in_ones_own_language(published: MakeDraft, alena: User, karel: User, zofia: User) -> None:
    english = published("Returns")
    published("Vrácení", policy=english.policy, language="cs")
    assert (found(alena), found(karel), found(zofia)) == (["Returns"], ["Vrácení"], ["Returns"])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("zboží", ["Vrácení zboží"]),
        ("ZBOZI vraceni", ["Vrácení zboží"]),
        ("uctenka", ["Vrácení zboží"]),
        ("účtenka reklamace", []),
        ("slevy", ["Slevy"]),
        ("sl", ["Slevy"]),
        ("evy", ["Slevy"]),
        ("na", ["Vrácení zboží"]),
        ("vr", ["Vrácení zboží"]),
        ("%", []),
    ],
)
def test_search_knows_no_accents(asked: str, expected: list[str], published: MakeDraft, alena: User) -> None:
    published("Vrácení zboží", body="Stačí **účtenka** na zboží.", language="cs")
    published("Slevy", body="Deset procent.", language="cs")
    assert found(alena, f"?q={asked}") == expected


def test_words_may_be_spread_over_name_and_text(published: MakeDraft, alena: User) -> None:
    version = published("Refunds", body="Thirty days.")
    version.policy.name = "Return window"
    version.policy.save()
    assert found(alena, "?q=window thirty refunds") == ["Refunds"]


def test_a_draft_is_not_searched_by_others(
    published: MakeDraft, draft: MakeDraft, alena: User, petra: User
) -> None:
    version = published("Returns")
    draft("Returns", policy=version.policy, body="Secret plans.")
    assert found(alena, "?q=secret&state=all") == []
    assert found(petra, "?q=secret&state=all") == ["Returns"]
    assert found(petra, "?q=secret") == []


def test_narrowed_by_kind_site_and_state(published: MakeDraft, petra: User, hotel: Site, shop: Site) -> None:
    today = timezone.localdate()
    published("Always", kinds=["return"])
    published("Hotel", sites=[hotel], kinds=["room_change"])
    published("Over", valid_until=TODAY)
    published("Later", valid_from=today.replace(year=today.year + 1, day=1))
    assert found(petra) == ["Always", "Hotel"]
    assert found(petra, "?kind=return") == ["Always"]
    assert found(petra, f"?site={shop.pk}") == ["Always"]
    assert found(petra, f"?site={hotel.pk}") == ["Always", "Hotel"]
    assert found(petra, "?state=ended") == ["Over"]
    assert found(petra, "?state=coming") == ["Later"]
    assert found(petra, "?state=all") == ["Always", "Hotel", "Later", "Over"]
    assert found(petra, "?kind=nonsense&site=x&state=y") == ["Always", "Hotel"]


def test_paging_forth_and_back(published: MakeDraft, alena: User) -> None:
    for n in range(55):
        published(f"No. {n:02}")
    assert found(alena) == [f"No. {n:02}" for n in range(50)]
    (more,) = Page(signed_in(alena).get("/policies/")).all("a", rel="next")
    second = Page(signed_in(alena).get(f"/policies/{more['href']}"))
    assert len([one for one in second.all("span") if one["class"] == "title"]) == 5
    assert second.all("a", rel="prev")


def test_empty_lists_say_so(alena: User) -> None:
    assert "No policies yet" in Page(signed_in(alena).get("/policies/")).text
    assert "No policy found" in Page(signed_in(alena).get("/policies/?q=x")).text


@pytest.mark.parametrize("number", [1, 30])
def test_what_the_list_costs(
    number: int,
    published: MakeDraft,
    hotel: Site,
    alena: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(number):
        version = published(f"No. {n}", sites=[hotel])
        published(f"Č. {n}", policy=version.policy, language="cs")
    client = signed_in(alena)
    with django_assert_num_queries(7):
        assert client.get("/policies/?q=no").status_code == 200
