"""What `python -m demo` does and refuses, and what it is going to build."""

from datetime import UTC, datetime, timedelta

import pytest

from demo import build
from demo.__main__ import fill, main
from demo.accounts import PASSWORD, demo_accounts
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.models import Ticket

NOON = datetime(2026, 4, 15, 12, 0, tzinfo=UTC)


def told(now: datetime, *, seed: int = build.SEED) -> list[tuple[str, str, str]]:
    courses = build.plan(now=now, seed=seed).courses
    return [(course.cast.kind, course.cast.case.subject, course.cast.worker.email) for course in courses]


@pytest.mark.parametrize("now", [NOON + timedelta(hours=13), NOON + timedelta(days=200)])
def test_the_same_seed_tells_the_same_stories_in_the_same_order(now: datetime) -> None:
    assert told(now) == told(NOON)


def test_another_seed_tells_them_otherwise() -> None:
    assert told(NOON, seed=1) != told(NOON)
    assert len(told(NOON, seed=1)) == 260


def test_nothing_is_built_where_people_work(alena: User, capsys: pytest.CaptureFixture[str]) -> None:
    assert fill(fresh=False) == 0
    assert capsys.readouterr().out == "The demo is not built: people work here already.\n"
    assert User.objects.get() == alena
    assert not Ticket.objects.exists()


def test_fresh_is_refused_where_others_work(room_change: Ticket, capsys: pytest.CaptureFixture[str]) -> None:
    assert fill(fresh=True) == 1
    captured = capsys.readouterr()
    assert captured.err == "Not emptied: people work here who are not from the demo.\n"
    assert captured.out == ""
    assert Ticket.objects.get() == room_change


def test_only_people_of_the_demo_may_be_swept_away(alena: User) -> None:
    assert not build.is_only_demo()
    User.objects.update(email="alena@courtesy.example")
    assert build.is_only_demo()
    User.objects.all().delete()
    assert build.is_only_demo()


@pytest.mark.django_db(transaction=True)
def test_emptied_means_everything_and_numbers_start_again(alena: User) -> None:
    log_case("complaint", by=alena)
    build.empty()
    assert not build.somebody_works_here()
    assert not Entry.objects.exists()
    ivan = User.objects.create_user("ivan@desk.example", name="Ivan")
    assert ivan.pk == 1


def test_the_accounts_are_printed_without_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--accounts"]) == 0
    printed = capsys.readouterr().out
    heading, *rows, empty, password = printed.splitlines()
    assert heading.split() == ["Name", "E-mail", "Role", "Site"]
    assert [member.email in row for member, row in zip(demo_accounts(), rows, strict=True)] == [True] * 6
    assert {row.index(member.email) for member, row in zip(demo_accounts(), rows, strict=True)} == {
        heading.index("E-mail")
    }
    assert (empty, password) == ("", f"Password for all of them: {PASSWORD}")
