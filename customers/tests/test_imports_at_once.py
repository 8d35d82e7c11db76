"""Whoever dies, whoever comes twice: every row is settled once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from customers import tasks
from customers.domain.errors import NotPossible
from customers.domain.imports import batch, upload, work
from customers.domain.imports.work import BATCH, MOST_ATTEMPTS, RESTING
from customers.enums import ImportStatus
from customers.models import ContactPoint, Customer, CustomerImport, CustomerReference, ImportCancellation
from customers.tests.import_files import (
    HEADINGS,
    begin,
    counts,
    csv_of,
    file_of_guests,
    guests,
    run,
    run_a_batch,
)
from helpdesk.record.models import Entry
from helpdesk.record.verification import breaks
from helpdesk.schedule import SCHEDULE
from helpdesk.staff.models import Site, User
from tests.at_once import at_once

ROWS = 1300
COUNTS = (ROWS, 0, 0, 2)


@pytest.fixture
def content() -> bytes:
    """A header, good rows over three batches, and two bad ones in the middle."""
    bad = [("", "nobody@post.example", "", "", "", "", "", ""), ("Eva", "no address", "", "", "", "", "", "")]
    return csv_of(HEADINGS, *guests(700), *bad, *guests(ROWS - 700, beginning=700))


def is_exact(*, imports: int = 1) -> bool:
    """Everybody is there once, with everything, and recorded once."""
    people = Customer.objects.count()
    return (
        people == ROWS
        and Customer.objects.values("name").distinct().count() == people
        and ContactPoint.objects.count() == 2 * people
        and CustomerReference.objects.count() == people
        and Entry.objects.filter(verb="customer.added").count() == people
        and sum(one.problems.count() for one in CustomerImport.objects.all()) == 2 * imports
        and not list(breaks())
    )


class Killed(BaseException):
    """A process that is killed runs nothing more, not even what handles errors."""


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["write", "save_progress", "understand", "wait_for_turn"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_killed_in_the_middle_of_a_batch(
    place: str, nth: int, content: bytes, hotel: Site, ivan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = begin(content, site=hotel, by=ivan)
    where: Any = batch if place == "write" else work
    whole = getattr(where, place)
    left = iter(range(nth))

    def killed(*args: Any, **kwargs: Any) -> Any:
        done = whole(*args, **kwargs)
        if next(left) == nth - 1:
            raise Killed
        return done

    with monkeypatch.context() as patched:
        patched.setattr(where, place, killed)
        with pytest.raises(Killed):
            run(one)
    one.refresh_from_db()
    assert one.rows == BATCH * (nth - 1) == Customer.objects.count() + one.failed
    assert (one.status, one.failed_attempts) == (ImportStatus.RUNNING, 0)
    run(one)
    assert (one.status, counts(one)) == (ImportStatus.DONE, COUNTS)
    assert is_exact()


@pytest.mark.django_db
def test_a_batch_that_fails_is_tried_again_and_given_up_after_some_times(
    content: bytes, hotel: Site, ivan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = begin(content, site=hotel, by=ivan)
    assert run_a_batch(one)
    monkeypatch.setattr(work, "settle", lambda batch: 1 / 0)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        with pytest.raises(ZeroDivisionError):
            run(one)
        one.refresh_from_db()
        assert one.failed_attempts == attempt
    assert (one.status, one.failure, one.rows) == (ImportStatus.FAILED, "broken", BATCH)
    assert Entry.objects.about(one).get(verb="import.finished").details["added"] == BATCH


@pytest.mark.django_db
def test_the_sweep_goes_on_with_what_a_dead_worker_left(content: bytes, hotel: Site, ivan: User) -> None:
    one = begin(content, site=hotel, by=ivan)
    run_a_batch(one)
    one.refresh_from_db()
    started = one.worked_at or timezone.now()
    work.go_on(now=started + RESTING - timedelta(seconds=1), is_time_up=lambda: False)
    one.refresh_from_db()
    assert one.rows == BATCH
    CustomerImport.objects.update(worked_at=started - RESTING - timedelta(seconds=1))
    tasks.go_on_with_imports()
    one.refresh_from_db()
    assert (one.status, counts(one)) == (ImportStatus.DONE, COUNTS)
    assert is_exact()


@pytest.mark.django_db
def test_a_worker_stops_when_its_time_is_up_and_asks_for_another(
    content: bytes, hotel: Site, ivan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = begin(content, site=hotel, by=ivan)
    asked: list[int] = []
    monkeypatch.setattr(work, "ask_for_work", asked.append)
    work.work_on(one.pk, is_time_up=lambda: True)
    one.refresh_from_db()
    assert (one.rows, asked) == (BATCH, [one.pk])
    tasks.work_on_import(one.pk)
    tasks.work_on_import(one.pk)
    one.refresh_from_db()
    assert (one.status, counts(one), asked) == (ImportStatus.DONE, COUNTS, [one.pk])


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_woken_after_the_commit_and_a_dead_broker_does_not_matter(
    content: bytes, hotel: Site, ivan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, list[int]]] = []

    def send_task(name: str, args: list[int]) -> None:
        assert not connection.in_atomic_block
        sent.append((name, args))
        raise OperationalError

    monkeypatch.setattr("celery.current_app.send_task", send_task)
    one = begin(content, site=hotel, by=ivan)
    assert sent == [("customers.tasks.work_on_import", [one.pk])]
    assert one.is_running


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_on_one_import(content: bytes, hotel: Site, ivan: User) -> None:
    one = begin(content, site=hotel, by=ivan)
    assert at_once(*[lambda: work.work_on(one.pk, is_time_up=lambda: False)] * 4) == [None] * 4
    one.refresh_from_db()
    assert (one.status, counts(one)) == (ImportStatus.DONE, COUNTS)
    assert is_exact()


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_once(content: bytes, hotel: Site, ivan: User, petra: User) -> None:
    both = [begin(content, site=hotel, by=person) for person in (ivan, petra)]
    results = at_once(*[lambda one=one: work.work_on(one.pk, is_time_up=lambda: False) for one in both])
    assert results == [None, None]
    for one in both:
        one.refresh_from_db()
        assert (one.status, one.rows, one.failed) == (ImportStatus.DONE, ROWS + 2, 2)
    assert sum(one.added for one in both) == ROWS
    assert sum(one.unchanged for one in both) == ROWS
    assert is_exact(imports=2)


# Cancelling


@pytest.mark.django_db
def test_cancelled_between_two_batches_it_ends_at_once(
    content: bytes, hotel: Site, ivan: User, petra: User
) -> None:
    one = begin(content, site=hotel, by=ivan)
    run_a_batch(one)
    upload.cancel(one, by=petra, now=timezone.now())
    run(one)
    assert (one.status, counts(one)) == (ImportStatus.CANCELLED, (BATCH, 0, 0, 0))
    assert Customer.objects.count() == BATCH
    last = Entry.objects.about(one).last()
    assert last is not None
    assert (last.verb, last.by, last.details["status"]) == ("import.finished", petra, "cancelled")
    with pytest.raises(NotPossible):
        upload.cancel(one, by=petra, now=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_cancelling_does_not_wait_for_the_batch_and_the_batch_comes_through(
    content: bytes, hotel: Site, ivan: User
) -> None:
    one = begin(content, site=hotel, by=ivan)
    with transaction.atomic():
        run_a_batch(one)
        assert at_once(lambda: upload.cancel(one, by=ivan, now=timezone.now())) == [None]
    one.refresh_from_db()
    assert (one.status, one.rows) == (ImportStatus.RUNNING, BATCH)
    assert ImportCancellation.objects.get().customer_import == one
    run(one)
    assert (one.status, one.rows) == (ImportStatus.CANCELLED, BATCH)


# The file


@pytest.mark.django_db
def test_a_file_that_is_gone_ends_the_import(content: bytes, hotel: Site, ivan: User) -> None:
    one = begin(content, site=hotel, by=ivan)
    default_storage.delete(one.stored_as)
    run(one)
    assert (one.status, one.failure, one.rows) == (ImportStatus.FAILED, "unreadable", 0)


@pytest.mark.django_db
def test_more_rows_than_one_import_takes(
    content: bytes, hotel: Site, ivan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "MOST_ROWS", BATCH)
    one = begin(content, site=hotel, by=ivan)
    run(one)
    assert (one.status, one.failure, one.rows) == (ImportStatus.FAILED, "too_many_rows", BATCH)
    exactly = begin(file_of_guests(BATCH), site=hotel, by=ivan)
    assert run(exactly).status == ImportStatus.DONE


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody is woken: each test works itself."""
    monkeypatch.setattr("celery.current_app.send_task", lambda name, args: None)
    yield


def test_what_is_asked_for_by_name_is_there() -> None:
    """By a request that starts an import, and by the schedule."""
    asked = {
        work.TASK,
        *(entry["task"] for entry in SCHEDULE.values() if entry["task"].startswith("customers.")),
    }
    assert asked == {tasks.work_on_import.name, tasks.go_on_with_imports.name, tasks.sweep_imports.name}
