from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from pytest_django import Settings

from helpdesk.mail.models import Letter
from helpdesk.staff.models import User
from helpdesk.staff.sign_in import StaffAccountAdapter
from tests.cast import PASSWORD
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

URL = "/accounts/login/"


@pytest.fixture(autouse=True)
def nobody_has_failed_yet() -> Iterator[None]:
    """Failures are counted in the cache."""
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD, **further: str) -> Page:
    return Page(client.post(URL, {"login": email, "password": password} | further, follow=True))


@pytest.mark.parametrize("email", ["alena@desk.example", "ALENA@desk.example", " Alena@Desk.Example "])
def test_by_e_mail_in_any_case(client: Client, alena: User, email: str) -> None:
    page = sign_in(client, email)
    assert page.status == 200
    assert "Menu of Alena Dvořáková" in page.text


def test_then_one_is_where_one_was_going(client: Client, alena: User) -> None:
    answer = client.post(URL, {"login": alena.email, "password": PASSWORD, "next": "/customers/"})
    assert answer["Location"] == "/customers/"
    client.logout()
    answer = client.post(URL, {"login": alena.email, "password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    ("email", "password"), [("alena@desk.example", "wrong"), ("nobody@desk.example", PASSWORD)]
)
def test_what_is_wrong_is_not_told_apart(client: Client, alena: User, email: str, password: str) -> None:
    page = sign_in(client, email, password)
    assert "The email address and/or password you specified are not correct." in page.text
    assert page.filled_in("login")["login"] == email
    assert page.filled_in("login")["password"] == ""


def test_an_account_that_was_closed_stays_closed(client: Client, alena: User) -> None:
    User.objects.filter(pk=alena.pk).update(is_active=False)
    assert "This account is closed" in sign_in(client, alena.email).text
    assert client.get("/")["Location"].startswith(URL)


def test_closing_an_account_ends_its_visits(alena: User) -> None:
    client = signed_in(alena)
    assert client.get("/").status_code == 200
    User.objects.filter(pk=alena.pk).update(is_active=False)
    assert client.get("/")["Location"].startswith(URL)


def test_five_failures_and_the_account_rests(client: Client, alena: User, karel: User) -> None:
    for _ in range(5):
        assert "are not correct" in sign_in(client, alena.email, "wrong").text
    assert "Too many failed login attempts. Try again later." in sign_in(client, alena.email).text
    assert "Too many failed login attempts. Try again later." in sign_in(Client(), alena.email.upper()).text
    assert "Karel Svoboda" in sign_in(Client(), karel.email).text


def test_nobody_knocks_forever(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    statuses = [client.post(URL, {"login": "a@b.example", "password": "x"}).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert "Too many attempts" in Page(client.post(URL)).text


def test_nobody_signs_up(client: Client) -> None:
    sent = {"email": "new@desk.example", "password1": PASSWORD, "password2": PASSWORD}
    for answer in (client.get("/accounts/signup/"), client.post("/accounts/signup/", sent)):
        assert "Accounts are made by your administrator" in Page(answer).text
    assert not User.objects.exists()


def test_the_administration_has_no_other_door(client: Client, petra: User) -> None:
    """Its own sign-in would let one try passwords without end."""
    client.post("/admin/login/", {"username": petra.email, "password": PASSWORD})
    assert client.get("/admin/").status_code == 302
    assert sign_in(client, petra.email, next="/admin/").status == 200
    assert client.get("/admin/").status_code == 200


def test_signing_out(alena: User) -> None:
    client = signed_in(alena)
    assert "What you have saved stays saved." in Page(client.get("/accounts/logout/")).text
    assert client.get("/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/").status_code == 302


def test_a_forgotten_password(client: Client, alena: User, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "helpdesk.mail.backend.OutboxBackend"
    client.post("/accounts/password/reset/", {"email": alena.email})
    letter = Letter.objects.get()
    assert letter.recipient == alena.email
    (link,) = [word for word in letter.text.split() if "/password/reset/key/" in word]
    page = client.get(link.replace("http://testserver", ""), follow=True)
    new = {"password1": "another door and key", "password2": "another door and key"}
    assert client.post(page.redirect_chain[-1][0], new).status_code == 302
    assert "Menu of" in sign_in(Client(), alena.email, "another door and key").text


def test_asking_for_a_password_tells_nobody_who_works_here(client: Client, alena: User) -> None:
    known = client.post("/accounts/password/reset/", {"email": alena.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@desk.example"})
    assert known["Location"] == unknown["Location"]


def test_the_language_stays_with_the_person(client: Client, alena: User) -> None:
    signed = signed_in(alena)
    assert signed.post("/language/", {"language": "pl", "next": "/customers/"})["Location"] == "/customers/"
    alena.refresh_from_db()
    assert alena.language == "pl"
    assert Page(signed_in(alena).get("/")).all("html")[0]["lang"] == "pl"
    for nonsense in ("xx", "", "\x00", "9" * 300):
        assert signed.post("/language/", {"language": nonsense}).status_code == 302
    signed.post("/language/", {"language": "cs", "next": "https://evil.example/"})
    alena.refresh_from_db()
    assert alena.language == "cs"
    client.post("/language/", {"language": "cs"})
    assert Page(client.get(URL)).all("html")[0]["lang"] == "cs"


@pytest.mark.parametrize("typed", ["\x00", "9" * 3000, "Ω≈ç√", "'; DROP TABLE x; --"])
def test_garbage_is_a_mistake_not_a_failure(client: Client, alena: User, typed: str) -> None:
    for name in ("login", "password", "next", "remember"):
        sent = {"login": alena.email, "password": "wrong"} | {name: typed}
        assert client.post(URL, sent).status_code == 200, name
    assert client.post("/accounts/password/reset/", {"email": typed}).status_code == 200


def test_the_limits_count_the_address_the_proxy_saw(settings: Settings) -> None:
    """What a stranger writes into the header himself stands further left and does not count."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.7"})
    assert StaffAccountAdapter(request).get_client_ip(request) == "203.0.113.7"
