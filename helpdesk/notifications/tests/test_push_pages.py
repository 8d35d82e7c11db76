"""Browsers that want push messages, and no longer."""

import socket
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client
from pytest_django import Settings

from helpdesk.notifications.domain.push_service import public_key
from helpdesk.notifications.models import Subscription
from helpdesk.notifications.tests.made import VAPID_PRIVATE_KEY, Browser, subscribed
from helpdesk.staff.models import User
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

ENDPOINT = "https://push.example/send/abc"
ANDROID = "Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML) Chrome/125.0 Safari/537.36 Edg/125.0"


@pytest.fixture(autouse=True)
def a_world_with_names(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.VAPID_PRIVATE_KEY = VAPID_PRIVATE_KEY
    real = socket.getaddrinfo

    def look_up(host: str, *args: Any, **kwargs: Any) -> Any:
        return (
            [(2, 1, 6, "", ("142.250.1.95", 443))] if host == "push.example" else real(host, *args, **kwargs)
        )

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def sent(**changed: str) -> dict[str, str]:
    browser = Browser()
    return {"endpoint": ENDPOINT, "p256dh": browser.p256dh, "auth": browser.auth, **changed}


def test_a_browser_subscribes_once(desk: Client, alena: User) -> None:
    for _ in range(2):
        answer = desk.post("/push/subscription/", last := sent(), headers={"User-Agent": ANDROID})
        assert answer.status_code == 204
    kept = Subscription.objects.get()
    assert (kept.person, kept.endpoint, kept.p256dh) == (alena, ENDPOINT, last["p256dh"])
    assert kept.browser == "Firefox, Android"


def test_a_browser_is_that_of_whoever_used_it_last(desk: Client, karel: User) -> None:
    desk.post("/push/subscription/", sent())
    signed_in(karel).post("/push/subscription/", sent(), headers={"User-Agent": EDGE})
    kept = Subscription.objects.get()
    assert (kept.person, kept.browser) == (karel, "Edge, Windows")


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": ""},
        {"endpoint": "https://127.1/"},
        {"endpoint": "https://localhost/push"},
        {"endpoint": "http://push.example/"},
        {"endpoint": "https://push.example/" + "x" * 1000},
        {"endpoint": "javascript:alert(1)"},
        {"p256dh": "AAAA"},
        {"p256dh": "ž" * 87},
        {"auth": "A"},
        {"auth": "\x00" * 22},
    ],
)
def test_what_is_no_subscription_is_refused(desk: Client, wrong: dict[str, str]) -> None:
    answer = desk.post("/push/subscription/", sent(**wrong))
    assert answer.status_code == 422
    assert list(answer.json()) == list(wrong)
    assert not Subscription.objects.exists()


def test_signing_out_ends_it_for_this_browser_only(desk: Client, alena: User) -> None:
    desk.post("/push/subscription/", sent())
    signed_in(alena).post("/push/subscription/", sent(endpoint=ENDPOINT + "/phone"))
    signed_in(alena).post("/accounts/logout/")
    assert Subscription.objects.count() == 2
    desk.post("/accounts/logout/")
    assert [one.endpoint for one in Subscription.objects.all()] == [ENDPOINT + "/phone"]


def test_a_browser_ends_it_itself(desk: Client, karel: User) -> None:
    desk.post("/push/subscription/", sent())
    assert signed_in(karel).post("/push/subscription/end/", {"endpoint": ENDPOINT}).status_code == 204
    assert Subscription.objects.exists(), "it is not Karel's"
    assert desk.post("/push/subscription/end/", {}).status_code == 422
    for _ in range(2):
        assert desk.post("/push/subscription/end/", {"endpoint": ENDPOINT}).status_code == 204
    assert not Subscription.objects.exists()


def test_a_lost_phone_is_taken_off_from_elsewhere(desk: Client, alena: User, karel: User) -> None:
    phone = subscribed(alena)
    assert "Firefox, Android" in Page(desk.get("/news/settings/")).text
    assert signed_in(karel).post(f"/push/browsers/{phone.pk}/removal/").status_code == 404
    assert desk.post(f"/push/browsers/{phone.pk}/removal/").status_code == 302
    assert not Subscription.objects.exists()


def test_without_a_key_nobody_subscribes(desk: Client, settings: Settings) -> None:
    settings.VAPID_PRIVATE_KEY = ""
    assert desk.post("/push/subscription/", sent()).status_code == 404


def test_the_page_names_the_key(desk: Client) -> None:
    (card,) = [one for one in Page(desk.get("/news/settings/")).all("section") if one["id"] == "push"]
    # The public half of the example in RFC 8291.
    assert (
        card["data-key"]
        == public_key()
        == ("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")
    )


def test_the_worker_may_answer_for_every_page(client: Client) -> None:
    answer = client.get("/push/worker.js")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Cache-Control"] == "no-cache"
    assert b"showNotification" in answer.content
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("key", ["short", "!" * 43, "A" * 43])
def test_a_key_that_is_none_is_noticed_at_the_start(settings: Settings, key: str) -> None:
    assert not [one for one in run_checks() if one.id == "notifications.E001"]
    settings.VAPID_PRIVATE_KEY = key
    assert [one for one in run_checks() if one.id == "notifications.E001"]
