from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpdesk.mail.models import Letter
from helpdesk.paging import Page, page_of

START = datetime(2026, 1, 1, tzinfo=UTC)
KEYS = st.sampled_from([("created_at", "id"), ("-created_at", "-id")])
IN_ONE_TRANSACTION = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

pytestmark = pytest.mark.django_db


def letters(hours: list[int]) -> QuerySet[Letter]:
    """Any rows would do: these are made quickly, and many share their hour."""
    Letter.objects.all().delete()
    Letter.objects.bulk_create(
        Letter(
            cause=f"test:{n}",
            message_id=f"<{n}>",
            created_at=START + timedelta(hours=hour),
            recipient="a@b.example",
        )
        for n, hour in enumerate(hours)
    )
    return Letter.objects.all()


def walk(rows: QuerySet[Letter], *, keys: tuple[str, ...], size: int) -> list[Page[Letter]]:
    pages = [page_of(rows, {}, keys=keys, size=size)]
    while pages[-1].next_mark:
        pages.append(page_of(rows, {"after": pages[-1].next_mark}, keys=keys, size=size))
    return pages


@IN_ONE_TRANSACTION
@given(st.lists(st.integers(0, 3), max_size=15), st.integers(1, 5), KEYS)
def test_walking_forward_reaches_each_row_once(hours: list[int], size: int, keys: tuple[str, ...]) -> None:
    rows = letters(hours)
    pages = walk(rows, keys=keys, size=size)
    assert [row for page in pages for row in page.rows] == list(rows.order_by(*keys))
    assert pages[0].previous_mark == ""


@IN_ONE_TRANSACTION
@given(st.lists(st.integers(0, 3), max_size=15), st.integers(1, 5), KEYS)
def test_walking_back_shows_the_same_pages(hours: list[int], size: int, keys: tuple[str, ...]) -> None:
    rows = letters(hours)
    pages = walk(rows, keys=keys, size=size)
    for earlier, later in zip(pages[-2::-1], pages[:0:-1], strict=True):
        back = page_of(rows, {"before": later.previous_mark}, keys=keys, size=size)
        assert back.rows == earlier.rows
        assert bool(back.next_mark) and bool(back.previous_mark) == bool(earlier.previous_mark)


def test_rows_that_come_meanwhile_shift_nothing() -> None:
    rows = letters([1, 2, 3, 4])
    first = page_of(rows, {}, keys=("-created_at", "-id"), size=2)
    Letter.objects.create(cause="test:new", message_id="<new>", created_at=START + timedelta(hours=9))
    second = page_of(rows, {"after": first.next_mark}, keys=("-created_at", "-id"), size=2)
    assert [row.cause for row in first.rows + second.rows] == ["test:3", "test:2", "test:1", "test:0"]


@pytest.mark.parametrize("asked", ["after", "before"])
@pytest.mark.parametrize("mark", ["", "x", "\x00", "a:b:c", "é:ü:🙂", "9" * 10_000])
def test_a_mark_nobody_made_gives_the_first_page(asked: str, mark: str) -> None:
    rows = letters([1, 2, 3])
    assert page_of(rows, {asked: mark}, keys=("id",), size=2) == page_of(rows, {}, keys=("id",), size=2)


def test_an_altered_mark_gives_the_first_page() -> None:
    rows = letters([1, 2, 3])
    first = page_of(rows, {}, keys=("id",), size=2)
    altered = ("A" if first.next_mark[0] != "A" else "B") + first.next_mark[1:]
    assert page_of(rows, {"after": altered}, keys=("id",), size=2) == first


def test_the_mark_of_another_list_gives_the_first_page() -> None:
    rows = letters([1, 2, 3])
    other = page_of(rows, {}, keys=("cause", "id"), size=2)
    here = page_of(rows, {}, keys=("created_at", "id"), size=2)
    assert page_of(rows, {"after": other.next_mark}, keys=("created_at", "id"), size=2) == here
