from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from helpdesk.record.models import Entry
from helpdesk.staff.absences import come_back, go_away
from helpdesk.staff.models import Absence, User
from tests.cast import PRAGUE
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def ivan(ivan: User) -> User:
    """He reads English here."""
    ivan.language = "en"
    ivan.save(update_fields=["language"])
    return ivan


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def away_now() -> set[User]:
    return {absence.person for absence in Absence.objects.at(timezone.now())}


def typed(moment: datetime) -> str:
    return moment.astimezone(PRAGUE).strftime("%Y-%m-%dT%H:%M")


def test_until_one_is_back(desk: Client, alena: User) -> None:
    page = Page(desk.post("/away/", {"how_long": "back"}, follow=True))
    assert "You are away" in page.text
    assert away_now() == {alena}
    absence = Absence.objects.get()
    assert (absence.ends_at, absence.noted_by) == (None, alena)
    desk.post(f"/away/{absence.pk}/end/")
    assert away_now() == set()
    verbs = [entry.verb for entry in Entry.objects.about(alena).order_by("sequence")]
    assert verbs == ["person.away", "person.back"]


def test_for_the_rest_of_the_day(desk: Client) -> None:
    desk.post("/away/", {"how_long": "today"})
    ends_at = Absence.objects.get().ends_at
    assert ends_at is not None
    midnight = ends_at.astimezone(PRAGUE)
    assert (midnight.hour, midnight.minute, midnight - HOUR <= timezone.now() + 24 * HOUR) == (0, 0, True)


def test_a_holiday_that_is_called_off(desk: Client, alena: User) -> None:
    starts_at, ends_at = timezone.now() + 24 * HOUR, timezone.now() + 72 * HOUR
    desk.post("/away/", {"how_long": "moment", "since": typed(starts_at), "until": typed(ends_at)})
    assert away_now() == set()
    absence = Absence.objects.at(starts_at + HOUR).get()
    desk.post(f"/away/{absence.pk}/end/")
    assert not Absence.objects.exists()
    assert Entry.objects.about(alena).filter(verb="person.not_away").exists()


def test_what_overlaps_becomes_one(alena: User) -> None:
    now = timezone.now()
    go_away(alena, starts_at=now - HOUR, ends_at=now + 2 * HOUR, by=alena, now=now - HOUR)
    go_away(alena, starts_at=now + 10 * HOUR, ends_at=None, by=alena, now=now)
    go_away(alena, starts_at=now, ends_at=now + HOUR, by=alena, now=now)
    assert [(one.starts_at, one.ends_at) for one in Absence.objects.all()] == [
        (now - HOUR, now + HOUR),
        (now + 10 * HOUR, None),
    ]
    go_away(alena, starts_at=now, ends_at=None, by=alena, now=now)
    assert [(one.starts_at, one.ends_at) for one in Absence.objects.all()] == [(now - HOUR, None)]


def test_what_is_over_stays_as_it_was(alena: User) -> None:
    now = timezone.now()
    absence = go_away(alena, starts_at=now - 2 * HOUR, ends_at=now - HOUR, by=alena, now=now - 2 * HOUR)
    come_back(absence, by=alena, now=now)
    absence.refresh_from_db()
    assert absence.ends_at == now - HOUR
    assert not Entry.objects.filter(verb="person.back").exists()


def test_a_supervisor_says_it_for_who_is_ill(ivan: User, karel: User, zofia: User, jan: User) -> None:
    desk = signed_in(ivan)
    desk.post("/away/", {"who": karel.pk, "how_long": "today"})
    assert away_now() == {karel}
    assert Absence.objects.get().noted_by == ivan
    page = Page(desk.get("/away/"))
    assert "Karel Svoboda is back" in [button["aria-label"] for button in page.all("button")]
    for other in (zofia, jan):
        assert desk.post("/away/", {"who": other.pk, "how_long": "today"}).status_code == 422


def test_an_associate_says_it_for_nobody_else(desk: Client, alena: User, karel: User, ivan: User) -> None:
    desk.post("/away/", {"who": karel.pk, "how_long": "today"})
    assert away_now() == {alena}
    now = timezone.now()
    theirs = go_away(karel, starts_at=now, ends_at=None, by=karel, now=now)
    page = Page(desk.get("/away/"))
    assert "Karel Svoboda" in page.text
    assert desk.post(f"/away/{theirs.pk}/end/").status_code == 404
    assert away_now() == {alena, karel}


def test_colleagues_of_other_sites_are_not_shown(desk: Client, zofia: User) -> None:
    now = timezone.now()
    go_away(zofia, starts_at=now, ends_at=None, by=zofia, now=now)
    assert "Zofia" not in Page(desk.get("/away/")).text


@pytest.mark.parametrize(
    "sent",
    [
        {"how_long": "moment"},
        {"how_long": "moment", "until": "2020-01-01T10:00"},
        {"how_long": "back", "since": "2999-01-01T10:00"},
        {"how_long": "never"},
        {"how_long": "moment", "until": "\x00"},
        {},
    ],
)
def test_what_cannot_be_is_said_beside_the_field(desk: Client, sent: dict[str, str]) -> None:
    page = Page(desk.post("/away/", sent))
    assert page.status == 422
    assert not Absence.objects.exists()
