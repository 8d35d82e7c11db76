"""The live process, started as in production: what a few open pages cost, and that it ends when asked."""

from __future__ import annotations

import pytest

from bench.live import live_process, measure_live

pytestmark = pytest.mark.django_db


def test_what_open_pages_cost_is_measured() -> None:
    figures = measure_live(pages=20, seconds=0.5)
    assert (figures.page, figures.clients) == ("20 open pages", 20)
    # The goal for a thousand pages is 150 MB; twenty of them are mostly the process itself.
    assert 0 < figures.memory_mb < 75
    assert figures.cpu_percent >= 0


def test_it_ends_when_it_is_asked_to() -> None:
    with live_process() as (process, _port):
        process.terminate()
        assert process.wait(timeout=10) in (0, None)
