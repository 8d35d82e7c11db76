"""Files that go, and what goes with them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from helpdesk.files import blobs, sweeping, tasks
from helpdesk.files.intake import attach, take_in
from helpdesk.files.models import File, Leftover
from helpdesk.files.removal import remove
from helpdesk.files.sweeping import sweep, sweep_strays, sweep_unattached
from helpdesk.files.tests import made
from helpdesk.files.tests.made import handed
from helpdesk.staff.models import User
from tests.at_once import at_once

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LATER = NOW + timedelta(days=15)


def are_there(names: list[str]) -> list[bool]:
    return [default_storage.exists(name) for name in names]


def test_blobs_go_when_it_is_certain(
    photo: File, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    names = photo.blobs
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        remove([photo], now=NOW)
    assert not File.objects.exists()
    assert are_there(names) == [True, True]
    assert sorted(Leftover.objects.values_list("storage_name", flat=True)) == sorted(names)
    for callback in callbacks:
        callback()
    assert are_there(names) == [False, False]
    assert not Leftover.objects.exists()


def test_a_rollback_brings_everything_back(
    photo: File, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    captured = django_capture_on_commit_callbacks(execute=True)
    with captured, pytest.raises(ZeroDivisionError), transaction.atomic():
        remove([photo], now=NOW)
        raise ZeroDivisionError
    assert File.objects.get() == photo
    assert are_there(photo.blobs) == [True, True]
    assert not Leftover.objects.exists()


def test_attached_files_go_too(
    photo: File, alena: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    attach([photo], owner=alena, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        remove([photo], now=NOW)
    assert are_there(photo.blobs) == [False, False]


def test_removing_twice_is_no_trouble(photo: File) -> None:
    remove([photo], now=NOW)
    remove([photo], now=NOW)
    remove([], now=NOW)
    assert Leftover.objects.count() == 2


def test_a_storage_that_is_away_is_asked_again(
    photo: File,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    names = photo.blobs

    def away(name: str) -> None:
        raise OSError("No route to host")

    with monkeypatch.context() as context:
        context.setattr(blobs, "delete", away)
        with django_capture_on_commit_callbacks(execute=True):
            remove([photo], now=NOW)
        sweep(now=NOW)
    assert caplog.text.count("A blob could not be deleted yet") == 4
    assert Leftover.objects.count() == 2
    sweep(now=NOW)
    assert are_there(names) == [False, False]
    assert not Leftover.objects.exists()


def test_what_nobody_attached_is_swept_with_its_blobs(
    photo: File, alena: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    attached = take_in(handed(made.PDF, "a.pdf"), owner=alena, now=NOW)
    attach([attached], owner=alena, now=NOW)
    young = take_in(handed(made.PDF, "b.pdf"), owner=alena, now=NOW + timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_unattached(now=LATER) == 1
        assert sweep_unattached(now=LATER) == 0
    assert set(File.objects.all()) == {attached, young}
    assert are_there([*photo.blobs, *attached.blobs, *young.blobs]) == [False, False, True, True]


def test_a_sweep_goes_in_batches(alena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 2)
    for _n in range(5):
        take_in(handed(made.PDF, "a.pdf"), owner=alena, now=NOW)
    assert sweep_unattached(now=LATER) == 5
    assert not File.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once(alena: User) -> None:
    for _n in range(5):
        take_in(handed(made.PDF, "a.pdf"), owner=alena, now=NOW)
    swept = at_once(*[lambda: sweep_unattached(now=LATER)] * 3)
    assert sum(number for number in swept if isinstance(number, int)) == 5
    assert not File.objects.exists()
    assert blobs.of_day(NOW.date()) == []


@pytest.mark.django_db(transaction=True)
def test_attached_or_swept_but_not_both(alena: User) -> None:
    photos = [take_in(handed(made.PDF, "a.pdf"), owner=alena, now=NOW) for _n in range(6)]
    attaching = [lambda photo=photo: attach([photo], owner=alena, now=NOW) for photo in photos]
    results = at_once(*attaching, lambda: sweep_unattached(now=LATER))
    kept = File.objects.all()
    assert kept.count() == results.count(None)
    assert len(photos) - kept.count() == results[-1]
    assert sorted(blobs.of_day(NOW.date())) == sorted(file.storage_name for file in kept)


def stray(*, days: int) -> str:
    return blobs.put(BytesIO(b"nobody's"), now=NOW - timedelta(days=days))


def test_blobs_without_a_row_are_swept_after_a_day(photo: File) -> None:
    yesterday, old, very_old = stray(days=1), stray(days=2), stray(days=9)
    assert sweep_strays(now=NOW) == 2
    assert are_there([yesterday, old, very_old]) == [True, False, False]
    assert sweep_strays(now=NOW + timedelta(days=3)) == 1
    assert are_there(photo.blobs) == [True, True]


def test_strays_are_looked_for_in_batches(photo: File, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 2)
    strays = [stray(days=0) for _n in range(5)]
    assert sweep_strays(now=NOW + timedelta(days=3)) == 5
    assert are_there([*strays, *photo.blobs]) == [False] * 5 + [True] * 2


def test_nothing_else_in_the_storage_is_touched() -> None:
    other = default_storage.save("exports/2026/list.csv", ContentFile(b"a;b"))
    sweep(now=LATER)
    assert are_there([other]) == [True]


@pytest.mark.django_db(transaction=True)
def test_the_task_does_all_of_it(photo: File) -> None:
    File.objects.update(created_at=NOW - timedelta(days=15))
    forgotten = stray(days=3)
    tasks.sweep()
    assert not File.objects.exists()
    assert are_there([*photo.blobs, forgotten]) == [False] * 3
