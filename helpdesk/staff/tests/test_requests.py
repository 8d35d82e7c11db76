"""What every request passes on its way in, and the language switch."""

from io import BytesIO

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone, translation
from django.utils.http import urlencode
from pytest_django import Settings

from helpdesk.staff.middleware import BodyLimitMiddleware, StaffLocaleMiddleware
from helpdesk.staff.models import User

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


def test_a_body_of_20_megabytes_is_answered_with_a_page(client: Client) -> None:
    answer = client.post("/accounts/login/", urlencode({"login": "x" * 20_000_000}), content_type=FORM)
    assert answer.status_code == 413
    assert "5" in answer.content.decode()


def test_the_body_that_is_refused_is_read_so_that_the_answer_arrives() -> None:
    body = BytesIO(b"x" * 6_000_000)
    request = RequestFactory().post("/", b"x", content_type=FORM, CONTENT_LENGTH="6000000")
    request.META["wsgi.input"] = body
    assert BodyLimitMiddleware(lambda request: HttpResponse())(request).status_code == 413
    assert body.read() == b""


def passes(length: int, content_type: str) -> bool:
    request = RequestFactory().post("/", b"x", content_type=content_type, CONTENT_LENGTH=str(length))
    request.META["wsgi.input"] = BytesIO()
    return BodyLimitMiddleware(lambda request: HttpResponse())(request).status_code == 200


def test_a_form_with_files_may_be_longer_than_one_without(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.UPLOAD_LIMIT = 5_000_000, 50_000_000
    files = "multipart/form-data; boundary=x"
    assert [passes(length, files) for length in (50_000_000, 50_000_001)] == [True, False]
    for other in (
        "application/x-www-form-urlencoded",
        "application/json",
        "text/plain",
        "",
        "multipart/mixed",
    ):
        assert [passes(length, other) for length in (5_000_000, 5_000_001)] == [True, False]


def test_the_page_says_how_much_is_allowed(client: Client, settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 7 * 1024 * 1024
    answer = client.post("/accounts/login/", {"file": BytesIO(b"x" * 7_400_000)})
    assert answer.status_code == 413
    assert "7 MB" in answer.content.decode()


def test_so_do_words_that_are_too_long_in_a_form_with_files(client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": "x" * 6_000_000, "file": BytesIO(b"x" * 1_000_000)})
    assert answer.status_code == 413
    assert "5 MB" in answer.content.decode()


def test_other_bad_requests_are_not_called_too_long(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    assert client.post("/accounts/login/", {"a": 1, "b": 2, "c": 3}).status_code == 400


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
