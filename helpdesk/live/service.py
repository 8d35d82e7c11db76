"""The live process: open pages on one side, PostgreSQL on the other.

What they say to each other is JSON. A page begins with its pass, ``{"pass": "…"}``, and sends it again when
it got a new one; then what its person does, ``{"doing": "writing"}``, at every change and every half minute.
The process answers that with ``{}``, so that each side knows the other is there. It says

- ``{"news": ["ticket:42"]}``; an empty list means that the page may have missed something;
- ``{"people": ["ticket:42", [[7, "Alena Dvořáková", "AD", true]]]}``, the last part being whether she writes.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import astuple
from typing import Any

from websockets.asyncio.server import ServerConnection, broadcast
from websockets.exceptions import ConnectionClosed

from helpdesk.live.open_pages import Doing, OpenPage, OpenPages
from helpdesk.live.passes import Pass, read
from helpdesk.live.telling import Turns

# Few pages at a time are about one of these, so they are told at once; the others take turns.
URGENT = ("ticket:", "person:")
# A page says something every half minute, a hidden one every minute.
SILENT_TOO_LONG = 150.0
WRITES_NO_MORE = 45.0
LOOK_ROUND = 15.0
PASS_WITHIN = 10.0
PEOPLE_PAUSE = 0.1
# Whoever goes from one page of a ticket to the next has not gone away.
STEPS_OUT = 1.5
# Why it hangs up: the pass is not ours, or too old. The page gets a new one and calls again.
NO_PASS = 4401


class Service:
    """Who is there, and what they are told. All of it happens in one event loop."""

    def __init__(self, *, secret_key: str) -> None:
        self._key = secret_key
        self._pages = OpenPages()
        self._turns = Turns(tell=tell_owed, later=self._turn_later)
        self._changed_rooms: set[str] = set()

    # --- pages ---------------------------------------------------------------------------------------

    async def answer(self, connection: ServerConnection) -> None:
        """Everything one page says, until it is gone."""
        page = await self._admit(connection)
        if page is None:
            await connection.close(NO_PASS, "pass")
            return
        try:
            async for said in connection:
                if not self._take(said, page):
                    await connection.close(NO_PASS, "pass")
        except ConnectionClosed:
            pass  # a laptop that went to sleep does not say goodbye
        finally:
            self._leave(page)

    async def _admit(self, connection: ServerConnection) -> OpenPage | None:
        try:
            async with asyncio.timeout(PASS_WITHIN):
                granted = self._pass_in(understood(await connection.recv()))
        except (TimeoutError, ConnectionClosed):
            return None
        if granted is None:
            return None
        page = OpenPage(
            say=lambda text: broadcast([connection], text),
            hang_up=connection.transport.abort,
            granted=granted,
            heard_at=time.monotonic(),
        )
        self._enter(page)
        return page

    def _pass_in(self, said: dict[str, Any]) -> Pass | None:
        return read(str(said.get("pass", "")), key=self._key)

    def _enter(self, page: OpenPage) -> None:
        self._pages.add(page)
        self._note_people(page)
        if self._pages.has_missed(page.granted, now=time.time()):
            self._owe(page, "")

    def _leave(self, page: OpenPage) -> None:
        self._turns.forget(page)
        self._pages.remove(page)
        asyncio.get_running_loop().call_later(STEPS_OUT, self._note_rooms, page.people_topics())

    def _take(self, said: str | bytes, page: OpenPage) -> bool:
        """Act on what a page says. False for a pass that is not good."""
        message = understood(said)
        page.heard_at = time.monotonic()
        if "pass" in message:
            granted = self._pass_in(message)
            if granted is None:
                return False
            if granted.topics != page.granted.topics:
                self._leave(page)
                page.granted = granted
                self._enter(page)
            page.granted = granted
        if message.get("doing") in tuple(Doing):
            if page.doing != message["doing"]:
                page.doing = Doing(message["doing"])
                self._note_people(page)
            page.say("{}")
        return True

    def look_round(self) -> None:
        """Hang up on pages that have been silent for too long; nobody writes for ever."""
        now = time.monotonic()
        for page in list(self._pages.all):
            if page.heard_at < now - SILENT_TOO_LONG:
                page.hang_up()
            elif page.doing == Doing.WRITING and page.heard_at < now - WRITES_NO_MORE:
                page.doing = Doing.LOOKING
                self._note_people(page)

    # --- news ----------------------------------------------------------------------------------------

    def hear(self, topic: str) -> None:
        """PostgreSQL has announced it."""
        self._pages.note_news(topic, now=time.time())
        for page in list(self._pages.about(topic)):
            self._owe(page, topic)

    def hear_everything(self) -> None:
        """From now on nothing is missed; until now something may have been."""
        self._pages.complete_since = time.time()
        for page in list(self._pages.all):
            self._owe(page, "")

    def hear_nothing(self) -> None:
        """The database is gone: who comes now has to look again later."""
        self._pages.complete_since = float("inf")

    def _owe(self, page: OpenPage, topic: str) -> None:
        self._turns.owe(page, topic, at_once=topic.startswith(URGENT), now=time.monotonic())

    def _turn_later(self, pause: float) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(pause, lambda: self._turns.called(now=time.monotonic()))

    # --- people --------------------------------------------------------------------------------------

    def _note_people(self, page: OpenPage) -> None:
        self._note_rooms(page.people_topics())

    def _note_rooms(self, rooms: list[str]) -> None:
        if rooms and not self._changed_rooms:
            asyncio.get_running_loop().call_later(PEOPLE_PAUSE, self._tell_people)
        self._changed_rooms.update(rooms)

    def _tell_people(self) -> None:
        rooms, self._changed_rooms = self._changed_rooms, set()
        for topic in rooms:
            here = [astuple(someone) for someone in self._pages.people_at(topic)]
            text = json.dumps({"people": [topic, here]}, ensure_ascii=False)
            for page in self._pages.about(topic):
                page.say(text)


def tell_owed(page: OpenPage) -> None:
    """Say what there is news of; that something may have been missed is an empty list."""
    topics = sorted(page.owed - {""})
    page.owed.clear()
    page.say(json.dumps({"news": topics}))


def understood(said: str | bytes) -> dict[str, Any]:
    """The message; an empty one for whatever is none."""
    try:
        message = json.loads(said)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}
