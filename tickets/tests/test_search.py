"""What is found, for whom, and in which order."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest import MonkeyPatch

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.domain.assignment import take
from tickets.domain.message import add_message
from tickets.domain.search import candidates, matching, results
from tickets.domain.search.narrowing import NAMES
from tickets.domain.search.results import Results, search
from tickets.enums import Direction, MessageType, Status
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db


def found(text: str, *, by: User, after: str = "") -> Results:
    return search(text, user=by, after=after, now=timezone.now())


def numbers(text: str, *, by: User) -> list[int]:
    return [one.number for one in found(text, by=by).tickets]


def say(ticket: Ticket, body: str, *, by: User) -> Message:
    return add_message(ticket, Message(type=MessageType.NOTE, direction=Direction.INTERNAL, body=body), by=by)


@pytest.fixture
def boiler(alena: User, piotr: Customer) -> Ticket:
    """Logged a year ago."""
    ticket = log_case(
        "complaint", by=alena, customer=piotr, subject="Kotelna hučí", what_happened="Celou noc hučí kotelna."
    )
    Ticket.objects.filter(pk=ticket.pk).update(created_at=timezone.now() - timedelta(days=365))
    return Ticket.objects.get(pk=ticket.pk)


@pytest.mark.parametrize(
    "text",
    [
        *("hot water", "WATER hot", "wat", "novakova", "NOVÁKOVÁ water", "HV-20311", "hv20311", "HV 20311"),
        *("20311", '"hot water"', "„no hot“ 214", "water -boiler", "kind:room_change", 'kind:"Room change"'),
        *("kind:room", "status:new", "status:new,open", "-status:closed water", "site:vltava", "site:prague"),
        *("team:front", "assignee:nobody", "customer:nováková", "customer:jana water", "channel:inperson"),
        *("priority:normal", "is:open", "is:waiting", "is:unassigned", "jana.novakova@post.example"),
        *("+420 777 123 456", "777 123 456", "00420777123456", "777123456"),
        *("after:2020", "before:2100 water", "after:2020-05 before:2100-01-01"),
    ],
)
def test_found_by(text: str, room_change: Ticket, boiler: Ticket, alena: User) -> None:
    assert room_change.pk in numbers(text, by=alena)


@pytest.mark.parametrize(
    "text",
    [
        *('"water hot"', "water -hot", "kind:return", "-kind:room_change water", "status:closed", "xyz"),
        *("site:wisla xyz", "assignee:me", "before:2020", "after:2100", "ot", "water kotelna", "-jana hot"),
        *("#999", "tag:vip"),
    ],
)
def test_not_found_by(text: str, room_change: Ticket, alena: User) -> None:
    assert numbers(text, by=alena) == []


def test_values_are_known_in_the_language_of_the_reader(room_change: Ticket, alena: User) -> None:
    with translation.override("cs"):
        assert numbers("stav:nový", by=alena) == [room_change.pk]
    with translation.override("pl"):
        assert numbers("status:nowe", by=alena) == [room_change.pk]


def test_names_of_colleagues(room_change: Ticket, alena: User, karel: User) -> None:
    take(room_change, by=karel)
    assert numbers("assignee:svoboda", by=alena) == [room_change.pk]
    assert numbers("assignee:me", by=karel) == [room_change.pk]
    assert numbers("is:mine", by=alena) == []


def test_what_nobody_knows_is_searched_for_as_words(alena: User, jana: Customer) -> None:
    ticket = log_case("complaint", by=alena, customer=jana, subject="Ratio: kind xyz 12:30")
    for text in ("kind:xyz", "ratio:", "12:30", "priority:99 x"):
        assert numbers(text, by=alena) == ([ticket.pk] if text != "priority:99 x" else [])


def test_late_is_what_is_late_now(room_change: Ticket, boiler: Ticket, alena: User) -> None:
    Ticket.objects.filter(pk=room_change.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    assert numbers("is:late", by=alena) == [room_change.pk]
    assert list(Ticket.objects.filter(matching("is:late", user=alena))) == [room_change]


def test_the_number_comes_first(room_change: Ticket, alena: User, jana: Customer) -> None:
    others = [
        log_case("complaint", by=alena, customer=jana, subject=f"{room_change.pk} {room_change.pk}")
        for _ in "ab"
    ]
    assert numbers(str(room_change.pk), by=alena)[0] == room_change.pk
    assert set(numbers(str(room_change.pk), by=alena)) == {room_change.pk, *(one.pk for one in others)}
    assert numbers(f"#{room_change.pk}", by=alena) == [room_change.pk]


def test_the_subject_counts_more_than_a_message_and_new_more_than_old(
    room_change: Ticket, boiler: Ticket, alena: User, jana: Customer
) -> None:
    fresh = log_case("complaint", by=alena, customer=jana, subject="Kotelna stojí", what_happened="Kotelna.")
    say(room_change, "V kotelně nikdo není, kotelna je zavřená.", by=alena)
    assert numbers("kotelna", by=alena) == [fresh.pk, boiler.pk, room_change.pk]


def test_unfinished_comes_before_closed(alena: User, ivan: User, jana: Customer) -> None:
    done, open_ = (log_case("complaint", by=alena, customer=jana, subject="Kotelna") for _ in "ab")
    Ticket.objects.filter(pk=open_.pk).update(created_at=done.created_at - timedelta(days=1))
    Ticket.objects.filter(pk=done.pk).update(status=Status.CLOSED)
    assert numbers("kotelna", by=alena) == [open_.pk, done.pk]


def test_messages_are_shown_where_the_words_stand(room_change: Ticket, alena: User) -> None:
    say(room_change, "Nothing here", by=alena)
    said = say(room_change, "Dobrý den, <b>Kotelna</b> hučí & bručí.", by=alena)
    (shown,) = found("kotelna", by=alena).tickets
    ((message, text),) = shown.messages
    assert (message.pk, message.author) == (said.pk, "Alena Dvořáková")
    assert text == "Dobrý den, &lt;b&gt;<mark>Kotelna</mark>&lt;/b&gt; hučí &amp; bručí."
    assert shown.title == "No hot water in 214"


def test_every_message_of_a_very_long_ticket_is_found(room_change: Ticket, alena: User) -> None:
    """Also when the words of a search stand in different parts of it."""
    messages = [say(room_change, f"slovo{n:02} " + "filler " * 300, by=alena) for n in range(24)]
    for n in (0, 12, 23):
        (shown,) = found(f"slovo{n:02}", by=alena).tickets
        assert shown.messages[0][0].pk == messages[n].pk
    assert numbers("slovo01 slovo12 slovo23 water kind:room_change", by=alena) == [room_change.pk]
    assert numbers("slovo01 slovo99", by=alena) == []
    assert numbers("slovo23 kind:return", by=alena) == []
    assert numbers("slovo23 -slovo01", by=alena) == []


def test_nobody_finds_what_they_may_not_see(
    room_change: Ticket, alena: User, karel: User, zofia: User, petra: User, jana: Customer
) -> None:
    hidden = log_case("complaint", by=alena, customer=jana, subject="Water on the desk", colleague=karel)
    assert set(numbers("water", by=alena)) == {room_change.pk, hidden.pk}
    assert set(numbers("water", by=petra)) == {room_change.pk, hidden.pk}
    assert numbers("water", by=karel) == [room_change.pk]
    assert numbers("water", by=zofia) == []
    assert found("jana", by=zofia).customers == []
    petra_of_nowhere = User.objects.create_user("nobody@desk.example", name="No Team")
    assert numbers("water", by=petra_of_nowhere) == []


def test_customers_are_found_beside_the_tickets(room_change: Ticket, jana: Customer, alena: User) -> None:
    first = found("Novakova", by=alena)
    assert [(one, str(name)) for one, name in first.customers] == [(jana.pk, "Jana <mark>Nováková</mark>")]
    assert not first.are_similar
    similar = found("Novkova", by=alena)
    assert [one for one, _name in similar.customers] == [jana.pk]
    assert similar.are_similar
    assert found("kind:room_change", by=alena).customers == []


def log_many(number: int, *, by: User, customer: Customer, start: datetime) -> list[int]:
    made = [log_case("complaint", by=by, customer=customer, subject="Kotelna") for _ in range(number)]
    for n, ticket in enumerate(made):
        Ticket.objects.filter(pk=ticket.pk).update(created_at=start + timedelta(hours=n))
    return [ticket.pk for ticket in made]


def all_pages(text: str, *, by: User) -> list[int]:
    seen: list[int] = []
    after = ""
    for _page in range(100):
        page = found(text, by=by, after=after)
        seen += [one.number for one in page.tickets]
        if not page.next_mark:
            return seen
        after = page.next_mark
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("common", [0.0, 0.05, 1.0])
@pytest.mark.parametrize("text", ["kotelna", "kotelna kind:complaint", "kotelna -water", "kot before:2100"])
def test_going_on_shows_each_ticket_once(
    text: str, common: float, alena: User, jana: Customer, room_change: Ticket, monkeypatch: MonkeyPatch
) -> None:
    """Whichever way is taken: through the newest, or by the index, a few at a time."""
    limits = {"ENOUGH": 5, "PLENTY": 3, "NEWEST": 4, "MORE": 3, "MOST_READ": 2, "COMMON": common}
    for name, value in limits.items():
        monkeypatch.setattr(candidates, name, value)
    monkeypatch.setattr(results, "PAGE", 2)
    start = timezone.now() - timedelta(days=200)
    made = log_many(12, by=alena, customer=jana, start=start)
    for _ in range(6):
        log_case("room_change", by=alena, customer=jana)
    seen = all_pages(text, by=alena)
    assert sorted(seen) == sorted(made)


def test_going_back(alena: User, jana: Customer, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(results, "PAGE", 2)
    log_many(5, by=alena, customer=jana, start=timezone.now() - timedelta(days=2))
    first = found("kotelna", by=alena)
    second = found("kotelna", by=alena, after=first.next_mark)
    assert first.previous_mark == ""
    again = found("kotelna", by=alena, after=second.previous_mark)
    assert [one.number for one in again.tickets] == [one.number for one in first.tickets]


TYPED = st.text(
    alphabet=st.one_of(
        st.sampled_from("\"'-#:()&|!*<>\\ \t\x00+0123456789abžł„“@./kindstatusbeforeis="), st.characters()
    ),
    max_size=60,
)
ODD_VALUES = ("0000", "9999-99", "2026-02-30", "me", "open", "2026-05", "1" * 30, ",")
NAMED = st.builds(
    "{}{}:{}".format,
    st.sampled_from(["", "-"]),
    st.sampled_from(sorted(NAMES)),
    st.one_of(TYPED, st.sampled_from(ODD_VALUES)),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(text=st.one_of(TYPED, NAMED, st.lists(st.one_of(TYPED, NAMED), max_size=4).map(" ".join)), after=TYPED)
def test_whatever_is_typed_is_answered(text: str, after: str, alena: User, room_change: Ticket) -> None:
    search(text, user=alena, after=after, now=timezone.now())
    list(Ticket.objects.visible_to(alena).filter(matching(text, user=alena))[:5])
