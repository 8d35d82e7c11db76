import pytest

from helpdesk.live.models import News
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.colleagues import colleagues_of, mentioned_in
from tickets.domain.message import add_message
from tickets.enums import Direction, MessageType
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def ivan(ivan: User) -> User:
    """He reads English here."""
    ivan.language = "en"
    ivan.save(update_fields=["language"])
    return ivan


def note(ticket: Ticket, body: str, *, by: User) -> Message:
    return add_message(ticket, Message(type=MessageType.NOTE, direction=Direction.INTERNAL, body=body), by=by)


def test_a_note_calls_a_colleague(room_change: Ticket, alena: User, ivan: User, karel: User) -> None:
    said = note(room_change, f"@{ivan.name}, may they have a suite? @karel", by=alena)
    assert list(said.mentioned.all()) == [ivan]
    news = News.objects.get(recipient=ivan)
    assert f"mentions you in ticket {room_change.number}" in news.text
    assert not News.objects.filter(recipient=karel).exists()


@pytest.mark.parametrize("spelling", ["@{name}", "@{lower}", "({at}{name})", "Hi @{name}!"])
def test_any_spelling_will_do(room_change: Ticket, alena: User, ivan: User, spelling: str) -> None:
    body = spelling.format(name=ivan.name, lower=ivan.name.lower(), at="@")
    assert mentioned_in(body, among=[alena, ivan]) == [ivan]


@pytest.mark.parametrize("spelling", ["{name}", "x@{name}", "@{name}ová"])
def test_a_name_alone_calls_nobody(ivan: User, spelling: str) -> None:
    assert mentioned_in(spelling.format(name=ivan.name), among=[ivan]) == []


def test_the_longest_name_is_meant(hotel: object) -> None:
    eva, eva_mala = User(name="Eva Malá"), User(name="Eva Malá Nová")
    assert mentioned_in("@Eva Malá Nová, please", among=[eva, eva_mala]) == [eva_mala]


def test_only_a_note_calls(room_change: Ticket, alena: User, ivan: User) -> None:
    said = Message(type=MessageType.CALL, direction=Direction.OUT, body=f"@{ivan.name}")
    add_message(room_change, said, by=alena)
    assert not said.mentioned.exists()
    assert not News.objects.filter(recipient=ivan).exists()


def test_nobody_outside_the_site_is_called(room_change: Ticket, alena: User, zofia: User, jan: User) -> None:
    said = note(room_change, f"@{zofia.name} @{jan.name}", by=alena)
    assert not said.mentioned.exists()


def test_whoever_a_complaint_is_about_is_not_called(alena: User, karel: User, ivan: User) -> None:
    complaint = log_case("complaint", by=alena, colleague=karel)
    assert karel not in colleagues_of(complaint)
    assert not note(complaint, f"@{karel.name}", by=ivan).mentioned.exists()


def test_the_composer_offers_them(room_change: Ticket, alena: User, ivan: User, zofia: User) -> None:
    address = f"{room_change.get_absolute_url()}colleagues/"
    page = Page(signed_in(alena).get(address, {"q": ivan.name.split()[1][:3].upper()}))
    assert [one.text.split("@")[1].strip() for one in page.all("div", role="option")] == [ivan.name]
    assert "No colleague of this name" in Page(signed_in(alena).get(address, {"q": "zof"})).text
    assert "Alena" not in Page(signed_in(alena).get(address)).text
