"""Push messages, up to the request that leaves the house."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import RawIOBase
from typing import Any

import pytest
from pytest_django import Settings
from requests import ConnectionError as NobodyThere
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter

from helpdesk.live.models import News
from helpdesk.live.news import mark_read
from helpdesk.notifications.domain import push_request
from helpdesk.notifications.domain.news import tell
from helpdesk.notifications.domain.pushing import WAITS
from helpdesk.notifications.domain.sending import send_due
from helpdesk.notifications.models import Dispatch, Subscription
from helpdesk.notifications.tests.made import VAPID_PRIVATE_KEY, Browser, subscribed
from helpdesk.staff.models import User

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 1, 14, 0, tzinfo=UTC)
SERVICE = "https://push.example/"


class Endless(RawIOBase):
    """A body nobody should begin to read."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        raise AssertionError("It was read.")


class Service(BaseAdapter):
    """A push service that answers what the test says, by endpoint: 201 unless said otherwise."""

    answers: dict[str, int | None]
    got: list[PreparedRequest]

    def __init__(self, **_: Any) -> None:
        super().__init__()

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        assert kwargs["timeout"]
        self.got.append(request)
        status = self.answers.get(str(request.url), 201)
        if status is None:
            raise NobodyThere("nobody there")
        answer = Response()
        answer.status_code, answer.url, answer.request = status, str(request.url), request
        answer.headers["Location"] = "https://elsewhere.example/"
        answer.raw = Endless()
        return answer

    def close(self) -> None:
        pass


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> type[Service]:
    settings.VAPID_PRIVATE_KEY = VAPID_PRIVATE_KEY
    monkeypatch.setattr(push_request, "OutsideAdapter", Service)
    Service.answers, Service.got = {}, []
    return Service


@pytest.fixture
def browser(alena: User) -> Browser:
    browser = Browser()
    subscribed(alena, browser=browser, at=SERVICE + "alena")
    return browser


Push = Callable[..., None]


@pytest.fixture
def news(browser: Browser, alena: User) -> News:
    tell(alena, kind="assigned", text="Je tvůj.", url="/tickets/42/", cause="x", now=NOW)
    return News.objects.get()


def send(now: datetime = NOW) -> int:
    return send_due(now=now, budget=timedelta(seconds=20))


def test_only_the_browser_can_read_it(service: type[Service], browser: Browser, news: News) -> None:
    assert send() == 1
    (request,) = service.got
    assert request.url == SERVICE + "alena"
    assert isinstance(request.body, bytes)
    assert json.loads(browser.read(request.body)) == {
        "text": "Je tvůj.",
        "url": "/tickets/42/",
        "tag": f"news-{news.pk}",
    }
    assert str(request.headers["Authorization"]).startswith("vapid t=")
    assert request.headers["TTL"] == "43200"
    assert send(NOW + timedelta(days=1)) == 0


def test_every_browser_of_the_person_gets_it(
    service: type[Service], alena: User, karel: User, news: News
) -> None:
    subscribed(alena, at=SERVICE + "phone")
    subscribed(karel, at=SERVICE + "karel")
    send()
    assert [request.url for request in service.got] == [SERVICE + "alena", SERVICE + "phone"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(service: type[Service], news: News, status: int) -> None:
    service.answers = {SERVICE + "alena": status}
    assert send() == 1
    assert not Subscription.objects.exists()
    assert not Dispatch.objects.waiting().exists()


@pytest.mark.parametrize("status", [301, 307, 400, 403, 413])
def test_what_the_service_refuses_is_not_tried_again(service: type[Service], news: News, status: int) -> None:
    service.answers = {SERVICE + "alena": status}
    send()
    assert len(service.got) == 1, "nor is another address tried that the answer names"
    assert Subscription.objects.exists()
    assert not Dispatch.objects.waiting().exists()


@pytest.mark.parametrize("status", [429, 500, 503, None])
def test_trouble_is_waited_out_and_not_for_ever(
    service: type[Service], news: News, status: int | None
) -> None:
    service.answers = {SERVICE + "alena": status}
    now = NOW
    for wait in (*WAITS, WAITS[-1]):
        assert send(now) == 1
        assert send(now + wait - timedelta(seconds=1)) == 0
        now += wait
    assert send(now) == 1, "which gives up"
    assert len(service.got) == len(WAITS) + 1
    assert not Dispatch.objects.waiting().exists()
    assert Subscription.objects.exists()


def test_after_trouble_it_arrives(service: type[Service], news: News) -> None:
    service.answers = {SERVICE + "alena": 503}
    send()
    service.answers = {}
    send(NOW + WAITS[0])
    assert len(service.got) == 2
    assert not Dispatch.objects.waiting().exists()


def test_a_worker_that_dies_leaves_it_to_be_sent_again(
    service: type[Service], news: News, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*args: Any, **kwargs: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(push_request, "post", die)
        with pytest.raises(SystemExit):
            send()
    assert send() == 0
    assert send(NOW + WAITS[0]) == 1
    assert len(service.got) == 1


def test_what_was_read_does_not_startle_anybody(service: type[Service], news: News, alena: User) -> None:
    mark_read(alena)
    assert send() == 1
    assert service.got == []


def test_without_a_key_nothing_is_sent(service: type[Service], news: News, settings: Settings) -> None:
    settings.VAPID_PRIVATE_KEY = ""
    send()
    assert service.got == []
    assert not Dispatch.objects.waiting().exists()


def test_nothing_goes_home(settings: Settings, alena: User) -> None:
    """The whole way, with nobody in between: a subscription that was made before its name led here."""
    settings.VAPID_PRIVATE_KEY = VAPID_PRIVATE_KEY
    subscribed(alena, at="https://127.1/")
    tell(alena, kind="assigned", text="Hm.", url="", cause="x", now=NOW)
    assert send() == 1
    assert Dispatch.objects.waiting().exists()
