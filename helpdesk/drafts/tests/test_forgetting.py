from datetime import timedelta
from uuid import uuid4

import pytest

from helpdesk.drafts import forgetting
from helpdesk.drafts.forgetting import forget, sweep
from helpdesk.drafts.keeping import Discarded, discard, draft_or_none, keep
from helpdesk.drafts.models import Draft
from helpdesk.drafts.tasks import sweep as sweep_task
from helpdesk.drafts.tests.test_keeping import KEY, NOW, kept
from helpdesk.schedule import SCHEDULE
from helpdesk.staff.models import User

pytestmark = pytest.mark.django_db


def test_drafts_nobody_came_back_to_go_after_two_weeks(alena: User) -> None:
    kept(alena)
    assert sweep(now=NOW + timedelta(days=14)) == 0
    assert sweep(now=NOW + timedelta(days=14, seconds=1)) == 1
    assert not Draft.objects.exists()


def test_coming_back_begins_the_two_weeks_anew(alena: User) -> None:
    kept(alena)
    kept(alena, seq=2, minute=24 * 60)
    assert sweep(now=NOW + timedelta(days=14, seconds=1)) == 0


def test_marks_of_discarded_drafts_go_after_a_day(alena: User) -> None:
    kept(alena)
    discard(KEY, owner=alena, now=NOW)
    assert sweep(now=NOW + timedelta(days=1)) == 0
    assert sweep(now=NOW + timedelta(days=1, seconds=1)) == 1
    assert not Draft.objects.exists()


def test_it_goes_in_batches_and_leaves_the_rest_for_the_next_time(
    alena: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "BATCH", 2)
    monkeypatch.setattr(forgetting, "BATCHES", 2)
    for _ in range(7):
        kept(alena, key=uuid4())
    later = NOW + timedelta(days=15)
    assert [sweep(now=later) for _ in range(3)] == [4, 3, 0]


def test_the_schedule_runs_it(alena: User) -> None:
    kept(alena)  # years ago
    assert sweep_task.name in {entry["task"] for entry in SCHEDULE.values()}
    Draft.objects.update(updated_at=NOW - timedelta(days=4000))
    sweep_task()
    assert not Draft.objects.exists()


def drafts_saying(alena: User, *texts: str) -> dict[str, Draft]:
    return {
        text: keep(uuid4(), owner=alena, about="ticket", data={"a": [""], "b": ["x", text]}, now=NOW)
        for text in texts
    }


@pytest.mark.parametrize(
    ("wanted", "found", "left"),
    [
        (
            "Jana Nováková",
            ["jana novakova came", "JANA\nNOVÁKOVÁ", "for (Jana  Nováková)"],
            ["Jana", "Dana Nováková", "Jana Novákovával"],
        ),
        (
            "jana.novakova@post.example",
            ["write to Jana.Novakova@POST.example!"],
            ["ana.novakova@post.example", "jana.novakova@post.examples"],
        ),
        (
            "+420777123456",
            ["call 777 123 456", "00420-777-123-456", "(777) 123.456", "+420777123456"],
            ["777 123 457", "777 123 4567"],
        ),
        ('say "hm"\\', ['they say "hm"\\ often'], ["say hm"]),
        ("Jo", ["Jo came"], ["Jola came"]),
    ],
)
def test_whoever_is_mentioned_is_forgotten(
    alena: User, wanted: str, found: list[str], left: list[str]
) -> None:
    drafts = drafts_saying(alena, *found, *left)
    assert forget(mentioning=[wanted], now=NOW) == len(found)
    assert [text for text in drafts if draft_or_none(drafts[text].key, alena) is None] == found


def test_labels_are_looked_at_too(alena: User) -> None:
    keep(KEY, owner=alena, about="ticket", data={}, label="Jana Nováková", now=NOW)
    assert forget(mentioning=["jana novakova"], now=NOW) == 1


def test_whoever_was_chosen_in_a_form_is_forgotten(alena: User, ivan: User) -> None:
    for customer in ("12", "120", "1"):
        keep(uuid4(), owner=ivan, about="ticket", data={"customer": [customer]}, now=NOW)
    keep(uuid4(), owner=alena, about="ticket", data={"quantity": ["12"]}, now=NOW)
    assert forget(holding={"customer": ["12", "99"]}, now=NOW) == 1
    assert Draft.objects.live().filter(data__customer=["12"]).count() == 0
    assert Draft.objects.live().count() == 3


def test_drafts_about_something_are_forgotten(alena: User) -> None:
    for about in ("ticket:1042:message", "ticket:104:message", "ticket"):
        keep(uuid4(), owner=alena, about=about, data={"body": ["Hm."]}, now=NOW)
    assert forget(about=["ticket:1042:message"], now=NOW) == 1
    assert set(Draft.objects.live().values_list("about", flat=True)) == {"ticket:104:message", "ticket"}


def test_nothing_of_it_is_left_and_nothing_brings_it_back(alena: User) -> None:
    keep(KEY, owner=alena, about="ticket", data={"body": ["Jana"]}, label="Jana", seq=1, now=NOW)
    assert forget(mentioning=["jana"], now=NOW) == 1
    draft = Draft.objects.get()
    assert (draft.data, draft.label) == ({}, "")
    with pytest.raises(Discarded):
        kept(alena, "Jana", seq=2)


@pytest.mark.parametrize("nothing", [[], [""], ["  \n"]])
def test_to_forget_nobody_forgets_nothing(alena: User, nothing: list[str]) -> None:
    kept(alena)
    assert forget(mentioning=nothing, holding={}, about=[], now=NOW) == 0
    assert draft_or_none(KEY, alena)
