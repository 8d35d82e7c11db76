"""Tags, watchers, priority."""

from typing import Any

import pytest

from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.at_once import at_once
from tests.pages import Page, signed_in
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.domain.news import followers_of
from tickets.domain.priority import prioritise
from tickets.domain.resolution import resolve
from tickets.domain.tags import MOST, coin, retag
from tickets.domain.watching import unwatch, watch
from tickets.enums import Outcome, Priority, Status
from tickets.models import Tag, Ticket, Watching

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(ivan: User) -> list[str]:
    return [coin(name, by=ivan).name for name in ("Noise", "Plumbing", "Žehlička")]


def entries(ticket: Ticket, verb: str) -> list[Entry]:
    return list(Entry.objects.about(ticket).filter(verb=verb))


def test_tags_are_words_of_the_house(words: list[str], room_change: Ticket, alena: User) -> None:
    retag(room_change, add=["plumbing", "zehlicka"], by=alena)
    tagged = retag(room_change, add=["Noise"], remove=["Plumbing", "Lift"], by=alena)
    assert tagged.tags == ["Noise", "Žehlička"]
    first, second = entries(room_change, "ticket.tagged")
    assert first.details == {"added": ["Plumbing", "Žehlička"], "removed": []}
    assert second.details == {"added": ["Noise"], "removed": ["Plumbing"]}
    assert list(Ticket.objects.filter(tags__contains=["Žehlička"])) == [room_change]


def test_nothing_new_is_nothing_to_record(words: list[str], room_change: Ticket, alena: User) -> None:
    retag(room_change, add=["Noise"], by=alena)
    retag(room_change, add=["noise"], remove=["Lift"], by=alena)
    assert len(entries(room_change, "ticket.tagged")) == 1


def test_an_unknown_word_and_one_that_went_out_of_use(
    words: list[str], room_change: Ticket, alena: User
) -> None:
    with pytest.raises(NotPossible, match="Nováková"):
        retag(room_change, add=["Nováková"], by=alena)
    retag(room_change, add=["Noise"], by=alena)
    Tag.objects.filter(name="Noise").update(is_in_use=False)
    assert retag(room_change, add=["Noise", "Plumbing"], by=alena).tags == ["Noise", "Plumbing"]
    retag(room_change, remove=["Noise"], by=alena)
    with pytest.raises(NotPossible, match="Noise"):
        retag(room_change, add=["Noise"], by=alena)


def test_more_than_anybody_reads(room_change: Ticket, alena: User, ivan: User) -> None:
    many = [coin(f"Word {number}", by=ivan).name for number in range(MOST + 1)]
    with pytest.raises(NotPossible, match="at most 20"):
        retag(room_change, add=many, by=alena)


def test_only_supervisors_coin_words(ivan: User, alena: User) -> None:
    with pytest.raises(NotPossible, match="Only supervisors"):
        coin("Lift", by=alena)
    tag = coin("  Lift   shaft ", by=ivan)
    assert (tag.name, Entry.objects.about(tag).get().details) == ("Lift shaft", {"name": "Lift shaft"})
    assert coin("LIFT SHAFT", by=ivan) == tag
    Tag.objects.update(is_in_use=False)
    assert coin("lift shaft", by=ivan).is_in_use
    assert Tag.objects.count() == 1


def test_the_page_of_tags(words: list[str], room_change: Ticket, alena: User, ivan: User) -> None:
    url = f"/tickets/{room_change.pk}/tags/"
    page = Page(signed_in(alena).get(url))
    assert "new" not in page.filled_in("shown")
    assert [box["value"] for box in page.all("input", name="tags")] == words
    retag(room_change, add=["Noise"], by=ivan)
    # What somebody else ticked after the page was opened stays.
    signed_in(alena).post(url, {"tags": ["Plumbing"], "shown": page.filled_in("shown")["shown"]})
    room_change.refresh_from_db()
    assert room_change.tags == ["Noise", "Plumbing"]
    sent = {"tags": ["Plumbing"], "new": "Lift", "shown": '["Noise", "Plumbing"]'}
    signed_in(ivan).post(url, sent)
    room_change.refresh_from_db()
    assert room_change.tags == ["Lift", "Plumbing"]


@pytest.mark.parametrize("shown", ["", "{", "null", '{"a": 1}', "[1, 2]", '["\\u0000"]'])
def test_garbage_among_what_was_shown(shown: str, words: list[str], room_change: Ticket, alena: User) -> None:
    url = f"/tickets/{room_change.pk}/tags/"
    answered = signed_in(alena).post(url, {"tags": ["Plumbing", "Nobody’s"], "shown": shown})
    assert answered.status_code == 422
    answered = signed_in(alena).post(url, {"tags": ["Plumbing"], "shown": shown})
    assert answered.status_code in (302, 422)


def test_a_closed_ticket_keeps_its_tags(
    words: list[str], room_change: Ticket, alena: User, ivan: User
) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    move(room_change, Status.CLOSED, by=ivan)
    with pytest.raises(NotPossible, match="closed"):
        retag(room_change, add=["Noise"], by=alena)
    with pytest.raises(NotPossible, match="closed"):
        prioritise(room_change, Priority.LOW, because="It is over.", by=alena)


@pytest.mark.django_db(transaction=True)
def test_two_tags_at_once_both_stay(words: list[str], room_change: Ticket, alena: User, karel: User) -> None:
    at_once(
        lambda: retag(room_change, add=["Noise"], by=alena),
        lambda: retag(room_change, add=["Plumbing"], by=karel),
    )
    room_change.refresh_from_db()
    assert room_change.tags == ["Noise", "Plumbing"]


def test_watching(room_change: Ticket, karel: User, alena: User) -> None:
    url = f"/tickets/{room_change.pk}/watching/"
    client = signed_in(karel)
    for _ in range(2):
        assert client.post(url, {"watch": "on"}).status_code == 302
    assert Watching.objects.get().user == karel
    assert followers_of(room_change) == [karel]
    shown: Any = Ticket.objects.with_watchers().get(pk=room_change.pk)
    assert shown.watched_by == [{"id": karel.pk, "name": "Karel Svoboda"}]
    client.post(url, {"watch": "off"})
    assert not Watching.objects.exists()


def test_watching_changes_nothing_about_the_case(room_change: Ticket, karel: User) -> None:
    before = Entry.objects.about(room_change).count()
    watch(room_change, karel)
    unwatch(room_change, karel)
    assert Entry.objects.about(room_change).count() == before


def test_a_priority_has_a_reason(room_change: Ticket, alena: User, jana: Customer) -> None:
    url = f"/tickets/{room_change.pk}/priority/"
    client = signed_in(alena)
    assert Page(client.get(url)).filled_in("because")["priority"] == "2"
    page = Page(client.post(url, {"priority": "4", "because": " "}))
    assert (page.status, page.filled_in("because")["priority"]) == (422, "4")
    assert client.post(url, {"priority": "9", "because": "?"}).status_code == 422
    client.post(url, {"priority": "4", "because": "She is in tears."})
    room_change.refresh_from_db()
    assert room_change.priority == Priority.URGENT
    (entry,) = entries(room_change, "ticket.prioritised")
    assert entry.details == {"before": 2, "after": 4}
    assert entry.said == {"reason": "She is in tears."}
    prioritise(room_change, Priority.URGENT, because="Again.", by=alena)
    assert len(entries(room_change, "ticket.prioritised")) == 1
    with pytest.raises(NotPossible, match="why"):
        prioritise(room_change, Priority.LOW, because=" ", by=alena)
