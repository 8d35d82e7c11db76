"""The page on which people choose what reaches them."""

from datetime import UTC, datetime, time

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from helpdesk.notifications.domain.choices import ways_by_kind
from helpdesk.notifications.domain.habits import Ways, habits_of
from helpdesk.notifications.domain.mutes import mute
from helpdesk.notifications.domain.news import tell
from helpdesk.notifications.enums import DigestRhythm, Email, Way
from helpdesk.notifications.kinds import KINDS
from helpdesk.notifications.models import Choice, Dispatch, Habits
from helpdesk.notifications.tests.made import VAPID_PRIVATE_KEY, lives, subscribed, wants
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

PAGE = "/news/settings/"
HOURS = {"quiet_from": "", "quiet_until": "", "digest": "daily", "digest_hour": "8"}


@pytest.fixture(autouse=True)
def with_a_key(settings: Settings) -> None:
    settings.VAPID_PRIVATE_KEY = VAPID_PRIVATE_KEY


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def typed(person: User, **changed: str) -> dict[str, str]:
    """What the page would send as it stands, with some of it changed; an empty value is a tick taken away."""
    sent = dict(HOURS)
    for key, ways in ways_by_kind(person).items():
        sent |= {f"{key}-bell": "on" if ways.bell else "", f"{key}-email": ways.email}
        sent |= {f"{key}-push": "on" if ways.push else ""}
    sent |= {name.replace("__", "-"): value for name, value in changed.items()}
    return {name: value for name, value in sent.items() if value or name in HOURS}


def test_what_is_chosen_is_kept(desk: Client, alena: User, karel: User) -> None:
    sent = typed(
        alena,
        assigned__bell="",
        assigned__email="digest",
        late__push="",
        quiet_from="22:00",
        quiet_until="06:30",
        digest="hourly",
    )
    answer = desk.post(PAGE, sent)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    ways = ways_by_kind(alena)
    assert ways["assigned"] == Ways(bell=False, email=Email.DIGEST, push=True)
    assert ways["late"] == Ways(bell=True, email=Email.AT_ONCE, push=False)
    habits = Habits.objects.get()
    assert (habits.person, habits.quiet_from, habits.quiet_until) == (alena, time(22), time(6, 30))
    assert habits.digest == DigestRhythm.HOURLY
    assert ways_by_kind(karel)["assigned"] == Ways.of(KINDS["assigned"])


def test_the_page_shows_what_was_chosen(desk: Client, alena: User) -> None:
    wants(alena, "assigned", bell=False, email=Email.DIGEST, push=True)
    lives(alena, quiet_from=time(22), quiet_until=time(6), digest_hour=17)
    page = Page(desk.get(PAGE))
    fields = {one["name"]: one for one in page.all("input")}
    assert "checked" not in fields["assigned-bell"].attrs
    assert "checked" in fields["assigned-push"].attrs
    assert "checked" in fields["late-bell"].attrs
    assert (fields["quiet_from"]["value"], fields["quiet_until"]["value"]) == ("22:00", "06:00")
    chosen = [one["value"] for one in page.all("option") if "selected" in one.attrs]
    assert "17" in chosen
    assert "digest" in chosen


def test_saving_what_stands_there_changes_nothing(desk: Client, alena: User) -> None:
    before = ways_by_kind(alena)
    desk.post(PAGE, typed(alena))
    desk.post(PAGE, typed(alena))
    assert ways_by_kind(alena) == before
    assert Choice.objects.count() == len(before)


def test_supervisors_choose_about_more(alena: User, ivan: User) -> None:
    associates, supervisors = set(ways_by_kind(alena)), set(ways_by_kind(ivan))
    assert supervisors == set(KINDS)
    assert "low_score" in supervisors - associates
    assert {"assigned", "mentioned", "customer_replied", "due_soon", "late", "approval_given"} <= associates


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"quiet_from": "22:00"}, "Quiet hours have both ends."),
        ({"quiet_until": "22:00"}, "Quiet hours have both ends."),
        ({"quiet_from": "22:00", "quiet_until": "22:00"}, "Quiet hours end at another time"),
        ({"quiet_from": "late", "quiet_until": "22:00"}, "Enter a valid time."),
        ({"digest_hour": "24"}, "Select a valid choice"),
        ({"assigned__email": "by pigeon"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_and_kept(desk: Client, alena: User, sent: dict[str, str], wrong: str) -> None:
    answer = desk.post(PAGE, typed(alena, late__email="none", **sent))
    assert answer.status_code == 422
    page = Page(answer)
    assert wrong in page.text
    assert not Choice.objects.exists()
    (email,) = [one for one in page.all("select") if one["name"] == "late-email"]
    assert [one["value"] for one in email.inside() if "selected" in one.attrs] == ["none"]


def test_what_waits_follows_the_new_choice(desk: Client, alena: User) -> None:
    subscribed(alena)
    lives(alena, quiet_from=time(0), quiet_until=time(23, 59))
    for kind in ("late", "due_soon"):
        tell(alena, kind=kind, text="Hm.", url="", cause=kind, now=datetime(2026, 7, 1, 12, 0, tzinfo=UTC))
    assert Dispatch.objects.filter(leaves_at__gt=datetime(2026, 7, 1, 20, 0, tzinfo=UTC)).count() == 4
    desk.post(PAGE, typed(alena, late__email="none", due_soon__push=""))
    left = dict(Dispatch.objects.values_list("news__kind", "way"))
    assert left == {"late": Way.PUSH, "due_soon": Way.DIGEST}
    assert not Dispatch.objects.filter(leaves_at__gt=timezone.now()).exists(), "quiet hours are over"


def test_without_a_key_nobody_is_asked_about_push_messages(
    desk: Client, alena: User, settings: Settings
) -> None:
    settings.VAPID_PRIVATE_KEY = ""
    page = Page(desk.get(PAGE))
    assert "Push message" not in page.text
    assert not [one for one in page.all("input") if one["name"].endswith("-push")]
    wants(alena, "late", push=True)
    sent = {name: value for name, value in typed(alena).items() if not name.endswith("-push")}
    assert desk.post(PAGE, sent).status_code == 302
    assert ways_by_kind(alena)["late"].push, "what was chosen about them stays"


def test_what_is_muted_is_listed_as_far_as_one_still_sees_it(
    desk: Client, alena: User, karel: User, room_change: Ticket
) -> None:
    hidden = log_case("complaint", by=karel, colleague=alena)
    for ticket in (room_change, hidden):
        mute(f"ticket:{ticket.pk}", by=alena, now=timezone.now())
    text = Page(desk.get(PAGE)).text
    assert room_change.subject in text
    assert hidden.subject not in text


@pytest.mark.parametrize("rows", [1, 30])
def test_what_the_page_costs(
    rows: int, desk: Client, alena: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(rows):
        mute(f"ticket:{log_case('room_change', by=alena).pk}", by=alena, now=timezone.now())
        subscribed(alena, at=f"https://push.example/{n}")
    with django_assert_num_queries(9):
        assert desk.get(PAGE).status_code == 200


def test_an_unsaved_habit_is_what_everybody_begins_with(alena: User) -> None:
    habits = habits_of(alena)
    assert (habits.quiet_from, habits.digest, habits.digest_hour) == (None, DigestRhythm.DAILY, 8)
