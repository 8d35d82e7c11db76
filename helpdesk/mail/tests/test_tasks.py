from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError

from helpdesk.mail import delivery, tasks


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Until when each sweep that was asked for may go on."""
    asked: list[str] = []
    monkeypatch.setattr(
        tasks.deliver_waiting, "apply_async", lambda arguments, **options: asked.extend(arguments)
    )
    return asked


def some_are_due(monkeypatch: pytest.MonkeyPatch, *, number: int = 1) -> None:
    monkeypatch.setattr(delivery, "deliver_waiting", lambda *, budget: number)


def test_a_sweep_goes_on_behind_the_other_tasks(
    asked_for: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    some_are_due(monkeypatch)
    tasks.deliver_waiting()
    (until,) = asked_for
    assert timezone.now() < datetime.fromisoformat(until) <= timezone.now() + tasks.LASTS
    tasks.deliver_waiting(until)
    assert asked_for == [until, until]


def test_not_when_nothing_was_due(asked_for: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    some_are_due(monkeypatch, number=0)
    tasks.deliver_waiting()
    assert asked_for == []


def test_not_for_ever(asked_for: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    some_are_due(monkeypatch)
    tasks.deliver_waiting((timezone.now() - timedelta(seconds=1)).isoformat())
    assert asked_for == []


def test_a_broker_that_is_away_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody_answers(*arguments: Any, **options: Any) -> None:
        raise OperationalError

    some_are_due(monkeypatch)
    monkeypatch.setattr(tasks.deliver_waiting, "apply_async", nobody_answers)
    tasks.deliver_waiting()
