from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.follow_up import mark_done, promise
from tickets.domain.lifecycle import move
from tickets.domain.resolution import resolve
from tickets.enums import Outcome, Status
from tickets.models import FollowUp, Message, Ticket
from tickets.templatetags.follow_ups import promises

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def promised(ticket: Ticket, *, by: User, hours: float = 1, text: str = "When is it hot?") -> FollowUp:
    """Two hours ago, for so many hours from now."""
    now = timezone.now()
    return promise(ticket, text=text, due_at=now + hours * HOUR, by=by, now=now - 2 * HOUR)


@pytest.fixture
def follow_up(room_change: Ticket, alena: User) -> FollowUp:
    return promised(room_change, by=alena)


@pytest.fixture
def url(room_change: Ticket) -> str:
    return f"/tickets/{room_change.pk}/follow-ups/"


def test_promising(url: str, room_change: Ticket, alena: User, karel: User) -> None:
    client = signed_in(alena)
    sent = Page(client.get(url)).filled_in("text")
    assert (sent["when"], sent["owner"], sent["reminder"]) == ("half_hour", str(alena.pk), "900")
    sent |= {"text": "When is it hot?", "when": "two_hours", "owner": str(karel.pk), "reminder": "3600"}
    before = timezone.now()
    for _ in range(2):
        assert client.post(url, sent)["Location"] == room_change.get_absolute_url()
    follow_up = FollowUp.objects.get()
    assert (follow_up.owner, follow_up.remind_before) == (karel, HOUR)
    assert before + 2 * HOUR <= follow_up.due_at <= timezone.now() + 2 * HOUR + timedelta(minutes=5)


def test_another_time_is_on_the_wall_of_the_site(url: str, alena: User) -> None:
    sent = {"text": "?", "when": "other", "at": "2099-07-01T17:30", "owner": str(alena.pk), "reminder": "0"}
    signed_in(alena).post(url, sent)
    assert FollowUp.objects.get().due_at.isoformat() == "2099-07-01T15:30:00+00:00"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "This field is required."),
        ({"when": ""}, "This field is required."),
        ({"when": "other", "at": ""}, "By when do we come back?"),
        ({"when": "other", "at": "2020-01-01T10:00"}, "This time has passed already."),
        ({"when": "other", "at": "0001-01-01T10:00"}, "Check the year."),
        ({"when": "never"}, "never is not one of the available choices."),
        ({"reminder": "17"}, "17 is not one of the available choices."),
        ({"owner": "999999"}, "not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_and_kept(url: str, alena: User, wrong: dict[str, str], said: str) -> None:
    sent = {"text": "When is it hot?", "when": "tomorrow", "owner": str(alena.pk), "reminder": "900"} | wrong
    page = Page(signed_in(alena).post(url, sent))
    assert page.status == 422
    assert said in page.text
    assert page.filled_in("text")["text"] == sent["text"]
    assert not FollowUp.objects.exists()


def test_today_that_is_over_by_now_is_said_so(url: str, alena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    evening = datetime(2099, 5, 1, 18, 0, tzinfo=timezone.get_fixed_timezone(0))
    monkeypatch.setattr(timezone, "now", lambda: evening)
    sent = {"text": "?", "when": "today", "owner": str(alena.pk), "reminder": "900"}
    page = Page(signed_in(alena).post(url, sent))
    assert page.status == 422
    assert "This time has passed already." in page.text


def test_promised_while_somebody_closes_it(url: str, room_change: Ticket, alena: User, ivan: User) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    move(room_change, Status.CLOSED, by=ivan)
    assert signed_in(alena).get(url).status_code == 404


def test_done(follow_up: FollowUp, alena: User, room_change: Ticket) -> None:
    url = f"/follow-ups/{follow_up.pk}/done/"
    client = signed_in(alena)
    page = Page(client.get(url))
    assert "When is it hot?" in page.text
    assert page.filled_in("told")["how"] == "visit"
    assert client.post(url, {"how": "visit", "told": ""}).status_code == 422
    assert client.post(url, {"how": "note", "told": "?"}).status_code == 422
    client.post(url, {"how": "visit", "told": "At eight."})
    follow_up.refresh_from_db()
    assert (follow_up.told, Message.objects.get().type) == ("At eight.", "visit")
    again = client.post(url, {"how": "", "told": "At nine."})
    assert again.status_code == 409
    assert Page(again).filled_in("told")["told"] == "At nine."


def test_done_on_a_closed_ticket_is_no_message(follow_up: FollowUp, alena: User, ivan: User) -> None:
    resolve(follow_up.ticket, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    move(follow_up.ticket, Status.CLOSED, by=ivan)
    url = f"/follow-ups/{follow_up.pk}/done/"
    client = signed_in(alena)
    assert [one["value"] for one in Page(client.get(url)).all("input", name="how")] == [""]
    assert client.post(url, {"how": "call", "told": "?"}).status_code == 422
    assert client.post(url, {"how": "", "told": "It is hot."}).status_code == 302
    assert not Message.objects.exists()


def test_of_somebody_erased_there_is_nobody_to_tell(follow_up: FollowUp, alena: User, jana: Customer) -> None:
    other = promised(follow_up.ticket, by=alena)
    Customer.objects.filter(pk=jana.pk).update(erased_at=timezone.now())
    client = signed_in(alena)
    for url, one in (
        (f"/follow-ups/{follow_up.pk}/done/", "how"),
        (f"/follow-ups/{other.pk}/calling-off/", "back"),
    ):
        page = Page(client.get(url))
        assert not page.all("textarea")
        assert client.post(url, page.filled_in(one)).status_code == 302
    assert not FollowUp.objects.open().exists()


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [
        ("/follow-ups/?view=late", "/follow-ups/?view=late"),
        ("/handover/?of=team-1", "/handover/?of=team-1"),
        ("//evil.example/", "the ticket"),
        ("https://evil.example/", "the ticket"),
        ("javascript:alert(1)", "the ticket"),
        ("/\\evil.example", "the ticket"),
        ("", "the ticket"),
    ],
)
def test_the_way_back(follow_up: FollowUp, alena: User, back: str, leads_to: str) -> None:
    url = f"/follow-ups/{follow_up.pk}/calling-off/?back={quote(back)}"
    client = signed_in(alena)
    sent = Page(client.get(url)).filled_in("because") | {"because": "She left."}
    expected = follow_up.ticket.get_absolute_url() if leads_to == "the ticket" else leads_to
    assert client.post(f"/follow-ups/{follow_up.pk}/calling-off/", sent)["Location"] == expected


def test_the_panel_stands_in_a_page_that_is_open(follow_up: FollowUp, alena: User) -> None:
    answered = signed_in(alena).get(f"/follow-ups/{follow_up.pk}/owner/", headers={"HX-Request": "true"})
    page = Page(answered)
    assert not page.all("html")
    assert page.filled_in("owner")["owner"] == str(alena.pk)


def test_the_lists(room_change: Ticket, alena: User, karel: User, zofia: User, ivan: User) -> None:
    promised(room_change, by=alena, text="Mine, late", hours=-1)
    promised(room_change, by=karel, text="His, soon")
    ended = promised(room_change, by=alena, text="Over and done")
    mark_done(ended, told="!", by=alena, now=timezone.now())
    promised(log_case("return", by=zofia), by=zofia, text="In Kraków")
    shows = {
        view: [
            text
            for text in ("Mine, late", "His, soon", "Over and done", "In Kraków")
            if text in Page(signed_in(alena).get(f"/follow-ups/?view={view}")).text
        ]
        for view in ("mine", "teams", "late", "all", "\x00", "nonsense")
    }
    assert shows == {
        "mine": ["Mine, late"],
        "teams": ["Mine, late", "His, soon"],
        "late": ["Mine, late"],
        "all": ["Mine, late", "His, soon"],
        "\x00": ["Mine, late"],
        "nonsense": ["Mine, late"],
    }
    panel = Page(signed_in(ivan).get("/follow-ups/late/", headers={"HX-Request": "true"}))
    assert "Mine, late" in panel.text
    assert "His, soon" not in panel.text


def test_pages_of_promises_both_ways(room_change: Ticket, alena: User) -> None:
    for number in range(60):
        promised(room_change, by=alena, hours=1 + number / 100, text=f"No. {number:02}.")
    client = signed_in(alena)
    first = Page(client.get("/follow-ups/"))
    assert "No. 00." in first.text
    assert "No. 55." not in first.text
    (more,) = first.all("a", rel="next")
    second = Page(client.get(f"/follow-ups/{more['href']}"))
    assert "No. 55." in second.text
    (back,) = second.all("a", rel="prev")
    assert "No. 00." in Page(client.get(f"/follow-ups/{back['href']}")).text


def test_who_only_reads_has_no_buttons(follow_up: FollowUp, jan: User) -> None:
    page = Page(signed_in(jan).get("/follow-ups/?view=all"))
    assert "When is it hot?" in page.text
    assert not [one for one in page.all("a") if "/done/" in one["href"]]


def test_the_card_of_the_ticket(follow_up: FollowUp, alena: User) -> None:
    """What ``with_follow_ups`` brings is read back as it was: open ones first."""
    ended = promised(follow_up.ticket, by=alena, text="Over and done")
    mark_done(ended, told="At eight.", by=alena, now=timezone.now())
    log_case("return", by=alena)
    shown: list[Any] = list(Ticket.objects.with_follow_ups().order_by("pk"))
    (opened, done), nothing = (promises(ticket.promised) for ticket in shown)
    assert (opened.id, opened.due_at, opened.owner, opened.is_open) == (
        follow_up.pk,
        follow_up.due_at,
        "Alena Dvořáková",
        True,
    )
    assert (done.told, done.done_by, done.is_open) == ("At eight.", "Alena Dvořáková", False)
    assert nothing == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(["view", "after", "before", "back", "of"]), value=st.text(max_size=60))
def test_garbage_in_any_parameter(name: str, value: str, alena: User) -> None:
    client = signed_in(alena)
    for page in ("/follow-ups/", "/handover/"):
        assert client.get(page, {name: value}).status_code == 200
