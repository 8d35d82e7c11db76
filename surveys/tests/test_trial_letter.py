"""The letter to look at: to oneself only, about nobody."""

import re

import pytest

from customers.models import Customer
from helpdesk.mail.models import Letter
from helpdesk.staff.models import Site, User
from surveys.models import Invitation
from tests.pages import Page, signed_in
from tickets.models import Resolution

pytestmark = pytest.mark.django_db

LINK = re.compile(r"http://localhost:8000(/[^\s\"]*)")


@pytest.fixture
def url(hotel: Site) -> str:
    return f"/surveys/questions/{hotel.pk}/all/test-letter/"


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "Test: How did we do? Hotel Vltava"),
        ("cs", "Jak jsme si vedli? Hotel Vltava"),
        ("pl", "Jak nas Państwo oceniają? Hotel Vltava"),
    ],
)
def test_it_goes_to_oneself(url: str, petra: User, language: str, subject: str) -> None:
    sent = {"language": language, "email": "jana.novakova@post.example", "recipient": "x@post.example"}
    done = signed_in(petra).post(url, sent, follow=True)
    assert "A test letter is on its way to petra@desk.example." in Page(done).text
    letter = Letter.objects.get()
    assert (letter.recipient, letter.is_bulk, letter.secrets) == ("petra@desk.example", False, [])
    assert letter.subject.endswith(subject)
    assert "Hotel Vltava" in letter.sender
    assert ("Petra Malá" in letter.text) == (language != "cs")
    assert f'lang="{language}"' in letter.html
    assert list(letter.headers) == ["Auto-Submitted"]


def test_its_links_lead_to_the_preview(url: str, petra: User, hotel: Site) -> None:
    client = signed_in(petra)
    client.post(url, {"language": "pl"})
    letter = Letter.objects.get()
    found = LINK.findall(letter.text) + LINK.findall(letter.html)
    preview = f"/surveys/questions/{hotel.pk}/all/preview/pl/"
    assert sorted(set(found)) == [preview, *(f"{preview}?score={score}" for score in range(1, 6))]
    page = Page(client.get(f"{preview}?score=2"))
    assert [one["value"] for one in page.all("input", name="score") if "checked" in one.attrs] == ["2"]
    assert not Invitation.objects.exists()


def test_no_customer_is_in_it(url: str, petra: User, resolution: Resolution, jana: Customer) -> None:
    signed_in(petra).post(url, {"language": "cs"})
    letter = Letter.objects.get(recipient=petra.email)
    for words in ("Jana", "Nováková", resolution.ticket.subject, str(resolution.ticket.number)):
        assert words not in letter.text + letter.html + letter.subject


@pytest.mark.parametrize("language", ["", "de", "EN"])
def test_a_language_there_is_not(url: str, petra: User, language: str) -> None:
    page = Page(signed_in(petra).post(url, {"language": language}))
    assert page.status == 422
    assert "Choose a language for the letter." in page.text
    assert not Letter.objects.exists()


def test_ten_of_them_an_hour(url: str, petra: User, ivan: User) -> None:
    client = signed_in(petra)
    statuses = [client.post(url, {"language": "en"}).status_code for _ in range(12)]
    assert statuses == [302] * 10 + [429] * 2
    refused = client.post(url, {"language": "en"})
    assert refused["Retry-After"] == "3600"
    assert "You have sent yourself many of them." in Page(refused).text
    assert Letter.objects.count() == 10
    # That is hers, not everybody's.
    assert signed_in(ivan).post(url, {"language": "en"}).status_code == 302
