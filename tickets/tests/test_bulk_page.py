"""Doing something to many tickets, from the queue and back to it."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from helpdesk.policies.models import CannedReply, CannedReplyText
from helpdesk.staff.models import Team, User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.assignment import assign
from tickets.domain.bulk import start as bulk
from tickets.domain.bulk import work
from tickets.enums import BulkStatus, BulkVerb, Status
from tickets.models import BulkAction, BulkItem, Tag, Ticket
from tickets.views import bulk as views

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def three(alena: User, jana: Customer) -> list[Ticket]:
    return [log_case("room_change", by=alena, customer=jana, subject=f"Cold in {n}") for n in "ABC"]


def chosen(tickets: list[Ticket], **more: Any) -> dict[str, Any]:
    return {"ticket": [ticket.pk for ticket in tickets], "form_key": str(uuid4()), **more}


def holders() -> list[int | None]:
    return list(Ticket.objects.order_by("pk").values_list("assignee", flat=True))


def test_it_is_asked_once_naming_the_tickets(desk: Client, three: list[Ticket], karel: User) -> None:
    numbers = "&".join(f"ticket={one.pk}" for one in three[:2])
    page = Page(desk.get(f"/bulk/assign/?{numbers}&query=view%3Dopen"))
    assert (page.status, "2 tickets" in page.text) == (200, True)
    assert [name in page.text for name in ("Cold in A", "Cold in B", "Cold in C")] == [True, True, False]
    assert "Karel Svoboda" in page.text
    assert [one["value"] for one in page.all("input", name="ticket")] == [str(one.pk) for one in three[:2]]
    piece = Page(desk.get("/bulk/assign/", {"ticket": three[0].pk}, headers={"HX-Request": "true"}))
    assert not piece.all("nav")
    assert piece.all("form", method="post")


def test_done_it_leads_back_to_the_queue_as_it_was(desk: Client, three: list[Ticket], karel: User) -> None:
    sent = chosen(three, assignee=karel.pk, query="view=open&kind=room_change")
    answer = desk.post("/bulk/assign/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/?view=open&kind=room_change")
    assert holders() == [karel.pk] * 3
    page = Page(desk.get(answer["Location"]))
    assert "Give to Karel Svoboda: 3 tickets changed." in page.text
    (undo,) = page.all("button", form="bulk-undo")
    answer = desk.post(undo["formaction"], {"query": "view=open"})
    assert (holders(), answer["Location"]) == ([None] * 3, "/?view=open")
    assert "Undone for 3 tickets." in Page(desk.get(answer["Location"])).text


def test_what_is_wrong_stands_beside_the_field(desk: Client, three: list[Ticket]) -> None:
    page = Page(desk.post("/bulk/resolve/", chosen(three, outcome="as_asked", explanation="")))
    assert page.status == 422
    assert len(page.all("input", name="ticket")) == 3
    assert page.filled_in("explanation")["outcome"] == "as_asked"
    assert set(Ticket.objects.values_list("status", flat=True)) == {Status.NEW}


@pytest.mark.parametrize("verb", BulkVerb)
def test_every_verb_is_asked_and_done(
    verb: BulkVerb, desk: Client, alena: User, karel: User, three: list[Ticket]
) -> None:
    night = Team.objects.create(site=three[0].site, name="Night desk")
    reply = CannedReply(name="Thanks", shortcut="thanks", owner=alena)
    reply.save()
    CannedReplyText.objects.create(reply=reply, language="en", body="Thank you.")
    Tag(name="lift").save()
    sent: dict[str, dict[str, Any]] = {
        "assign": {"assignee": karel.pk},
        "move": {"team": night.pk},
        "priority": {"priority": 4, "because": "A coach party waits."},
        "tag": {"add": ["lift"]},
        "reply": {"reply": reply.pk},
        "resolve": {"outcome": "explained", "explanation": "Told them."},
    }
    assert desk.get(f"/bulk/{verb}/", {"ticket": three[0].pk}).status_code == 200
    assert desk.post(f"/bulk/{verb}/", chosen(three, **sent[verb])).status_code == 302
    action = BulkAction.objects.get()
    assert (action.verb, action.status) == (verb, BulkStatus.DONE)
    assert set(BulkItem.objects.values_list("state", flat=True)) == {"done"}
    page = Page(desk.get("/"))
    assert "3 tickets changed" in page.text
    assert Page(desk.get("/bulk/")).all("a", href=f"/bulk/{action.pk}/")


def test_nobody_elses_and_no_auditor_are_offered(
    desk: Client, three: list[Ticket], jan: User, zofia: User, returns_desk: Team
) -> None:
    assert not {"Jan", "Zofia"} & set(Page(desk.get("/bulk/assign/", {"ticket": three[0].pk})).text.split())
    for verb, sent in (("assign", {"assignee": zofia.pk}), ("move", {"team": returns_desk.pk})):
        assert desk.post(f"/bulk/{verb}/", chosen(three, **sent)).status_code == 422


def test_what_one_may_not_see_is_not_chosen(desk: Client, three: list[Ticket], zofia: User) -> None:
    theirs = log_case("return", by=zofia, subject="Not yours")
    page = Page(desk.get("/bulk/assign/", {"ticket": [three[0].pk, theirs.pk]}))
    assert "1 ticket" in page.text
    assert "Not yours" not in page.text
    desk.post("/bulk/assign/", chosen([three[0], theirs], assignee=""))
    assert BulkItem.objects.get().ticket == three[0]


def test_without_tickets_one_is_told(desk: Client, three: list[Ticket]) -> None:
    page = Page(desk.get("/bulk/assign/", {"query": "view=mine"}, follow=True))
    assert "Select the tickets first." in page.text
    assert desk.get("/bulk/nonsense/", {"ticket": three[0].pk}).status_code == 404


def test_all_that_fit(desk: Client, alena: User, three: list[Ticket]) -> None:
    log_case("return", by=alena)
    asked = {"all": "on", "query": "view=open&kind=room_change"}
    page = Page(desk.get("/bulk/assign/", asked))
    assert "3 tickets" in page.text
    assert [one["value"] for one in page.all("input", name="counted")] == ["3"]
    log_case("room_change", by=alena)
    sent = {**asked, "counted": "3", "assignee": alena.pk, "form_key": str(uuid4())}
    page = Page(desk.post("/bulk/assign/", sent))
    assert (page.status, "another number" in page.text, BulkAction.objects.exists()) == (409, True, False)
    assert [one["value"] for one in page.all("input", name="counted")] == ["4"]
    assert desk.post("/bulk/assign/", {**sent, "counted": "4"}).status_code == 302
    assert sorted(map(str, holders())) == sorted([str(alena.pk)] * 4 + ["None"])


def test_more_than_may_be_chosen(desk: Client, three: list[Ticket]) -> None:
    with patch.object(views, "MOST", 2):
        page = Page(desk.get("/bulk/assign/", {"all": "on", "query": "view=open"}, follow=True))
    assert "More than 2 tickets fit." in page.text


def test_many_are_watched_while_a_worker_does_them(desk: Client, three: list[Ticket], karel: User) -> None:
    with patch.object(work, "AT_ONCE", 2), patch.object(work, "ask_for_work"):
        answer = desk.post("/bulk/assign/", chosen(three, assignee=karel.pk))
    action = BulkAction.objects.get()
    assert (answer["Location"], action.status) == (f"/bulk/{action.pk}/", BulkStatus.RUNNING)
    turns = iter([True])
    with patch.object(work, "ask_for_work"):
        work.work_on(action.pk, is_time_up=lambda: next(turns))
    page = Page(desk.get(answer["Location"]))
    (bar,) = page.all("progress")
    assert (bar["value"], bar["max"]) == ("1", "3")
    assert [one["hx-trigger"] for one in page.all("div", id="progress")] == ["every 1s"]
    work.work_on(action.pk, is_time_up=lambda: False)
    page = Page(desk.get(answer["Location"], headers={"HX-Request": "true"}))
    assert not page.all("progress")
    assert [one["hx-trigger"] for one in page.all("div", id="progress")] == [""]
    with patch.object(work, "AT_ONCE", 2), patch.object(work, "ask_for_work"):
        desk.post(f"/bulk/{action.pk}/undoing/")
    page = Page(desk.get(answer["Location"]))
    assert [(one["value"], one["max"]) for one in page.all("progress")] == [("0", "3")]
    desk.post(f"/bulk/{action.pk}/stopping/")
    assert holders() == [karel.pk] * 3


def test_what_was_not_done_stands_there_with_the_reason(
    desk: Client, three: list[Ticket], alena: User, karel: User, ivan: User
) -> None:
    complaint = log_case("complaint", by=alena, colleague=karel, subject="About Karel")
    desk.post("/bulk/assign/", chosen([*three, complaint], assignee=karel.pk))
    action = BulkAction.objects.get()
    page = Page(desk.get(f"/bulk/{action.pk}/"))
    assert "About Karel" in page.text
    assert "Karel Svoboda may not see this ticket." in page.text
    assign(three[0], team=three[0].team, assignee=ivan, by=ivan)
    page = Page(desk.post(f"/bulk/{action.pk}/undoing/", follow=True))
    assert "It was changed again since." in page.text
    again = Page(desk.post(f"/bulk/{action.pk}/undoing/", follow=True))
    assert "This cannot be undone any more." in again.text


def test_a_subject_one_may_not_see_any_more_is_not_told(
    desk: Client, three: list[Ticket], alena: User
) -> None:
    now = timezone.now()
    data = {"assignee": alena.pk, "name": alena.name}
    hidden = log_case("complaint", by=alena, colleague=alena, subject="About Alena")
    action = bulk.start(BulkVerb.ASSIGN, [hidden.pk], data=data, key=uuid4(), by=alena, now=now)
    work.work_on(action.pk, is_time_up=lambda: False)
    page = Page(desk.get(f"/bulk/{action.pk}/"))
    assert "You do not see this ticket any more." in page.text
    assert "About Alena" not in page.text


GARBAGE = ["\x00", "-1", "9" * 400, "Ω≈ç√ ﷽ 👩‍👩‍👧", "'; DROP TABLE tickets_ticket; --", "on", "%00&&=;"]


@pytest.mark.parametrize("typed", GARBAGE)
def test_garbage_is_harmless(desk: Client, three: list[Ticket], typed: str) -> None:
    for name in ("ticket", "all", "query", "counted", "form_key", "assignee"):
        good = {**chosen(three), "all": "on", "query": "view=open", "assignee": ""}
        assert desk.get("/bulk/assign/", {**good, name: typed}).status_code in (200, 302, 400), name
        assert desk.post("/bulk/assign/", {**good, name: typed}).status_code in (302, 400, 409, 422), name


@pytest.mark.parametrize("rows", [1, 30])
def test_as_many_queries_for_many(
    rows: int, desk: Client, alena: User, karel: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    numbers = [log_case("complaint", by=alena, colleague=karel).pk for _ in range(rows)]
    with django_assert_num_queries(8):
        desk.get("/bulk/assign/", {"ticket": numbers})
    desk.post("/bulk/assign/", {"ticket": numbers, "assignee": karel.pk, "form_key": str(uuid4())})
    desk.get("/")
    action = BulkAction.objects.get()
    with django_assert_num_queries(8):
        desk.get(f"/bulk/{action.pk}/")
    with django_assert_num_queries(5):
        desk.get("/bulk/")


def test_the_next_one_is_taken_and_opened(desk: Client, three: list[Ticket], alena: User) -> None:
    assert desk.post("/next/")["Location"] == three[0].get_absolute_url()
    assert holders() == [alena.pk, None, None]
    for _ in range(2):
        desk.post("/next/")
    assert "Nothing waits for somebody in your teams." in Page(desk.post("/next/", follow=True)).text


def test_without_a_team_there_is_no_next(petra: User, three: list[Ticket]) -> None:
    assert "You are in no team" in Page(signed_in(petra).post("/next/", follow=True)).text
