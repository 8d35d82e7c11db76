from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.cast import log_case, typed_details
from tests.pages import Page, signed_in
from tickets.domain.kind import change_kind
from tickets.domain.resolution import resolve
from tickets.enums import Outcome
from tickets.kinds import KINDS, kind_of
from tickets.kinds.complaint import Complaint
from tickets.models import KindAtSite, ReturnRule, RuleException, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def url_of(ticket: Ticket) -> str:
    return f"/tickets/{ticket.pk}/kind/"


def typed(kind: str, **changes: str) -> dict[str, str]:
    return {"kind": kind} | {
        f"details-{name}": value for name, value in (typed_details(kind) | changes).items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_shows_what_is_known_and_saves_it_as_it_is(desk: Client, alena: User, kind: str) -> None:
    changes: dict[str, Any] = {"bought_on": timezone.localdate()} if kind == "return" else {}
    ticket = log_case(kind, by=alena, **changes)
    filled = Page(desk.get(url_of(ticket))).filled_in("seen")
    shown = {name.removeprefix("details-"): value for name, value in filled.items()}
    for name in ("under_name", "bill", "line_0_text", "serial", "reserved_for", "booking"):
        if name in typed_details(kind):
            assert shown[name] == typed_details(kind)[name]
    assert desk.post(url_of(ticket), filled)["Location"] == ticket.get_absolute_url()
    assert list(Entry.objects.about(ticket).values_list("verb", flat=True)) == ["ticket.logged"]


def test_changing_the_kind(desk: Client, alena: User, room_change: Ticket) -> None:
    chosen = Page(desk.post(url_of(room_change), {"choose_kind": "enquiry"}))
    filled = chosen.filled_in("seen")
    assert chosen.status == 200
    assert filled["details-booking"] == "HV-20311"  # a field of the same name
    assert "It was “Room change” and becomes “Enquiry”." in chosen.text
    answer = desk.post(url_of(room_change), filled | {"details-topic": "around_here"})
    assert answer["Location"] == room_change.get_absolute_url()
    changed = Ticket.objects.get()
    assert changed.kind == "enquiry"
    assert kind_of("enquiry").details_of(changed).values()["booking"] == "HV-20311"
    assert Entry.objects.about(changed).get(verb="ticket.kind_changed").by == alena
    page = Page(desk.get(answer["Location"])).text
    assert f"Ticket {changed.pk}: Enquiry." in page


def test_correcting_the_details(desk: Client, room_change: Ticket) -> None:
    filled = Page(desk.get(url_of(room_change))).filled_in("seen")
    desk.post(url_of(room_change), filled | {"details-to_room": "412"})
    assert kind_of("room_change").details_of(room_change).values()["to_room"] == "412"
    assert Entry.objects.about(room_change).filter(verb="ticket.details_corrected").exists()


def test_what_was_typed_comes_back_with_the_mistake(desk: Client, room_change: Ticket) -> None:
    sent = typed("bill_question", line_0_amount="much", line_3_text="Parking", line_3_amount="80")
    page = Page(desk.post(url_of(room_change), sent))
    assert page.status == 422
    assert "Everything you typed is still here" in page.text
    back = page.filled_in("seen")
    assert {name: back[name] for name in sent} == sent
    assert Ticket.objects.get().kind == "room_change"


def test_what_was_typed_for_one_kind_waits_until_it_comes_back(desk: Client, room_change: Ticket) -> None:
    sent = typed("bill_question", line_3_text="Parking", line_3_amount="80")
    away = Page(desk.post(url_of(room_change), sent | {"choose_kind": "suggestion"})).filled_in("seen")
    assert away["kind"] == "suggestion"
    back = Page(desk.post(url_of(room_change), away | {"choose_kind": "bill_question"})).filled_in("seen")
    assert {name: back[name] for name in sent} == sent
    assert back["details-line_4_text"] == ""  # all four are full: there is room for one more


def test_without_javascript_the_button_brings_another_row(desk: Client, alena: User) -> None:
    ticket = log_case("bill_question", by=alena)
    page = Page(desk.get(url_of(ticket)))
    (button,) = page.all("button", lambda one: "data-lines-more" in one.attrs)
    full = page.filled_in("seen") | {"details-line_3_text": "Parking", "details-line_3_amount": "80"}
    more = Page(desk.post(url_of(ticket), full | {button["name"]: button["value"]})).filled_in("seen")
    assert (more["details-line_3_text"], more["details-line_4_text"]) == ("Parking", "")


def test_somebody_was_faster_and_both_versions_are_there(
    desk: Client, room_change: Ticket, karel: User
) -> None:
    filled = Page(desk.get(url_of(room_change))).filled_in("seen") | {"details-to_room": "412"}
    theirs = kind_of("room_change").details_of(room_change)
    theirs.to_room = "108"  # type: ignore[attr-defined]
    change_kind(room_change, theirs, by=karel)
    page = Page(desk.post(url_of(room_change), filled))
    assert page.status == 409
    assert "Somebody changed these details meanwhile" in page.text
    assert "108" in page.text
    again = page.filled_in("seen")
    assert again["details-to_room"] == "412"
    assert desk.post(url_of(room_change), again).status_code == 302
    assert kind_of("room_change").details_of(room_change).values()["to_room"] == "412"


def test_outside_a_rule_a_reason_is_asked_for(desk: Client, alena: User, room_change: Ticket) -> None:
    bought = str(timezone.localdate() - timedelta(days=45))
    sent = typed("return", bought_on=bought, price_paid="249.90")
    page = Page(desk.post(url_of(room_change), sent))
    assert page.status == 422
    assert "outside the return window: day 45 of 30" in page.text
    filled = page.filled_in("seen") | {"exception_reason": "She was in hospital."}
    assert desk.post(url_of(room_change), filled).status_code == 302
    exception = RuleException.objects.get()
    assert (exception.rule, exception.reason, exception.asked_by) == (
        "outside the return window: day 45 of 30",
        "She was in hospital.",
        alena,
    )
    again = Page(desk.get(url_of(room_change))).filled_in("seen")
    assert desk.post(url_of(room_change), again | {"details-item": "Shoes"}).status_code == 302
    assert RuleException.objects.count() == 1


def test_a_colleague_of_another_language_need_not_ask_again(
    desk: Client, karel: User, room_change: Ticket
) -> None:
    bought = str(timezone.localdate() - timedelta(days=45))
    sent = typed("return", bought_on=bought, price_paid="249.90") | {"exception_reason": "In hospital."}
    assert desk.post(url_of(room_change), sent).status_code == 302
    filled = Page(signed_in(karel).get(url_of(room_change))).filled_in("seen")
    assert signed_in(karel).post(url_of(room_change), filled | {"details-item": "Boty"}).status_code == 302
    late = filled | {
        "details-item": "Boty",
        "details-bought_on": str(timezone.localdate() - timedelta(days=50)),
    }
    late["seen"] = ""
    assert signed_in(karel).post(url_of(room_change), late).status_code == 422


def test_a_rule_of_another_day_does_not_matter(desk: Client, room_change: Ticket) -> None:
    ReturnRule.objects.create(days=1, valid_from=date(2020, 1, 1), valid_until=date(2020, 12, 31))
    bought = str(timezone.localdate() - timedelta(days=10))
    assert desk.post(url_of(room_change), typed("return", bought_on=bought)).status_code == 302
    assert not RuleException.objects.exists()


def test_only_what_the_site_offers_can_be_chosen_and_what_it_is(desk: Client, room_change: Ticket) -> None:
    for kind in ("room_change", "return"):
        KindAtSite.objects.create(site=room_change.site, kind=kind, is_offered=False)
    page = Page(desk.get(url_of(room_change)))
    kinds = [one for one in page.all("button") if "kind" in one["class"].split()]
    assert len(kinds) == len(KINDS) - 1
    assert [one.text.strip() for one in kinds if one["aria-current"]] == ["Room change"]


def test_a_resolved_ticket_offers_no_other_kind(desk: Client, room_change: Ticket, alena: User) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    page = Page(desk.get(url_of(room_change)))
    assert len([one for one in page.all("button") if "kind" in one["class"].split()]) == 1
    assert desk.post(url_of(room_change), typed("enquiry")).status_code == 409


def test_whoever_is_named_is_led_away(desk: Client, alena: User, room_change: Ticket) -> None:
    answer = desk.post(url_of(room_change), typed("complaint", colleague=str(alena.pk)))
    assert answer["Location"] == "/"
    assert desk.get(room_change.get_absolute_url()).status_code == 404


def test_what_turned_into_a_complaint_about_oneself_meanwhile_is_not_shown(
    desk: Client, alena: User, karel: User, room_change: Ticket
) -> None:
    """The page was open, and somebody was faster."""
    filled = Page(desk.get(url_of(room_change))).filled_in("seen")
    change_kind(room_change, Complaint(about="staff", cause="rude", colleague=alena), by=karel)
    assert desk.post(url_of(room_change), filled).status_code == 404


def test_inside_the_ticket_it_is_a_panel(desk: Client, room_change: Ticket) -> None:
    panel = desk.get(url_of(room_change), headers={"hx-request": "true"})
    assert "<html" not in panel.content.decode()
    assert Page(panel).filled_in("seen")["kind"] == "room_change"


@pytest.mark.parametrize("garbage", ["\x00", "9" * 400, "gossip", "-1"])
def test_garbage_is_a_mistake_not_a_failure(desk: Client, room_change: Ticket, garbage: str) -> None:
    sent = typed("return") | {"seen": "", "exception_reason": "", "choose_kind": ""}
    for name in sent:
        answer = desk.post(
            url_of(room_change), {key: value for key, value in sent.items() if value} | {name: garbage}
        )
        assert answer.status_code in (200, 302, 409, 422), name
        assert desk.get(url_of(room_change), {name: garbage}).status_code == 200
