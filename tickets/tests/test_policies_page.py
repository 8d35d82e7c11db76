"""The policy beside a case, and what a refusal or an exception rests on."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from helpdesk.policies.domain.publication import publish
from helpdesk.policies.models import PolicyVersion
from helpdesk.policies.tests.conftest import MakeDraft, successor
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, Team, User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.errors import NotPossible
from tickets.domain.exception import ask_exception
from tickets.domain.resolution import resolve
from tickets.enums import Outcome
from tickets.models import Resolution, RuleException, Ticket
from tickets.tests.test_new_page import form_of

pytestmark = pytest.mark.django_db

NEW = "/tickets/new/"
PREVIEW = "/tickets/new/preview/"
LATE = {
    "kind": "return",
    "details-receipt": "A-1007",
    "details-item": "Umbrella",
    "details-quantity": "1",
    "details-price_paid": "490",
    "details-reason": "changed_mind",
    "details-condition": "unworn",
    "details-refund_method": "card",
}


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def returns(published: MakeDraft) -> PolicyVersion:
    return published("Returns", kinds=["return"], body="Thirty days.")


@pytest.fixture
def old_case(alena: User, jana: Customer) -> Ticket:
    """A return logged ten days ago."""
    ticket = log_case("return", by=alena, customer=jana)
    Ticket.objects.update(created_at=timezone.now() - timedelta(days=10))
    return Ticket.objects.get(pk=ticket.pk)


def publish_newer(version: PolicyVersion, *, by: User) -> PolicyVersion:
    """From today on the policy says something else."""
    today = timezone.localdate()
    return publish(successor(version, by=by, valid_from=today), by=by, now=timezone.now())


def beside(page: Page) -> list[str]:
    """The titles and numbers of the policies on the panel."""
    return [
        " ".join(one.text.split()) for one in page.all("details", lambda one: "rule" in one["class"].split())
    ]


def choices(page: Page, name: str) -> list[str]:
    (field,) = page.all("select", name=name)
    return [one["value"] for one in field.inside() if one.tag == "option"]


def url_of(ticket: Ticket, verb: str = "beside") -> str:
    return f"/tickets/{ticket.pk}/{verb}/"


# --- beside a case --------------------------------------------------------------------------------


def test_what_was_in_force_when_the_case_came_stands_beside_it(
    desk: Client, old_case: Ticket, returns: PolicyVersion, petra: User
) -> None:
    newer = publish_newer(returns, by=petra)
    (rule,) = beside(Page(desk.get(url_of(old_case))))
    assert "Thirty days." in rule
    assert "Version 1" in rule
    (today,) = beside(Page(desk.get(NEW, {"kind": "return"})))
    assert "Sixty days." in today
    assert newer.number == 2


def test_a_case_of_today_has_what_holds_today(
    desk: Client, alena: User, returns: PolicyVersion, petra: User
) -> None:
    publish_newer(returns, by=petra)
    (rule,) = beside(Page(desk.get(url_of(log_case("return", by=alena)))))
    assert "Sixty days." in rule


def test_only_policies_of_this_kind_and_site(
    desk: Client, room_change: Ticket, published: MakeDraft, hotel: Site, shop: Site
) -> None:
    published("Moving", kinds=["room_change"], sites=[hotel])
    published("For everything")
    published("Returns", kinds=["return"])
    published("Of the shop", kinds=["room_change"], sites=[shop])
    published("Ended", kinds=["room_change"], valid_until=date(2020, 12, 31))
    titles = [rule.split(" Thirty")[0] for rule in beside(Page(desk.get(url_of(room_change))))]
    assert titles == ["Moving", "For everything"]


def test_a_draft_stands_beside_nothing(desk: Client, room_change: Ticket, draft: MakeDraft) -> None:
    draft("Moving", kinds=["room_change"])
    page = Page(desk.get(url_of(room_change)))
    assert beside(page) == []
    assert "No policy is in force for this." in page.text


def test_inside_the_ticket_it_is_a_panel(desk: Client, room_change: Ticket, published: MakeDraft) -> None:
    published("Moving")
    panel = desk.get(url_of(room_change), headers={"hx-request": "true"})
    assert "<html" not in panel.content.decode()
    assert len(beside(Page(panel))) == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_what_the_panel_costs(
    rows: int,
    desk: Client,
    alena: User,
    room_change: Ticket,
    published: MakeDraft,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(rows):
        published(f"Policy {n}")
        ask_exception(room_change, rule=f"rule {n}", reason="Ill.", by=alena)
    with django_assert_num_queries(7):
        page = Page(desk.get(url_of(room_change)))
    assert len(beside(page)) == rows


# --- a refusal rests on one -----------------------------------------------------------------------

REFUSED = {"outcome": "refused", "closing_reason": "outside_window", "explanation": "It is too late."}


def test_a_refusal_names_what_it_rests_on(desk: Client, old_case: Ticket, returns: PolicyVersion) -> None:
    page = Page(desk.post(url_of(old_case, "resolution"), REFUSED))
    assert page.status == 422
    assert "Choose the policy the refusal rests on." in page.text
    back = page.filled_in("explanation")
    assert {name: back[name] for name in REFUSED} == REFUSED
    assert not Resolution.objects.exists()
    sent = back | {"policy_version": str(returns.pk)}
    assert desk.post(url_of(old_case, "resolution"), sent).status_code == 302
    assert Resolution.objects.get().policy_version == returns
    details = Entry.objects.about(old_case).get(verb="ticket.resolved").details
    assert details["policy_version"] == returns.pk


def test_a_refusal_rests_on_what_held_when_the_case_came(
    desk: Client, old_case: Ticket, returns: PolicyVersion, petra: User
) -> None:
    newer = publish_newer(returns, by=petra)
    url = url_of(old_case, "resolution")
    assert choices(Page(desk.get(url)), "policy_version") == ["", str(returns.pk)]
    assert desk.post(url, REFUSED | {"policy_version": str(newer.pk)}).status_code == 422
    desk.post(url, REFUSED | {"policy_version": str(returns.pk)})
    assert Resolution.objects.get().policy_version == returns


def test_it_keeps_it_whatever_is_published_later(
    desk: Client, old_case: Ticket, returns: PolicyVersion, petra: User
) -> None:
    desk.post(url_of(old_case, "resolution"), REFUSED | {"policy_version": str(returns.pk)})
    publish_newer(returns, by=petra)
    kept = Resolution.objects.get().policy_version
    assert kept is not None
    assert (kept.pk, kept.number, kept.body) == (returns.pk, 1, "Thirty days.")
    kept.body = "Three days."
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        PolicyVersion.objects.filter(pk=kept.pk).delete()


def test_the_ticket_shows_what_a_refusal_rests_on(
    desk: Client, old_case: Ticket, returns: PolicyVersion
) -> None:
    desk.post(url_of(old_case, "resolution"), REFUSED | {"policy_version": str(returns.pk)})
    page = Page(desk.get(old_case.get_absolute_url()))
    (link,) = page.all("a", href=returns.get_absolute_url())
    assert link.text == "Returns · 1"


def test_where_no_policy_is_in_force_a_refusal_needs_none(desk: Client, old_case: Ticket) -> None:
    assert not Page(desk.get(url_of(old_case, "resolution"))).all("select", name="policy_version")
    assert desk.post(url_of(old_case, "resolution"), REFUSED).status_code == 302
    assert Resolution.objects.get().policy_version is None


def test_other_outcomes_need_none(desk: Client, old_case: Ticket, returns: PolicyVersion) -> None:
    sent = {"outcome": "as_asked", "closing_reason": "refunded", "explanation": "Paid back."}
    assert desk.post(url_of(old_case, "resolution"), sent).status_code == 302


def test_a_refusal_cannot_rest_on_what_is_about_something_else(
    desk: Client, old_case: Ticket, alena: User, returns: PolicyVersion, published: MakeDraft, shop: Site
) -> None:
    for other in (published("Rooms", kinds=["room_change"]), published("Of the shop", sites=[shop])):
        sent = REFUSED | {"policy_version": str(other.pk)}
        assert desk.post(url_of(old_case, "resolution"), sent).status_code == 422
        with pytest.raises(NotPossible, match="Choose the policy"):
            resolve(old_case, outcome=Outcome.REFUSED, explanation="No.", by=alena, policy_version=other)
    with pytest.raises(NotPossible, match="Choose the policy"):
        resolve(old_case, outcome=Outcome.REFUSED, explanation="No.", by=alena)
    assert not Resolution.objects.exists()


# --- an exception from the new-ticket page -------------------------------------------------------


def late_return(customer: Customer, team: Team, **changes: str) -> dict[str, str]:
    bought = str(timezone.localdate() - timedelta(days=45))
    plain = {
        name: value for name, value in form_of(customer, team).items() if not name.startswith("details-")
    }
    return plain | LATE | {"details-bought_on": bought} | changes


RULE = "outside the return window: day 45 of 30"


def test_an_exception_keeps_the_rule_the_reason_and_the_version(
    desk: Client, alena: User, jana: Customer, front_desk: Team, returns: PolicyVersion, petra: User
) -> None:
    sent = late_return(
        jana, front_desk, exception_reason="She was in hospital.", exception_policy=str(returns.pk)
    )
    assert desk.post(NEW, sent).status_code == 302
    exception = RuleException.objects.get()
    assert (exception.rule, exception.reason, exception.asked_by) == (RULE, "She was in hospital.", alena)
    assert (exception.policy_version, exception.answered_at) == (returns, None)
    publish_newer(returns, by=petra)
    exception.refresh_from_db()
    assert exception.policy_version == returns
    entry = Entry.objects.about(exception.ticket).get(verb="exception.asked")
    assert (entry.details["rule"], entry.said) == (RULE, {"reason": "She was in hospital."})
    panel = Page(desk.get(url_of(exception.ticket)))
    assert "She was in hospital." in panel.text
    assert "waits for a supervisor" in panel.text
    assert panel.all("a", lambda one: one.text == "Returns · 1", href=returns.get_absolute_url())


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_without_a_reason_nothing_is_logged_and_everything_stays(
    desk: Client, jana: Customer, front_desk: Team, returns: PolicyVersion, reason: str
) -> None:
    sent = late_return(jana, front_desk, exception_reason=reason, exception_policy=str(returns.pk))
    page = Page(desk.post(NEW, sent))
    assert page.status == 422
    assert RULE in page.text.lower()
    assert "Say why an exception should be made." in page.text
    back = page.filled_in("subject")
    assert {name: back.get(name) for name in sent if name != "exception_reason"} == {
        name: value for name, value in sent.items() if name != "exception_reason"
    }
    assert not Ticket.objects.exists()
    assert desk.post(NEW, back | {"exception_reason": "In hospital."}).status_code == 302


def test_the_policy_of_the_kind_is_proposed(
    desk: Client, returns: PolicyVersion, published: MakeDraft
) -> None:
    published("For everything")
    filled = Page(desk.get(NEW, {"kind": "return"})).filled_in("subject")
    assert filled["exception_policy"] == str(returns.pk)
    assert Page(desk.get(NEW, {"kind": "complaint"})).filled_in("subject")["exception_policy"] == ""


def test_an_exception_is_to_a_policy_of_this_case_or_to_none(
    desk: Client, jana: Customer, front_desk: Team, published: MakeDraft
) -> None:
    other = published("Rooms", kinds=["room_change"])
    sent = late_return(jana, front_desk, exception_reason="In hospital.")
    assert desk.post(NEW, sent | {"exception_policy": str(other.pk)}).status_code == 422
    assert desk.post(NEW, sent).status_code == 302
    assert RuleException.objects.get().policy_version is None


def test_within_the_rules_nobody_asks_for_anything(desk: Client, jana: Customer, front_desk: Team) -> None:
    """A reason typed before the day of purchase was put right is not kept."""
    sent = late_return(jana, front_desk, exception_reason="In hospital.")
    assert desk.post(NEW, sent | {"details-bought_on": str(timezone.localdate())}).status_code == 302
    assert not RuleException.objects.exists()


def test_the_page_says_it_while_one_types(desk: Client, jana: Customer, front_desk: Team) -> None:
    page = Page(desk.post(PREVIEW, late_return(jana, front_desk)))
    (notice,) = page.all("div", lambda one: "data-outside-rule" in one.attrs)
    assert RULE in notice.text.lower()
    assert not Ticket.objects.exists()
