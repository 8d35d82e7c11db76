"""What supervisors, administrators and auditors see of mystery visits, and nobody else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from helpdesk.files.tests.made import picture
from helpdesk.mail.models import Letter
from helpdesk.staff.models import Site, Team, User
from surveys.domain.visit_photos import add_photo
from surveys.domain.visiting import keep
from surveys.models import Checklist, MysteryVisit
from surveys.tests.visits import ANSWERS, planned, published_checklist, submitted, today_at, written_draft
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stored_here(settings: Settings, tmp_path: Path, ivan: User, marek: User) -> None:
    settings.MEDIA_ROOT = tmp_path
    for supervisor in (ivan, marek):
        User.objects.filter(pk=supervisor.pk).update(language="en")
        supervisor.refresh_from_db()


@pytest.fixture
def checklist(hotel: Site, ivan: User) -> Checklist:
    return published_checklist(hotel, by=ivan)


@pytest.fixture
def visit(checklist: Checklist, ivan: User) -> MysteryVisit:
    return planned(checklist, by=ivan)


def plan_of(checklist: Checklist, **more: str) -> dict[str, str]:
    today = today_at(checklist.site)
    return {
        "checklist": str(checklist.pk),
        "team": "",
        "visitor_name": "Rozálie Hostová",
        "visitor_email": "rozalie@visitors.example",
        "language": "pl",
        "first_day": str(today),
        "last_day": str(today + timedelta(days=3)),
        "write_up_days": "2",
    } | more


def test_planned_on_the_page(checklist: Checklist, ivan: User, front_desk: Team, hotel: Site) -> None:
    client = signed_in(ivan)
    assert "Hotel Vltava · Front desk" in Page(client.get("/surveys/visits/new/")).text
    done = client.post("/surveys/visits/new/", plan_of(checklist, team=str(front_desk.pk)))
    visit = MysteryVisit.objects.get()
    assert done["Location"] == f"/surveys/visits/{visit.pk}/"
    assert (visit.team, visit.language, visit.planned_by) == (front_desk, "pl", ivan)
    assert (visit.ends_at - visit.begins_at).days in (5, 6)
    assert Letter.objects.get().recipient == "rozalie@visitors.example"
    assert "What they write is shown once they submit it." in Page(client.get(done["Location"])).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"first_day": "2020-01-01"}, "This day is over."),
        ({"first_day": "2199-01-01", "last_day": "2199-01-01"}, "next twelve months"),
        ({"last_day": "2020-01-01"}, "This is before the first day."),
        ({"last_day": "2199-01-01"}, "at most three months"),
        ({"visitor_email": "rozalie"}, "valid email"),
        ({"visitor_name": ""}, "required"),
        ({"write_up_days": "15"}, "less than or equal to 14"),
        ({"language": "de"}, "Select a valid choice"),
    ],
)
def test_what_was_typed_comes_back_with_the_mistake(
    checklist: Checklist, ivan: User, wrong: dict[str, str], said: str
) -> None:
    sent = plan_of(checklist, **wrong)
    page = Page(signed_in(ivan).post("/surveys/visits/new/", sent))
    assert page.status == 422
    assert said in page.text
    came_back = page.filled_in("visitor_name")
    for name in sent.keys() - {"language"}:
        assert came_back[name] == sent[name]
    assert not MysteryVisit.objects.exists()


def test_only_what_one_may_choose(
    checklist: Checklist, shop: Site, returns_desk: Team, ivan: User, marek: User, petra: User
) -> None:
    theirs = published_checklist(shop, by=marek)
    draft = written_draft(checklist.site, by=ivan, name="Not yet")
    for refused in (theirs, draft.checklist):
        assert signed_in(ivan).post("/surveys/visits/new/", plan_of(refused)).status_code == 422
    elsewhere = plan_of(checklist, team=str(returns_desk.pk))
    page = Page(signed_in(petra).post("/surveys/visits/new/", elsewhere))
    assert "This team is at another site than the checklist." in page.text
    assert not MysteryVisit.objects.exists()


def test_what_the_visitor_writes_is_theirs_until_they_submit_it(visit: MysteryVisit, ivan: User) -> None:
    now = timezone.now()
    photo = add_photo(visit, SimpleUploadedFile("a.jpg", picture()), now=now)
    keep(visit, answers=ANSWERS, remarks="Half of it.", edition=1, now=now)
    client, url = signed_in(ivan), f"/surveys/visits/{visit.pk}/"
    page = Page(client.get(url))
    assert "The visitor has begun" in page.text
    for words in ("Half of it.", "At once."):
        assert words not in page.text
    for address in (photo.url, photo.image_url, photo.thumbnail_url):
        assert client.get(address).status_code == 404
    submitted(visit)
    page = Page(client.get(url))
    for words in ("Welcome", "At once.", "4 of 5", "Does not apply", "A lamp.", "A nice house."):
        assert words in page.text
    assert "92%" in page.text.replace(" %", "%")
    for address in (photo.url, photo.image_url, photo.thumbnail_url):
        assert client.get(address).status_code == 200


def test_what_was_not_submitted_in_time_is_shown_and_counts_nowhere(visit: MysteryVisit, ivan: User) -> None:
    keep(visit, answers=ANSWERS, remarks="Half of it.", edition=1, now=timezone.now())
    MysteryVisit.objects.update(ends_at=timezone.now())
    page = Page(signed_in(ivan).get(f"/surveys/visits/{visit.pk}/"))
    assert "Not submitted in time." in page.text
    assert "Half of it." in page.text


def test_beside_the_visits_before(visit: MysteryVisit, checklist: Checklist, ivan: User) -> None:
    submitted(visit, now=timezone.now() - timedelta(hours=1))
    later = submitted(planned(checklist, by=ivan))
    page = Page(signed_in(ivan).get(f"/surveys/visits/{later.pk}/"))
    (table,) = page.all("table")
    assert [one["href"] for one in table.inside() if one.tag == "a"] == [f"/surveys/visits/{visit.pk}/"]
    assert len([one for one in table.inside() if one.tag == "td"]) == 6


def test_sent_again_withdrawn_and_erased(visit: MysteryVisit, checklist: Checklist, ivan: User) -> None:
    client, url = signed_in(ivan), f"/surveys/visits/{visit.pk}/"
    page = Page(client.get(url))
    for verb, done in (("letter", "The letter is on its way."), ("withdrawal", "The visit is withdrawn.")):
        assert page.all("a", href=f"{url}{verb}/")
        assert client.get(f"{url}{verb}/").status_code == 200
        answer = client.post(f"{url}{verb}/")
        assert answer["Location"] == url
        assert done in Page(client.get(url)).text
    assert Letter.objects.count() == 2
    refused = Page(client.post(f"{url}letter/"))
    assert refused.status == 409
    assert "The visit is over." in refused.text
    assert client.post(f"{url}erasure/")["Location"] == url
    page = Page(client.get(url))
    assert "Rozálie" not in page.text
    assert not page.all("a", lambda one: one["href"].startswith(url))
    assert Page(client.post(f"{url}erasure/")).status == 409


def test_an_auditor_reads_and_does_nothing(visit: MysteryVisit, jan: User, checklist: Checklist) -> None:
    client = signed_in(jan)
    for address in (
        *("/surveys/visits/", f"/surveys/visits/{visit.pk}/"),
        *("/surveys/checklists/", f"/surveys/checklists/{checklist.pk}/"),
    ):
        page = Page(client.get(address))
        assert page.status == 200
        (main,) = page.all("main")
        led_to = {one["href"] for one in main.inside() if one.tag == "a" and "btn" in one["class"].split()}
        assert led_to <= {"/surveys/checklists/"}
        assert not [one for one in main.inside() if one.tag == "form"]
    # And finds them, though surveys are not in the rail of an auditor.
    assert Page(client.get("/")).all("a", href="/surveys/visits/")
    assert client.post(f"/surveys/visits/{visit.pk}/withdrawal/").status_code == 404


def test_the_secret_is_kept_from_associates_and_other_sites(
    visit: MysteryVisit, checklist: Checklist, alena: User, karel: User, marek: User
) -> None:
    photo = add_photo(visit, SimpleUploadedFile("a.jpg", picture()), now=timezone.now())
    submitted(visit)
    MysteryVisit.objects.update(locks_at=timezone.now())
    version = visit.version_id
    addresses = [
        *(f"/surveys/visits/{visit.pk}/{verb}" for verb in ("", "withdrawal/", "letter/", "erasure/")),
        *(photo.url, photo.thumbnail_url, f"/surveys/checklists/{checklist.pk}/"),
        *(f"/surveys/checklists/versions/{version}/{verb}" for verb in ("", "draft/", "publication/")),
    ]
    for person in (alena, karel, marek):
        client = signed_in(person)
        for address in addresses:
            assert client.get(address).status_code == 404, (person, address)
    for person in (alena, karel):
        client = signed_in(person)
        for address in ("/surveys/visits/", "/surveys/visits/new/", "/surveys/checklists/"):
            assert client.get(address).status_code == 404
        assert "/surveys/visits/" not in client.get("/").content.decode()
    listed = Page(signed_in(marek).get("/surveys/visits/")).text
    assert "Rozálie" not in listed
    assert "Hotel Vltava" not in listed


@pytest.mark.parametrize("rows", [1, 30])
def test_what_the_lists_cost(
    rows: int, checklist: Checklist, ivan: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(rows):
        planned(checklist, by=ivan)
        written_draft(checklist.site, by=ivan, name=f"List {n}")
    client = signed_in(ivan)
    with django_assert_num_queries(5):
        client.get("/surveys/visits/")
    with django_assert_num_queries(5):
        client.get("/surveys/checklists/")


@pytest.mark.parametrize("rows", [1, 10])
def test_what_a_visit_costs(
    rows: int, checklist: Checklist, ivan: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = timezone.now()
    for n in range(rows):
        visit = planned(checklist, by=ivan)
        for _ in range(rows):
            add_photo(visit, SimpleUploadedFile("a.jpg", picture()), now=now)
        submitted(visit, now=now + timedelta(seconds=n))
    client = signed_in(ivan)
    with django_assert_num_queries(8):
        client.get(f"/surveys/visits/{visit.pk}/")
    with django_assert_num_queries(8):
        client.get(f"/surveys/checklists/{checklist.pk}/")


def test_pages_of_many(checklist: Checklist, ivan: User) -> None:
    for _ in range(55):
        planned(checklist, by=ivan)
    client = signed_in(ivan)
    (more,) = Page(client.get("/surveys/visits/")).all("a", rel="next")
    second = Page(client.get(f"/surveys/visits/{more['href']}"))
    assert len(second.all("a", lambda one: "visit-row" in one["class"])) == 5
