"""What a ticket's page says of its clocks: how much is left, when it is due, and why then."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from helpdesk.staff.models import Site, User
from tests.pages import Page, signed_in
from tickets.domain.around import around
from tickets.models import SlaPolicy
from tickets.tests.clock_scenes import LONG, SPLIT, Rule, Scene, Stage
from tickets.views.clock_faces import Face, changes_in, faces

pytestmark = pytest.mark.django_db

Show = Callable[..., Mapping[str, Face]]
TUESDAY, WEDNESDAY = "2026-10-20", "2026-10-21"


@pytest.fixture
def show(hotel: Site, alena: User, monkeypatch: pytest.MonkeyPatch) -> Show:
    """Plays a scene and shows the clocks at the moment of its last step, which may be "look"."""

    def play(*steps: str, **more: Any) -> Mapping[str, Face]:
        *before, last = steps
        stage = Stage(Scene("shown", before, {}, **more), site=hotel, by=alena, patch=monkeypatch)
        stage.play()
        stage.at(last.removesuffix(" look"))
        now = timezone.now()
        told = around(stage.case(), reader=alena, today=timezone.localdate()).wound
        shown = faces(told, site=hotel, now=now)
        return {face.label: face for face in shown}

    return play


def of(face: Face) -> tuple[str, str, str, Sequence[str]]:
    return face.text, face.tone, face.due_text, list(face.why)


def test_two_stretches_and_the_night_between(show: Show) -> None:
    face = show(f"{TUESDAY} 16:00 log", f"{TUESDAY} 16:30 look", rules=(Rule(resolution="3:40"),))[
        "Resolution"
    ]
    assert of(face) == (
        "3 h 10 min left",
        "",
        "Wed 09:40",
        ["2 h of Tue 16:00–18:00", "1 h 40 min from Wed 08:00"],
    )
    assert face.share == 14


def test_what_stood_still_is_named_with_its_reason(show: Show) -> None:
    face = show(
        f"{TUESDAY} 16:00 log",
        f"{TUESDAY} 16:20 pending",
        f"{TUESDAY} 16:55 open",
        f"{TUESDAY} 17:00 look",
        rules=(Rule(resolution="2:00"),),
    )["Resolution"]
    assert of(face) == (
        "1 h 35 min left",
        "",
        "Wed 08:35",
        [
            "20 min spent before Tue 16:55",
            "1 h 5 min of Tue 16:55–18:00",
            "35 min from Wed 08:00",
            "35 min stood still: waiting for the customer",
        ],
    )


def test_long_ones_are_summed_up(show: Show) -> None:
    face = show("2026-10-19 08:00 log", "2026-10-19 08:01 look", rules=(Rule(resolution="50:00"),))[
        "Resolution"
    ]
    # Nine hours a day from Monday to Friday, four on Saturday: the fiftieth ends on Monday at nine.
    assert face.due_text == "26 Oct 2026 09:00"
    assert list(face.why) == [
        "4 h of Mon 08:00–12:00",
        "5 h of Mon 13:00–18:00",
        "4 h of Tue 08:00–12:00",
        "36 h in 8 stretches",
        "1 h from 26 Oct 2026 08:00",
    ]


def test_round_the_clock(show: Show) -> None:
    face = show(
        f"{TUESDAY} 20:00 log",
        f"{TUESDAY} 23:30 look",
        rules=(Rule(round_the_clock=True),),
    )["Resolution"]
    assert of(face) == ("30 min left", "soon", "Wed 00:00", ["4 h round the clock from Tue 20:00"])


def test_late_is_late_by_the_time_in_which_it_counts(show: Show) -> None:
    face = show(f"{TUESDAY} 14:00 log", f"{WEDNESDAY} 08:30 look")["Resolution"]
    assert (face.text, face.tone, face.share) == ("30 min late", "late", 100)
    assert face.due_text == "Tue 18:00"


def test_standing_still(show: Show) -> None:
    face = show(f"{TUESDAY} 08:00 log", f"{TUESDAY} 09:00 pending", f"{TUESDAY} 09:40 look")["Resolution"]
    assert of(face) == (
        "stands still, 3 h left",
        "paused",
        "",
        ["40 min stood still: waiting for the customer"],
    )


def test_met_in_time_and_late(show: Show) -> None:
    shown = show(
        f"{TUESDAY} 08:00 log", f"{TUESDAY} 08:20 reply", f"{TUESDAY} 14:30 resolve", f"{TUESDAY} 15:00 look"
    )
    assert of(shown["First response"]) == ("met", "good", "", ["took 20 min of 1 h"])
    assert of(shown["Resolution"]) == ("met, 1 h 30 min late", "late", "", ["took 5 h 30 min of 4 h"])


def test_promised_to_the_customer(show: Show) -> None:
    promised = {"answer_given": "follow_up", "follow_up_by": datetime(2026, 10, 21, 13, 0, tzinfo=UTC)}
    shown = show(f"{TUESDAY} 08:00 log", f"{TUESDAY} 09:00 look", kind="enquiry", facts=promised)
    assert of(shown["Resolution"])[2:] == ("Wed 15:00", ["promised to the customer"])


def test_spent_when_it_was_promised(show: Show) -> None:
    rules = (Rule(resolution="2:00", only={"priorities": [4]}), Rule())
    shown = show(f"{TUESDAY} 08:00 log", f"{TUESDAY} 11:00 priority 4", f"{TUESDAY} 11:10 look", rules=rules)
    face = shown["Resolution"]
    assert (face.text, face.due_text, face.policy) == ("10 min late", "Tue 11:00", "Rule 0")
    assert list(face.why) == ["all of it spent already when it was promised"]


def test_hours_that_changed_are_told_as_they_were(show: Show) -> None:
    shown = show(
        f"{TUESDAY} 16:00 log",
        f"{TUESDAY} 17:00 hours long",
        f"{TUESDAY} 17:30 look",
        weeks={"long": LONG, "split": SPLIT},
    )
    assert list(shown["Resolution"].why) == ["1 h of Tue 16:00–17:00", "3 h from Tue 17:00"]


def test_the_page_looks_again_when_it_has_something_else_to_say() -> None:
    now = datetime(2026, 10, 20, 8, tzinfo=UTC)

    def due(minutes: float) -> Face:
        return Face("", "", "", 0, "", now + timedelta(minutes=minutes))

    assert changes_in([], now=now) is None
    assert changes_in([Face("", "", "good", 0, "", is_over=True)], now=now) is None
    assert changes_in([due(90)], now=now) == 30 * 60 + 1
    assert changes_in([due(90), due(10.5)], now=now) == 31
    assert 1 <= (changes_in([due(-3)], now=now) or 0) <= 60


def test_the_page_says_it(hotel: Site, alena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene("shown", [f"{TUESDAY} 16:00 log"], {}, rules=(Rule(first="", next=""),))
    stage = Stage(scene, site=hotel, by=alena, patch=monkeypatch)
    stage.play()
    SlaPolicy.objects.update(name="Shop floor")
    page = Page(signed_in(alena).get(stage.case().get_absolute_url()))
    assert "Due Wed 10:00: 2 h of Tue 16:00–18:00, 2 h from Wed 08:00. By “Shop floor”." in page.text
