from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from customers.domain.traces import Traces
from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import Membership, Site, Team, User
from tests.cast import log_case
from tests.pages import Element, Page, signed_in
from tickets import tasks
from tickets.domain.assignment import assign
from tickets.domain.errors import NotPossible
from tickets.domain.escalation import escalate
from tickets.domain.exception import ask_exception
from tickets.domain.follow_up import promise
from tickets.domain.handover_note import KEPT_FOR, forget, leave_note, settle
from tickets.domain.message import add_message
from tickets.domain.resolution import resolve
from tickets.enums import Direction, MessageType, Outcome
from tickets.models import HandoverNote, Message, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def karel(karel: User) -> User:
    """He reads English here."""
    karel.language = "en"
    karel.save(update_fields=["language"])
    return karel


@pytest.fixture
def concierge(hotel: Site) -> Team:
    return Team.objects.create(site=hotel, name="Concierge")


@pytest.fixture
def note(front_desk: Team, alena: User) -> HandoverNote:
    return leave_note("The lift is out.", site=front_desk.site, team=front_desk, by=alena, now=timezone.now())


def sections(user: User, of: str = "") -> dict[str, Element]:
    """The cards of the page by their headings."""
    page = Page(signed_in(user).get("/handover/", {"of": of} if of else {}))
    assert page.status == 200
    return {one.children[0].text.strip(): one for one in page.all("section") if "card" in one["class"]}


def test_everything_the_next_shift_must_know(room_change: Ticket, alena: User, karel: User) -> None:
    now = timezone.now()
    promise(
        room_change, text="When is it hot?", due_at=now + timedelta(hours=1), owner=karel, by=alena, now=now
    )
    escalate(room_change, reason="A free night?", by=alena)
    ask_exception(room_change, rule="only one night", reason="She has a child.", by=alena)
    found = sections(alena)
    assert "When is it hot?" in found["Promised to customers"].text
    assert "Karel Svoboda" in found["Promised to customers"].text
    assert "A free night?" in found["Waiting for a supervisor"].text
    assert "She has a child." in found["Waiting for a supervisor"].text
    assert "Room 305, until" in found["Guests in the house"].text
    assert "Jana Nováková" in found["Guests in the house"].text
    assert "No hot water in 214" in found["Customers who wait for a word"].text


def test_whoever_has_been_answered_does_not_wait(room_change: Ticket, alena: User) -> None:
    add_message(room_change, Message(type=MessageType.CALL, direction=Direction.OUT, body="Soon."), by=alena)
    assert "No customer waits" in sections(alena)["Customers who wait for a word"].text


def test_guests_leave(room_change: Ticket, alena: User, jana: Customer) -> None:
    def guests() -> str:
        return sections(alena)["Guests in the house"].text

    Ticket.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert "No hot water" in guests(), "on the morning after the second night"
    Ticket.objects.update(created_at=timezone.now() - timedelta(days=4))
    assert "No guest" in guests()
    Ticket.objects.update(created_at=timezone.now())
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    assert "No guest" in guests()


@pytest.mark.parametrize(
    ("step", "days", "comes"),
    [("make", 0, True), ("change", 0, True), ("cancel", 0, False), ("make", 1, False)],
)
def test_who_has_reserved_for_today(step: str, days: int, comes: bool, alena: User, hotel: Site) -> None:
    noon = timezone.localtime(timezone=hotel.zone).replace(hour=12) + timedelta(days=days)
    log_case("reservation", by=alena, step=step, reserved_for=noon)
    text = sections(alena)["Guests in the house"].text
    assert ("A table by the window, 12:" in text) is comes


def test_each_team_and_the_whole_site(
    room_change: Ticket, concierge: Team, alena: User, karel: User, hotel: Site
) -> None:
    Membership.objects.create(team=concierge, user=karel)
    other = log_case("complaint", by=alena, subject="Taxi too late")
    assign(other, team=concierge, assignee=None, by=alena)
    waiting = "Customers who wait for a word"
    assert "Taxi too late" not in sections(alena)[waiting].text
    assert "Taxi too late" in sections(alena, f"team-{concierge.pk}")[waiting].text
    whole = sections(alena, f"site-{hotel.pk}")[waiting].text
    assert "Taxi too late" in whole
    assert "No hot water in 214" in whole


def test_other_sites_stay_theirs(room_change: Ticket, zofia: User, front_desk: Team, hotel: Site) -> None:
    for of in ("", f"team-{front_desk.pk}", f"site-{hotel.pk}"):
        page = Page(signed_in(zofia).get("/handover/", {"of": of}))
        assert "Sklep Wisła" in page.text
        assert "No hot water" not in page.text


def test_the_accused_reads_nothing_of_it(alena: User, karel: User) -> None:
    complaint = log_case("complaint", by=alena, colleague=karel, subject="He shouted")
    now = timezone.now()
    promise(complaint, text="Ring her.", due_at=now + timedelta(hours=1), by=alena, now=now)
    escalate(complaint, reason="May I?", by=alena)
    leave_note("Mind Karel.", site=complaint.site, team=None, ticket=complaint, by=alena, now=now)
    page = Page(signed_in(karel).get("/handover/"))
    for text in ("He shouted", "Ring her.", "May I?", "Mind Karel."):
        assert text not in page.text
        assert text in Page(signed_in(alena).get("/handover/")).text


def test_somebody_in_no_team_has_no_handover(front_desk: Team) -> None:
    lonely = User.objects.create_user("lonely@desk.example", name="Lonely")
    assert signed_in(lonely).get("/handover/").status_code == 404


def test_leaving_a_note(room_change: Ticket, front_desk: Team, alena: User) -> None:
    client = signed_in(alena)
    sent = Page(client.get("/handover/")).filled_in("text")
    sent |= {"text": "Mind the step.", "ticket": str(room_change.pk)}
    for _ in range(2):
        answered = client.post("/handover/notes/", sent)
        assert answered["Location"] == f"/handover/?of=team-{front_desk.pk}"
    note = HandoverNote.objects.get()
    assert (note.text, note.ticket, note.team, note.written_by) == (
        "Mind the step.",
        room_change,
        front_desk,
        alena,
    )
    entry = Entry.objects.about(note).get()
    assert (entry.verb, entry.details) == ("handover.noted", {"site": "Hotel Vltava", "team": "Front desk"})
    assert "Mind the step." in sections(alena)["Notes for the next shift"].text


@pytest.mark.parametrize("ticket", ["", "99999999", "-1", "x", "9" * 30])
def test_a_note_that_says_nothing_or_names_no_ticket(ticket: str, alena: User) -> None:
    text = "Mind the step." if ticket else ""
    page = Page(signed_in(alena).post("/handover/notes/", {"text": text, "ticket": ticket, "of": "x"}))
    assert page.status == 422
    assert page.filled_in("text")["text"] == text
    assert not HandoverNote.objects.exists()


def test_a_note_about_a_ticket_of_another_site(petra: User, zofia: User, front_desk: Team) -> None:
    other = log_case("return", by=zofia)
    sent = {"text": "Mind it.", "ticket": str(other.pk), "of": f"team-{front_desk.pk}"}
    page = Page(signed_in(petra).post("/handover/notes/", sent))
    assert page.status == 409
    assert "is at another site" in page.text
    with pytest.raises(NotPossible):
        leave_note("?", site=front_desk.site, team=None, ticket=other, by=petra, now=timezone.now())


def test_the_same_form_is_one_note(front_desk: Team, alena: User) -> None:
    key, now = uuid4(), timezone.now()
    left = [leave_note("!", site=front_desk.site, team=None, by=alena, now=now, form_key=key) for _ in "12"]
    assert left == [HandoverNote.objects.get()] * 2


def test_to_a_team_and_to_everybody(note: HandoverNote, concierge: Team, alena: User) -> None:
    leave_note("Fire drill.", site=note.site, team=None, by=alena, now=timezone.now())
    notes = "Notes for the next shift"
    assert "The lift is out." in sections(alena)[notes].text
    assert "for every team" in sections(alena)[notes].text
    theirs = sections(alena, f"team-{concierge.pk}")[notes].text
    assert "Fire drill." in theirs
    assert "The lift is out." not in theirs


def test_seen_to(note: HandoverNote, karel: User, ivan: User) -> None:
    url = f"/handover/notes/{note.pk}/settling/"
    assert (
        signed_in(karel).post(url, {"of": f"site-{note.site_id}"})["Location"]
        == f"/handover/?of=site-{note.site_id}"
    )
    assert "The lift is out." not in sections(karel)["Notes for the next shift"].text
    settle(note, by=ivan, now=timezone.now())
    note.refresh_from_db()
    assert note.settled_by == karel
    assert [entry.verb for entry in Entry.objects.about(note)] == ["handover.noted", "handover.settled"]


def test_old_notes_go(note: HandoverNote, karel: User, alena: User) -> None:
    leave_note("Still open.", site=note.site, team=None, by=alena, now=timezone.now() - 2 * KEPT_FOR)
    settle(note, by=karel, now=timezone.now() - KEPT_FOR + timedelta(minutes=1))
    tasks.sweep_handover_notes()
    assert HandoverNote.objects.count() == 2
    HandoverNote.objects.filter(pk=note.pk).update(settled_at=timezone.now() - KEPT_FOR)
    tasks.sweep_handover_notes()
    assert HandoverNote.objects.get().text == "Still open."


def test_a_note_that_names_somebody_who_is_erased(note: HandoverNote, alena: User) -> None:
    named = [
        leave_note(text, site=note.site, team=None, by=alena, now=timezone.now())
        for text in ("Lift.\nMrs NOVÁKOVÁ, Jana, waits.", "Ring 777 123 456.", "Write to jana@post.example!")
    ]
    traces = Traces(("Jana Nováková",), ("jana@post.example",), ("+420777123456",))
    assert forget(traces) == len(named)
    assert set(HandoverNote.objects.exclude(text="").values_list("text", flat=True)) == {"The lift is out."}
    assert "(erased)" in sections(alena)["Notes for the next shift"].text
