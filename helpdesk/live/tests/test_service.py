"""The live process as a browser sees it: real connections, and news as if from the database."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed, InvalidStatus

from helpdesk.live import service as service_module
from helpdesk.live.__main__ import doorkeeper
from helpdesk.live.environment import Environment
from helpdesk.live.passes import Pass, signed
from helpdesk.live.service import NO_PASS, Service

KEY = "the key of the house"
ENVIRONMENT = Environment(KEY, "", ["localhost"], [])
ALENA, KAREL = (7, "Alena", "A"), (8, "Karel", "K")


class House:
    """A service on a port of its own."""

    def __init__(self, service: Service, port: int) -> None:
        self.service, self.port = service, port

    async def call(self, *, origin: str = "http://localhost:8000") -> ClientConnection:
        return await connect(f"ws://127.0.0.1:{self.port}/", origin=origin, ping_interval=None)  # type: ignore[arg-type]  # any origin

    async def open(
        self, who: tuple[int, str, str], *topics: str, since: float | None = None
    ) -> ClientConnection:
        page = await self.call()
        granted = Pass(*who, topics, since if since is not None else time.time())
        await page.send(json.dumps({"pass": signed(granted, key=KEY)}))
        await page.send('{"doing": "looking"}')
        assert await heard(page) == {}
        return page


@asynccontextmanager
async def open_house() -> AsyncIterator[House]:
    service = Service(secret_key=KEY)
    service.hear_everything()
    async with serve(
        service.answer, "127.0.0.1", 0, process_request=doorkeeper(ENVIRONMENT), ping_interval=None
    ) as server:
        yield House(service, next(iter(server.sockets)).getsockname()[1])


async def heard(page: ClientConnection) -> Any:
    return json.loads(await asyncio.wait_for(page.recv(), timeout=5))


async def hear_until(page: ClientConnection, found: Callable[[Any], bool]) -> Any:
    while not found(message := await heard(page)):
        pass
    return message


def run(story: Callable[[House], Awaitable[None]]) -> None:
    async def tell() -> None:
        async with open_house() as house:
            await story(house)

    asyncio.run(tell())


def test_a_page_hears_of_what_it_is_about_and_of_nothing_else() -> None:
    async def story(house: House) -> None:
        page = await house.open(ALENA, "person:7", "customer:1")
        house.service.hear("ticket:1")
        house.service.hear("person:8")
        house.service.hear("person:7")
        assert await heard(page) == {"news": ["person:7"]}

    run(story)


def test_two_people_hear_of_each_other_and_who_writes() -> None:
    async def story(house: House) -> None:
        alena = await house.open(ALENA, "ticket:1")
        karel = await house.open(KAREL, "ticket:1")
        both = {"people": ["ticket:1", [[7, "Alena", "A", False], [8, "Karel", "K", False]]]}
        await hear_until(alena, lambda message: message == both)
        await karel.send('{"doing": "writing"}')
        both["people"][1][1][3] = True  # type: ignore[index]  # a list within a list
        await hear_until(alena, lambda message: message == both)
        await karel.close()
        await hear_until(
            alena, lambda message: message == {"people": ["ticket:1", [[7, "Alena", "A", False]]]}
        )

    run(story)


def test_a_page_that_may_have_missed_something_looks_again() -> None:
    async def story(house: House) -> None:
        page = await house.call()
        old = Pass(*ALENA, ("customer:1",), time.time() - 30)
        await page.send(json.dumps({"pass": signed(old, key=KEY)}))
        assert await heard(page) == {"news": []}

    run(story)


def test_when_the_database_is_back_everybody_looks_again() -> None:
    async def story(house: House) -> None:
        page = await house.open(ALENA, "customer:1")
        house.service.hear_nothing()
        house.service.hear_everything()
        assert await heard(page) == {"news": []}

    run(story)


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"pass": 7}', '{"pass": "forged:x:y"}', "\x00"])
def test_nobody_stays_without_a_pass(said: str) -> None:
    async def story(house: House) -> None:
        page = await house.call()
        await page.send(said)
        with pytest.raises(ConnectionClosed) as closed:
            await heard(page)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == NO_PASS

    run(story)


def test_whoever_says_nothing_at_all_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_module, "PASS_WITHIN", 0.1)

    async def story(house: House) -> None:
        page = await house.call()
        with pytest.raises(ConnectionClosed):
            await heard(page)

    run(story)


def test_garbage_after_a_good_pass_changes_nothing() -> None:
    async def story(house: House) -> None:
        page = await house.open(ALENA, "customer:1")
        for said in ("x", "[1]", '{"doing": "dancing"}', '{"doing": ["writing"]}', b"\xff\xfe"):
            await page.send(said)
        await page.send('{"doing": "writing"}')
        assert await heard(page) == {}

    run(story)


def test_a_new_pass_says_what_the_page_is_about_now() -> None:
    async def story(house: House) -> None:
        page = await house.open(ALENA, "customer:1")
        granted = Pass(*ALENA, ("customer:2",), time.time())
        await page.send(json.dumps({"pass": signed(granted, key=KEY), "doing": "looking"}))
        assert await heard(page) == {}
        house.service.hear("customer:1")
        house.service.hear("customer:2")
        assert await heard(page) == {"news": ["customer:2"]}

    run(story)


def test_a_page_that_has_fallen_silent_is_let_go_and_nobody_writes_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def story(house: House) -> None:
        silent = await house.open(KAREL, "ticket:1")
        alena = await house.open(ALENA, "ticket:1")
        await silent.send('{"doing": "writing"}')
        await hear_until(alena, lambda message: '"K", true' in json.dumps(message))
        monkeypatch.setattr(service_module, "WRITES_NO_MORE", -1.0)
        house.service.look_round()
        await hear_until(alena, lambda message: '"K", false' in json.dumps(message))
        monkeypatch.setattr(service_module, "SILENT_TOO_LONG", -1.0)
        house.service.look_round()
        with pytest.raises(ConnectionClosed):
            await hear_until(silent, lambda _message: False)

    run(story)


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_pages_of_others_are_turned_away(origin: str) -> None:
    async def story(house: House) -> None:
        with pytest.raises(InvalidStatus) as refused:
            await house.call(origin=origin)
        assert refused.value.response.status_code == 403

    run(story)


def test_it_says_that_it_is_alive() -> None:
    async def story(house: House) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
        writer.write(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        writer.close()

    run(story)
