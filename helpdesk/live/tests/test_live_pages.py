"""The pass in a page, and what a script that asks for the page again gets."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.contrib.messages import INFO
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from helpdesk.live.passes import Pass, read
from helpdesk.staff.models import Site, User
from tests.pages import Element, Page, signed_in
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def live(url: str, user: User) -> Element:
    (found,) = [one for one in Page(signed_in(user).get(url)).root.inside() if one["id"] == "live"]
    return found


def pass_in(element: Element) -> Pass:
    granted = read(element["data-pass"], key=settings.SECRET_KEY)
    assert granted is not None
    return granted


def policy(url: str, user: User) -> list[str]:
    header = signed_in(user).get(url)["Content-Security-Policy"]
    (found,) = [part.split() for part in header.split(";") if part.split()[0] == "connect-src"]
    return found[1:]


def test_a_page_about_nothing_hears_of_the_news_of_its_person(alena: User) -> None:
    before = time.time()
    granted = pass_in(live("/news/", alena))
    assert (granted.person, granted.name, granted.initials) == (alena.pk, "Alena Dvořáková", "AD")
    assert granted.topics == (f"person:{alena.pk}",)
    assert before <= granted.since <= time.time()


def test_a_ticket_page_is_about_the_ticket_and_its_customer(alena: User, room_change: Ticket) -> None:
    found = live(room_change.get_absolute_url(), alena)
    about = {f"person:{alena.pk}", f"ticket:{room_change.pk}", f"customer:{room_change.customer_id}"}
    assert set(pass_in(found).topics) == about
    assert found["data-page"] == room_change.get_absolute_url()


def test_lists_are_about_the_sites_of_whoever_looks(alena: User, hotel: Site) -> None:
    for url in ("/", "/?view=resolved"):
        assert f"site:{hotel.pk}" in pass_in(live(url, alena)).topics
        assert live(url, alena)["data-page"] == url


def test_a_form_that_comes_back_is_renewed_from_the_page_it_belongs_to(
    alena: User, room_change: Ticket
) -> None:
    answer = signed_in(alena).post(f"{room_change.get_absolute_url()}messages/", {"type": "note", "body": ""})
    assert answer.status_code == 422
    (found,) = [one for one in Page(answer).root.inside() if one["id"] == "live"]
    assert found["data-page"] == room_change.get_absolute_url()


@pytest.mark.parametrize(
    ("url", "socket", "sources"),
    [
        ("/live/socket/", "/live/socket/", ["'self'"]),
        (":8001/", "ws://testserver:8001/", ["'self'", "ws://testserver:8001"]),
        ("wss://live.desk.example/x", "wss://live.desk.example/x", ["'self'", "wss://live.desk.example"]),
    ],
)
def test_a_page_may_connect_to_the_live_process_and_to_nobody_else(
    url: str, socket: str, sources: list[str], alena: User, settings: Settings
) -> None:
    settings.LIVE_URL = url
    assert live("/news/", alena)["data-socket"] == socket
    assert policy("/news/", alena) == sources


def test_whoever_comes_over_https_connects_safely(alena: User, settings: Settings) -> None:
    settings.LIVE_URL = ":8001/"
    header = signed_in(alena).get("/news/", secure=True)["Content-Security-Policy"]
    assert "connect-src 'self' wss://testserver:8001" in header


def test_nobody_gets_a_pass_without_being_signed_in(settings: Settings) -> None:
    settings.LIVE_URL = ":8001/"
    answer = Client().get("/accounts/login/")
    assert b"data-pass" not in answer.content
    assert "testserver:8001" not in answer["Content-Security-Policy"]


def test_without_an_address_pages_are_not_live(alena: User, settings: Settings) -> None:
    settings.LIVE_URL = ""
    assert b"data-pass" not in signed_in(alena).get("/news/").content


def with_words(words: str, *, to: User) -> Client:
    """A browser in which these words wait to be shown on the next page."""
    storage, answer = CookieStorage(RequestFactory().get("/")), HttpResponse()
    storage.add(INFO, words)
    storage.update(answer)
    client = signed_in(to)
    client.cookies.update(answer.cookies)
    return client


def test_a_script_that_looks_again_takes_no_words_away_from_the_person(alena: User) -> None:
    client = with_words("It is saved.", to=alena)
    assert b"It is saved." not in client.get("/news/", headers={"X-Live": "1"}).content
    assert b"It is saved." in client.get("/news/").content
    assert b"It is saved." not in client.get("/news/").content


def test_whoever_is_signed_out_is_told_so_rather_than_sent_to_sign_in(room_change: Ticket) -> None:
    answer = Client().get(room_change.get_absolute_url(), headers={"X-Live": "1"})
    assert (answer.status_code, answer["X-Signed-Out"]) == (403, "1")


def test_a_ticket_nobody_may_see_gives_no_pass(zofia: User, room_change: Ticket) -> None:
    answer = signed_in(zofia).get(room_change.get_absolute_url())
    assert answer.status_code == 404
    assert f"ticket:{room_change.pk}" not in str([one.attrs for one in Page(answer).root.inside()])
