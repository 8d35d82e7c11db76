"""What every request passes on its way in, and the language switch."""

from io import BytesIO

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from helpdesk.staff.middleware import BodyLimitMiddleware, StaffLocaleMiddleware
from helpdesk.staff.models import User

pytestmark = pytest.mark.django_db


def test_a_body_of_20_megabytes_is_answered_with_a_page(client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": "x" * 20_000_000})
    assert answer.status_code == 413
    assert "5" in answer.content.decode()


def test_the_body_that_is_refused_is_read_so_that_the_answer_arrives() -> None:
    body = BytesIO(b"x" * 6_000_000)
    request = RequestFactory().post("/", CONTENT_LENGTH="6000000")
    request.META["wsgi.input"] = body
    assert BodyLimitMiddleware(lambda request: HttpResponse())(request).status_code == 413
    assert body.read() == b""


@pytest.mark.parametrize("length", ["", "0", "many", "5242880"])
def test_other_bodies_pass(length: str) -> None:
    request = RequestFactory().get("/", CONTENT_LENGTH=length)
    assert BodyLimitMiddleware(lambda request: HttpResponse("passed"))(request).content == b"passed"


def test_a_person_reads_their_language_and_their_sites_time(zofia: User) -> None:
    def look(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{translation.get_language()} {timezone.get_current_timezone_name()}")

    request = RequestFactory().get("/")
    request.user = zofia
    with translation.override("en"):
        assert StaffLocaleMiddleware(look)(request).content == b"pl Europe/Warsaw"
    assert timezone.get_current_timezone_name() == "UTC"


def test_the_language_is_kept_with_the_person(client: Client, alena: User) -> None:
    client.force_login(alena)
    answer = client.post("/language/", {"language": "cs", "next": "/customers/"})
    alena.refresh_from_db()
    assert (answer.status_code, answer["Location"], alena.language) == (302, "/customers/", "cs")


@pytest.mark.parametrize("language", ["de", "", "../cs"])
def test_an_unknown_language_changes_nothing(client: Client, alena: User, language: str) -> None:
    client.force_login(alena)
    client.post("/language/", {"language": language})
    alena.refresh_from_db()
    assert alena.language == "en"


def test_a_visitor_keeps_the_language_on_their_device(client: Client) -> None:
    answer = client.post("/language/", {"language": "pl", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    assert answer.cookies["django_language"].value == "pl"
