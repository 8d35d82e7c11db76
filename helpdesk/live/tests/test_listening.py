"""Hearing what PostgreSQL announces, also after it was gone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing

import psycopg2
import pytest

from helpdesk.live import listening
from helpdesk.live.listening import listen
from helpdesk.live.models import News
from helpdesk.live.news import mark_read
from helpdesk.staff.models import User
from tests.announced import announced, url_of_test_database

pytestmark = pytest.mark.django_db(transaction=True)

END_THE_CONNECTION = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE application_name = 'courtesy-live' AND datname = current_database()
"""


def execute(query: str) -> None:
    with closing(psycopg2.connect(url_of_test_database())) as own, own.cursor() as cursor:
        own.autocommit = True
        cursor.execute(query)


async def until(found: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not found():
            await asyncio.sleep(0.01)


def test_it_hears_and_hears_again_when_the_database_is_back() -> None:
    story: list[str] = []

    async def hear() -> None:
        task = asyncio.create_task(
            listen(
                url_of_test_database(),
                heard=story.append,
                ready=lambda: story.append("ready"),
                lost=lambda: story.append("lost"),
            )
        )
        await until(lambda: story == ["ready"])
        await asyncio.to_thread(execute, "SELECT live_announce('ticket:1')")
        await until(lambda: story[-1] == "ticket:1")
        await asyncio.to_thread(execute, END_THE_CONNECTION)
        await until(lambda: story[-2:] == ["lost", "ready"])
        await asyncio.to_thread(execute, "SELECT live_announce('ticket:2')")
        await until(lambda: story[-1] == "ticket:2")
        task.cancel()

    asyncio.run(hear())
    assert story == ["ready", "ticket:1", "lost", "ready", "ticket:2"]


def test_it_waits_for_a_database_that_is_not_there_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    there = url_of_test_database()
    urls = ["postgres://nobody@127.0.0.1:1/nothing", there]
    first = listening.connect
    monkeypatch.setattr(listening, "connect", lambda _url: first(urls.pop(0)))
    story: list[str] = []

    async def hear() -> None:
        task = asyncio.create_task(
            listen(there, heard=story.append, ready=lambda: story.append("ready"), lost=lambda: None)
        )
        await until(lambda: story == ["ready"])
        task.cancel()

    asyncio.run(hear())


def test_news_are_announced_to_whom_they_are_for(alena: User, karel: User) -> None:
    with announced() as topics:
        News.objects.create(recipient=alena, text="Something has come.", cause="test:1")
    assert topics == {f"person:{alena.pk}"}
    with announced() as topics:
        mark_read(alena)
    assert topics == {f"person:{alena.pk}"}
    News.objects.create(recipient=karel, text="Something has come.", cause="test:1")
    with announced() as topics:
        News.objects.all().delete()
    assert topics == {f"person:{alena.pk}", f"person:{karel.pk}"}
