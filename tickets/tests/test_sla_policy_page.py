"""SLA policies on their pages: typed, refused beside the field, copied, ordered, switched."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, Team, User
from tests.pages import Page, signed_in
from tickets.domain.sla import Policy, Reminder, Terms, policies
from tickets.domain.sla_policy import keep
from tickets.enums import Listener, Pausing, Point, Priority, Target
from tickets.models import Recount, SlaPolicy, Ticket

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
GUESTS = Policy(
    None,
    "Guests",
    {
        Target.FIRST_RESPONSE: Terms(timedelta(minutes=30), reminders=(Reminder(Point.SHARE, percent=50),)),
        Target.RESOLUTION: Terms(timedelta(days=2), round_the_clock=True),
    },
)
TOLD = {
    "first_response-0-point": "share",
    "first_response-0-value": "80 %",
    "first_response-0-listeners": ["assignee", "team"],
    "first_response-0-by_email": "on",
}


def typed(**more: Any) -> dict[str, Any]:
    names = {name.replace("__", "-"): value for name, value in more.items()}
    return {"name": "Guests", "first_response-within": "30 min", **names}


def rows(first: str = "first_response", /, *reminders: dict[str, Any]) -> dict[str, Any]:
    """What is sent for reminders, in turn."""
    return {
        f"{first}-{place}-{name}": value for place, one in enumerate(reminders) for name, value in one.items()
    }


def as_sent(page: Page) -> dict[str, Any]:
    """What the form would send as it stands, with every tick."""
    sent: dict[str, Any] = dict(page.filled_in("name"))
    boxes = [one for one in page.form_with("name").inside() if one["type"] == "checkbox"]
    ticked = [(one["name"], one["value"] or "on") for one in boxes if "checked" in one.attrs]
    return sent | {name: [value for other, value in ticked if other == name] for name, _value in ticked}


def new(user: User, sent: dict[str, Any]) -> Page:
    return Page(signed_in(user).post("/sla/new/", sent))


def test_what_is_typed_is_kept(petra: User, hotel: Site, front_desk: Team) -> None:
    sent = typed(
        site=str(hotel.pk),
        team=str(front_desk.pk),
        kinds=["room_change", "complaint"],
        channels=["phone"],
        priorities=["4"],
        is_vip="yes",
        customer_waits="no",
        pauses_in=["pending", "on_hold"],
        first_response__hours="open",
        resolution__within="2 d",
        resolution__hours="always",
    ) | rows(
        "first_response",
        {"point": "after", "value": "", "listeners": ["above"], "escalates": "on"},
        {"point": "", "value": "80%", "listeners": ["assignee", "team"], "by_email": "on"},
        {"point": "before", "value": "15 min", "listeners": ["supervisors"]},
    )
    answer = signed_in(petra).post("/sla/new/", sent)
    row = SlaPolicy.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/sla/#policy-{row.pk}")
    team, above = (Listener.ASSIGNEE, Listener.TEAM), (Listener.ABOVE,)
    reminders = (
        Reminder(Point.BEFORE, time=HOUR / 4, listeners=(Listener.SUPERVISORS,), by_email=False),
        Reminder(Point.SHARE, percent=80, listeners=team),
        Reminder(Point.AFTER, time=timedelta(0), listeners=above, by_email=False, escalates=True),
    )
    assert policies() == (
        Policy(
            row.pk,
            "Guests",
            {
                Target.FIRST_RESPONSE: Terms(HOUR / 2, reminders=reminders),
                Target.RESOLUTION: Terms(timedelta(days=2), round_the_clock=True),
            },
            (Pausing.PENDING, Pausing.ON_HOLD),
            site=hotel.pk,
            team=front_desk.pk,
            kinds=("room_change", "complaint"),
            channels=("phone",),
            priorities=(Priority.URGENT,),
            is_vip=True,
            customer_waits=False,
        ),
    )
    assert Entry.objects.about(row).get().by_id == petra.pk
    assert Recount.objects.get().site_id == hotel.pk


def test_the_page_shows_what_was_kept_and_who_changed_it(petra: User) -> None:
    row = keep(GUESTS, pk=None, by=petra)
    page = Page(signed_in(petra).get(f"/sla/{row.pk}/"))
    filled = page.filled_in("name")
    assert (filled["first_response-within"], filled["first_response-hours"]) == ("30 min", "open")
    assert (filled["resolution-within"], filled["resolution-hours"]) == ("2 d", "always")
    assert (filled["first_response-0-point"], filled["first_response-0-value"]) == ("share", "50 %")
    assert filled["next_response-within"] == filled["first_response-1-value"] == ""
    assert "added the SLA policy “Guests”" in page.text
    signed_in(petra).post(f"/sla/{row.pk}/", filled | {"name": "Guests tonight"})
    assert (
        "changed the SLA policy “Guests tonight”: name" in Page(signed_in(petra).get(f"/sla/{row.pk}/")).text
    )


def test_sending_the_page_as_it_is_changes_nothing(petra: User, front_desk: Team) -> None:
    everything = replace(
        GUESTS,
        terms={
            target: Terms(
                timedelta(days=3, hours=hours),
                hours == 0,
                (Reminder(Point.SHARE, percent=50), Reminder(Point.AFTER, time=timedelta(days=1))),
            )
            for hours, target in enumerate(Target)
        },
        site=front_desk.site_id,
        team=front_desk.pk,
        is_vip=False,
        customer_waits=True,
    )
    row = keep(everything, pk=None, by=petra)
    sent = as_sent(Page(signed_in(petra).get(f"/sla/{row.pk}/")))
    assert signed_in(petra).post(f"/sla/{row.pk}/", sent).status_code == 302
    assert policies() == (replace(everything, pk=row.pk),)
    assert Entry.objects.about(row).count() == 1


def test_a_team_says_its_site(petra: User, hotel: Site, front_desk: Team) -> None:
    new(petra, typed(team=str(front_desk.pk)))
    assert [(one.site, one.team) for one in policies()] == [(hotel.pk, front_desk.pk)]


ROW = {"point": "share", "value": "50", "listeners": "assignee"}


@pytest.mark.parametrize(
    ("sent", "place", "sentence"),
    [
        ({"name": " "}, "id_name", "This field is required"),
        ({"first_response-within": ""}, "id_first_response-within", "Promise something"),
        ({"first_response-within": "90"}, "id_first_response-within", "Minutes, hours or days?"),
        ({"first_response-within": "soon"}, "id_first_response-within", "“soon” is not a length of time"),
        ({"first_response-within": "0"}, "id_first_response-within", "a minute at least"),
        ({"first_response-within": "367 d"}, "id_first_response-within", "366 days are the most"),
        ({"first_response-within": "1.01 h"}, "id_first_response-within", "whole minutes"),
        ({"resolution-within": "2 d"}, "id_resolution-within", "24 hours of being open"),
        (
            {"resolution-within": "2 d", "resolution-hours": "open"},
            "id_resolution-within",
            "24 hours of being open",
        ),
        (
            {"first_response-within": "48 h"}
            | rows("first_response", ROW | {"point": "before", "value": "1 d"}),
            "id_first_response-0-value",
            "24 hours of being open",
        ),
        ({"kinds": ["parcel"]}, "id_kinds", "Select a valid choice"),
        ({"priorities": ["9"]}, "id_priorities", "Select a valid choice"),
        ({"site": "999999"}, "id_site", "Select a valid choice"),
        (rows("first_response", ROW | {"value": "100"}), "id_first_response-0-value", "from 1 to 99"),
        (rows("first_response", ROW | {"value": "0 %"}), "id_first_response-0-value", "from 1 to 99"),
        (rows("first_response", ROW | {"value": "1/2"}), "id_first_response-0-value", "from 1 to 99"),
        (rows("first_response", ROW | {"point": ""}), "id_first_response-0-point", "When is this?"),
        (
            rows("first_response", ROW | {"point": "before", "value": ""}),
            "id_first_response-0-value",
            "How long before?",
        ),
        (
            rows("first_response", ROW | {"point": "before", "value": "30 min"}),
            "id_first_response-0-value",
            "before the clock starts",
        ),
        (
            rows("first_response", ROW | {"point": "after", "value": "367 d"}),
            "id_first_response-0-value",
            "366 days are the most",
        ),
        (
            rows("first_response", ROW | {"listeners": []}),
            "id_first_response-0-listeners",
            "nobody hears of it",
        ),
        (
            rows("first_response", ROW, ROW | {"point": "before", "value": "15 min"}),
            "id_first_response-1-value",
            "the same moment",
        ),
        (
            rows("first_response", {"point": "after", "value": "", "listeners": "team"})
            | {
                "first_response-3-point": "after",
                "first_response-3-value": "0 min",
                "first_response-3-listeners": "team",
            },
            "id_first_response-3-value",
            "the same moment",
        ),
        (rows("next_response", ROW), "id_next_response-within", "Reminders of what?"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(
    petra: User, sent: dict[str, Any], place: str, sentence: str
) -> None:
    page = new(petra, typed() | sent)
    assert page.status == 422
    (beside,) = page.all("div", id=f"{place}_error")
    assert sentence in beside.text
    filled = page.filled_in("name")
    for name, value in (typed() | sent).items():
        if isinstance(value, str) and not name.endswith("-listeners") and name != "site":
            assert filled[name] == value
    assert (policies(), Entry.objects.exists(), Recount.objects.exists()) == ((), False, False)


def test_everything_ticked_stays_ticked_when_something_is_wrong(petra: User, hotel: Site) -> None:
    sent = typed(
        name="",
        site=str(hotel.pk),
        kinds=["return"],
        pauses_in=["on_hold"],
        is_vip="no",
        resolution__hours="always",
    ) | rows("resolution", {}, {}, {}, {"listeners": ["above"], "escalates": "on", "value": "x"})
    page = new(petra, sent)
    filled = page.filled_in("name")
    assert page.status == 422
    assert (filled["site"], filled["kinds"], filled["pauses_in"]) == (str(hotel.pk), "return", "on_hold")
    assert (filled["is_vip"], filled["resolution-hours"]) == ("no", "always")
    assert (filled["resolution-3-listeners"], filled["resolution-3-escalates"]) == ("above", "on")
    assert "resolution-3-by_email" not in filled
    # What is filled in is not folded away.
    (more,) = [
        one for one in page.all("details") if "resolution-4-value" in [each["name"] for each in one.inside()]
    ]
    assert "resolution-3-value" not in [each["name"] for each in more.inside()]


def test_a_team_of_another_site_is_refused(petra: User, shop: Site, front_desk: Team) -> None:
    page = new(petra, typed(site=str(shop.pk), team=str(front_desk.pk)))
    assert page.status == 422
    assert "Sklep Wisła has no such team." in page.all("div", id="id_team_error")[0].text


def test_an_escalation_needs_nobody_told(petra: User) -> None:
    new(petra, typed() | rows("first_response", {"point": "after", "value": "1 h", "escalates": "on"}))
    assert policies()[0].terms[Target.FIRST_RESPONSE].reminders == (
        Reminder(Point.AFTER, time=HOUR, listeners=(), by_email=False, escalates=True),
    )


def test_reminders_go_with_their_promise(petra: User) -> None:
    row = keep(GUESTS, pk=None, by=petra)
    filled = as_sent(Page(signed_in(petra).get(f"/sla/{row.pk}/")))
    answer = signed_in(petra).post(f"/sla/{row.pk}/", filled | {"first_response-within": ""})
    assert answer.status_code == 302
    assert list(policies()[0].terms) == [Target.RESOLUTION]


def test_a_new_one_comes_with_the_usual_reminders(petra: User) -> None:
    filled = as_sent(Page(signed_in(petra).get("/sla/new/")))
    assert [filled[f"resolution-{n}-value"] for n in range(5)] == ["80 %", "0 min", "", "", ""]
    new(petra, filled | {"name": "Guests", "first_response-within": "1:30"})
    terms = policies()[0].terms
    assert list(terms) == [Target.FIRST_RESPONSE]
    assert [one.offset(HOUR) for one in terms[Target.FIRST_RESPONSE].reminders] == [0.8 * HOUR, HOUR]


def test_another_one_is_filled_in_and_not_kept(petra: User) -> None:
    row = keep(GUESTS, pk=None, by=petra)
    page = Page(signed_in(petra).get(f"/sla/new/?like={row.pk}"))
    filled = page.filled_in("name")
    assert (filled["name"], filled["resolution-within"]) == ("Guests, a copy", "2 d")
    assert page.form_with("name")["action"] == f"/sla/new/?like={row.pk}"
    assert len(policies()) == 1


@pytest.mark.parametrize("like", ["x", "999999", "\x00", "-1", ""])
def test_what_is_not_there_is_not_copied(petra: User, like: str) -> None:
    page = Page(signed_in(petra).get("/sla/new/", {"like": like}))
    assert (page.status, page.filled_in("name")["name"]) == (200, "")


def test_the_list_says_what_each_is_about(petra: User, hotel: Site, front_desk: Team) -> None:
    narrow = replace(
        GUESTS,
        name="Tonight",
        site=hotel.pk,
        team=front_desk.pk,
        kinds=("room_change",),
        channels=("phone",),
        priorities=(4,),
        is_vip=True,
        customer_waits=True,
    )
    for policy in (narrow, GUESTS):
        keep(policy, pk=None, by=petra)
    first, second = Page(signed_in(petra).get("/sla/")).all("li", lambda one: "sla-policy" in one["class"])
    said = " ".join(first.text.split())
    assert (
        "Hotel Vltava, Front desk · Room change · Phone · Urgent · VIPs · while the customer waits for a word"
    ) in said
    assert "First response 30 min in opening hours at 50%" in said
    assert "Next response not promised" in said
    assert "Resolution 2 days round the clock" in said
    assert "Every ticket" in second.text


def test_what_the_kinds_ship_with_stands_below(petra: User) -> None:
    page = Page(signed_in(petra).get("/sla/"))
    (row,) = [one for one in page.all("tr") if "Room change" in one.text]
    told = [one.text for one in row.children]
    assert told == [
        "Room change",
        "First response 10 min round the clock",
        "Next response 10 min round the clock",
        "Resolution 2 h round the clock",
    ]
    assert "No SLA policy yet" in page.text


def test_moving_and_switching_from_the_list(petra: User) -> None:
    first, second = (keep(replace(GUESTS, name=name), pk=None, by=petra) for name in "AB")
    browser = signed_in(petra)
    answer = browser.post(f"/sla/{second.pk}/place/", {"to": "up"})
    assert (answer.status_code, answer["Location"]) == (302, f"/sla/#policy-{second.pk}")
    browser.post(f"/sla/{first.pk}/switching/", {"to": "off"})
    assert [(one.name, one.is_on) for one in policies()] == [("B", True), ("A", False)]
    assert Page(browser.get("/sla/")).text.count("switched off") == 1
    browser.post(f"/sla/{first.pk}/switching/", {"to": "on"})
    assert all(one.is_on for one in policies())


def test_a_supervisor_reads_without_controls(petra: User, ivan: User, hotel: Site, shop: Site) -> None:
    ours, theirs = (
        keep(replace(GUESTS, name=site.name, site=site.pk), pk=None, by=petra) for site in (hotel, shop)
    )
    User.objects.filter(pk=ivan.pk).update(language="en")
    browser = signed_in(ivan)
    page = Page(browser.get("/sla/"))
    assert ours.name in page.text and theirs.name not in page.text
    assert not page.all("form", lambda one: one["action"].startswith("/sla/"))
    page = Page(browser.get(f"/sla/{ours.pk}/"))
    assert page.status == 200
    assert "At 50%the assignee, the supervisors of the site · by e-mail, too" in page.text
    assert "Clocks stand still: waiting for the customer" in page.text
    assert not page.all("form", lambda one: one["action"].startswith("/sla/"))
    assert browser.get(f"/sla/{theirs.pk}/").status_code == 404


def test_what_would_move_is_told_and_nothing_kept(petra: User, room_change: Ticket) -> None:
    before = room_change.due_at
    page = new(petra, typed(preview="on"))
    assert (page.status, page.filled_in("name")["first_response-within"]) == (200, "30 min")
    assert "Open tickets: 1. Due at another time: 1." in page.all("div", id="moved")[0].text
    room_change.refresh_from_db()
    assert (room_change.due_at, policies(), Recount.objects.exists()) == (before, (), False)


def test_what_if_keeps_nothing_and_everything_typed(petra: User) -> None:
    page = new(petra, typed(**{"try": "on"}) | TOLD)
    assert page.status == 200
    assert len(page.all("section", id="what-if")) == 1
    assert page.filled_in("name")["first_response-0-value"] == "80 %"
    assert policies() == ()
    assert new(petra, {"try": "on"}).status == 422
