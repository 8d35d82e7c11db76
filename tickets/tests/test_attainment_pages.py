"""The figures about promises on their pages and as a file."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from customers.models import Customer
from helpdesk.staff.models import Site, User
from tests.pages import Page, signed_in
from tickets.domain.assignment import take
from tickets.enums import Pausing, Target
from tickets.kinds.complaint import Complaint
from tickets.models import Clock, SlaPolicy
from tickets.tests.clocks_by_hand import HOUR, MINUTE, stop, ticket_by, wind

pytestmark = pytest.mark.django_db

TABLE, CLOCKS, FILE = "/sla/attainment/", "/sla/attainment/clocks/", "/sla/attainment/csv/"
DAY = timedelta(days=1)


@pytest.fixture
def desk(ivan: User) -> Client:
    User.objects.filter(pk=ivan.pk).update(language="en")
    return signed_in(ivan)


@pytest.fixture
def clocks(alena: User, hotel: Site) -> list[Clock]:
    """One met in time, one an hour and a half late after standing still, one that runs and is late."""
    policy = SlaPolicy.objects.create(name="=Front desk", site=hotel)
    due = timezone.now() - 3 * DAY
    in_time = wind(take(ticket_by(alena), by=alena), due=due, took=HOUR, policy=policy)
    late = wind(ticket_by(alena), due=due, took=150 * MINUTE, policy=policy)
    stop(late, at=due, length=20 * MINUTE)
    stop(late, at=due + HOUR, length=26 * HOUR, reason=Pausing.ON_HOLD)
    running = wind(ticket_by(alena), due=due, target=Target.RESOLUTION, within=4 * HOUR)
    return [in_time, late, running]


def rows(page: Page) -> list[list[str]]:
    """The cells of the table, heads of columns left out."""
    lines = [row for row in page.all("tr") if not any(cell["scope"] == "col" for cell in row.children)]
    return [[" ".join(cell.text.split()) for cell in row.children] for row in lines]


def test_the_table_and_what_its_figures_lead_to(desk: Client, clocks: list[Clock]) -> None:
    page = Page(desk.get(TABLE))
    assert rows(page) == [
        ["=Front desk", "2", "1", "1", "50%", "1 h 30 min", "1 h 30 min", "0", STOOD_STILL],
        ["What the kind ships with", "1", "0", "1", "0%", "–", "–", "1", "–"],
        ["All", "3", "1", "2", "33.3%", "1 h 30 min", "1 h 30 min", "1", STOOD_STILL],
    ]
    (table,) = page.all("table")
    links = [one for one in table.inside() if one.tag == "a"]
    assert len(links) == 10
    for link in links:
        behind = Page(desk.get(link["href"]))
        assert behind.status == 200
        assert len(rows(behind)) == int(link.text), link["href"]


STOOD_STILL = "20 min waiting for the customer 26 h waiting for a third party"


def test_a_screen_reader_is_told_what_the_table_is(desk: Client, clocks: list[Clock]) -> None:
    page = Page(desk.get(f"{TABLE}?by=team&target=resolution&since=2026-01-05&until=2026-12-31"))
    (caption,) = page.all("caption")
    assert " ".join(caption.text.split()) == "Clocks due from 5 Jan 2026 to 31 Dec 2026 · Resolution"
    assert len(page.all("th", scope="col")) == 9
    assert len(page.all("th", scope="row")) == 2
    (region,) = page.all("div", role="region")
    assert (region["tabindex"], region["aria-labelledby"]) == ("0", caption["id"])
    (current,) = [one for one in page.all("a") if one["aria-current"] and "chip" in one["class"]]
    assert current.text == "Team"


def test_each_clock_with_its_pauses(desk: Client, clocks: list[Clock], alena: User) -> None:
    in_time, late, running = clocks
    told = {row[0].split()[0]: row for row in rows(Page(desk.get(CLOCKS)))}
    assert len(told) == 3
    assert told[str(late.ticket_id)][0] == f"{late.ticket_id} No hot water in 214 =Front desk"
    assert told[str(late.ticket_id)][4:] == ["Late by 1 h 30 min", f"Stood still {STOOD_STILL}"]
    assert told[str(in_time.ticket_id)][0].endswith("=Front desk · Alena Dvořáková")
    assert told[str(in_time.ticket_id)][4:] == ["Late by –", "Stood still –"]
    assert told[str(running.ticket_id)][1] == "Target Resolution"
    assert told[str(running.ticket_id)][3] == "Met not yet"
    assert told[str(running.ticket_id)][0].endswith("What the kind ships with")


def test_page_by_page_the_last_one_due_first(desk: Client, alena: User) -> None:
    now = timezone.now()
    ticket = ticket_by(alena)
    for n in range(55):
        wind(ticket, due=now - DAY - n * MINUTE, took=MINUTE)
    first = Page(desk.get(f"{CLOCKS}?by=associate&of=none&is=met"))
    (more,) = first.all("a", rel="next")
    second = Page(desk.get(f"{CLOCKS}{more['href']}"))
    assert (len(rows(first)), len(rows(second))) == (50, 5)
    due = [one["datetime"] for page in (first, second) for one in page.all("time") if one["datetime"]]
    moments = [datetime.fromisoformat(one) for one in due[::2]]
    assert moments == sorted(moments, reverse=True)
    assert second.all("a", rel="prev")


def test_as_a_file(desk: Client, clocks: list[Clock]) -> None:
    said = desk.get(f"{FILE}?since=2026-01-01&until=2026-12-31")
    assert said["Content-Disposition"] == 'attachment; filename="attainment-2026-01-01-2026-12-31.csv"'
    assert said["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.reader(said.content.decode("utf-8-sig").splitlines()))
    assert lines == [
        [
            "SLA policy",
            "Clocks",
            "Met in time",
            "Late",
            "Still open and late",
            "Met in time, per cent",
            "Late by, median, minutes",
            "Late by, mean, minutes",
            "Stood still waiting for the customer, minutes",
            "Stood still waiting for a third party, minutes",
        ],
        ["'=Front desk", "2", "1", "1", "0", "50%", "90", "90", "20", "1560"],
        ["What the kind ships with", "1", "0", "1", "1", "0%", "", "", "0", "0"],
        ["All", "3", "1", "2", "1", "33.3%", "90", "90", "20", "1560"],
    ]


def test_a_file_of_nothing_that_can_be_asked_leads_to_the_page_that_says_so(desk: Client) -> None:
    said = desk.get(f"{FILE}?since=never")
    assert said["Location"] == f"{TABLE}?since=never"


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("since=never", "Enter a valid date."),
        ("since=0001-01-01", "Check the year."),
        ("since=2026-05-02&until=2026-05-01", "This is before the first day."),
        ("since=2025-01-01&until=2026-01-02", "At most 366 days at once."),
        ("site=999999", "Select a valid choice."),
        ("target=lunch", "Select a valid choice."),
        ("by=mood", "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(desk: Client, query: str, problem: str) -> None:
    for address in (TABLE, CLOCKS):
        page = Page(desk.get(f"{address}?{query}"))
        assert page.status == 422
        assert problem in page.text
        assert not page.all("table")
    typed = dict(part.split("=") for part in query.split("&"))
    kept = page.filled_in("since")
    for name in {"since", "until"} & typed.keys():
        assert kept[name] == typed[name]


def test_a_whole_year_can_be_asked_for(desk: Client, clocks: list[Clock]) -> None:
    assert desk.get(f"{TABLE}?since=2025-01-01&until=2026-01-01").status_code == 200
    assert (
        "Nothing was due in these days" in Page(desk.get(f"{TABLE}?since=2020-01-01&until=2020-01-31")).text
    )


@pytest.mark.parametrize("query", ["by=week&of=soon", "by=team&of=x", "by=kind&of=%00", "is=maybe"])
def test_a_group_there_cannot_be(desk: Client, query: str) -> None:
    assert desk.get(f"{CLOCKS}?{query}").status_code == 422


def test_another_site_and_a_complaint_about_oneself(
    desk: Client, clocks: list[Clock], alena: User, ivan: User, marek: User, jana: Customer, hotel: Site
) -> None:
    User.objects.filter(pk=marek.pk).update(language="en")
    elsewhere = signed_in(marek)
    assert "Nothing was due in these days" in Page(elsewhere.get(TABLE)).text
    assert not Page(elsewhere.get(CLOCKS)).all("table")
    assert elsewhere.get(f"{TABLE}?site={hotel.pk}").status_code == 422
    complaint = ticket_by(alena, "complaint", customer=jana, subject="He shouted")
    wind(complaint, due=timezone.now() - DAY, took=MINUTE)
    assert "He shouted" in Page(desk.get(CLOCKS)).text
    Complaint.objects.filter(ticket=complaint).update(colleague=ivan)
    assert "He shouted" not in Page(desk.get(CLOCKS)).text
    assert [row[0] for row in rows(Page(desk.get(f"{TABLE}?by=kind")))] == ["Room change", "All"]


def test_only_those_who_supervise(alena: User, jan: User, ivan: User, petra: User) -> None:
    for person, status in ((alena, 404), (jan, 404), (ivan, 200), (petra, 200)):
        for address in (TABLE, CLOCKS, FILE):
            assert signed_in(person).get(address).status_code == status


def test_the_supervisors_desk_leads_there(desk: Client) -> None:
    assert Page(desk.get("/supervisor/")).all("a", href=TABLE)
