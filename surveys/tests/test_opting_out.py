"""No more surveys, by one click and without signing in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from customers.domain.erasure import erase
from customers.domain.merge import merge, undo
from customers.enums import ErasureGround
from customers.models import Customer
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.mail.smtp import compose
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.invitation import invite_all
from surveys.domain.keeper import SurveyKeeper
from surveys.domain.opting_out import opt_out
from surveys.domain.reminder import remind_all
from surveys.enums import NotReminded, NotSent
from surveys.models import Invitation, OptOut
from tests.at_once import at_once
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.resolution import resolve
from tickets.enums import Outcome

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def url(invitation: Invitation) -> str:
    """As the header of the letter says it."""
    header = Letter.objects.get().headers["List-Unsubscribe"]
    return header.removeprefix("<http://localhost:8000").removesuffix(">")


@pytest.fixture
def customer() -> Client:
    """Or their mail program: without cookies."""
    return Client(enforce_csrf_checks=True)


def test_the_headers_of_the_letter(invitation: Invitation) -> None:
    """RFC 8058: two headers, in one piece."""
    letter = Letter.objects.get()
    data = compose(letter).as_bytes().decode()
    (token,) = letter.secrets
    assert f"\r\nList-Unsubscribe: <http://localhost:8000/s/{token}/unsubscribe/>\r\n" in data
    assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in data
    assert f"/s/{token}/unsubscribe/" in letter.text
    assert f"/s/{token}/unsubscribe/" in letter.html
    assert "<img" not in letter.html


def test_looking_changes_nothing(url: str, customer: Client) -> None:
    before = Entry.objects.count()
    for answer in (customer.get(url), customer.head(url), customer.get(url, ONE_CLICK)):
        assert (answer.status_code, answer.cookies) == (200, {})
    assert (OptOut.objects.count(), Entry.objects.count()) == (0, before)
    page = Page(customer.get(url))
    assert len(page.all("button")) == 1
    (form,) = page.all("form")
    assert (form["method"], form["action"]) == ("post", url)
    assert "no-store" in customer.get(url)["Cache-Control"]


def test_one_click(url: str, customer: Client, jana: Customer) -> None:
    for _ in range(2):
        answer = customer.post(url, ONE_CLICK)
        assert (answer.status_code, answer.cookies) == (200, {})
    wish = OptOut.objects.get()
    assert (wish.customer, wish.email, wish.lifted_at) == (jana, "jana.novakova@post.example", None)
    entry = Entry.objects.about(jana).filter(verb="survey.opted_out").get()
    assert (entry.by, entry.who) == (None, "Jana Nováková")


def test_a_link_that_has_expired_still_serves(url: str, customer: Client) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=300))
    assert customer.post(url).status_code == 200
    assert OptOut.objects.exists()


def test_other_links_open_nothing(url: str, customer: Client) -> None:
    for answer in (customer.get("/s/other/unsubscribe/"), customer.post("/s/other/unsubscribe/", ONE_CLICK)):
        assert answer.status_code == 404
    assert customer.put(url).status_code == 405
    assert not OptOut.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once(url: str, jana: Customer) -> None:
    results = at_once(*[lambda: Client().post(url).status_code] * 3)
    assert results == [200] * 3
    assert OptOut.objects.count() == 1
    assert Entry.objects.filter(verb="survey.opted_out").count() == 1


def test_staff_see_it_and_lift_it(url: str, customer: Client, jana: Customer, alena: User) -> None:
    customer.post(url)
    panel = f"/surveys/customers/{jana.pk}/"
    page = Page(signed_in(alena).get(panel))
    assert "They want no more surveys" in page.text
    (form,) = page.all("form", lambda one: "/opt-outs/" in one["action"])
    assert signed_in(alena).post(form["action"]).status_code == 302
    wish = OptOut.objects.get()
    assert (wish.lifted_by, wish.lifted_at is not None) == (alena, True)
    entry = Entry.objects.about(jana).last()
    assert entry is not None
    assert (entry.verb, entry.by, entry.details) == ("survey.opt_out_lifted", alena, {"opt_out": wish.pk})
    assert "They want no more surveys" not in Page(signed_in(alena).get(panel)).text
    again = signed_in(alena).post(form["action"], follow=True)
    assert "They get surveys again already." in Page(again).text
    assert Entry.objects.filter(verb="survey.opt_out_lifted").count() == 1


def test_whoever_lifted_it_may_be_told_again(url: str, customer: Client, alena: User) -> None:
    customer.post(url)
    OptOut.objects.update(lifted_at=timezone.now(), lifted_by=alena)
    customer.post(url)
    assert OptOut.objects.count() == 2
    assert OptOut.objects.in_force().count() == 1


def test_auditors_only_read(url: str, customer: Client, jana: Customer, jan: User) -> None:
    customer.post(url)
    page = Page(signed_in(jan).get(f"/surveys/customers/{jana.pk}/"))
    assert "They want no more surveys" in page.text
    assert not page.all("form", lambda one: "/opt-outs/" in one["action"])


def test_it_goes_with_the_customer_who_is_merged(
    url: str, customer: Client, jana: Customer, piotr: Customer, ivan: User
) -> None:
    customer.post(url)
    done = merge(kept=piotr, merged=jana, by=ivan, now=timezone.now())
    assert OptOut.objects.get().customer == piotr
    undo(done, by=ivan, now=timezone.now())
    assert OptOut.objects.get().customer == jana


def test_both_had_asked_for_it(
    url: str, customer: Client, jana: Customer, piotr: Customer, ivan: User
) -> None:
    customer.post(url)
    OptOut.objects.create(customer=piotr)
    done = merge(kept=piotr, merged=jana, by=ivan, now=timezone.now())
    assert OptOut.objects.in_force().filter(customer=piotr).count() == 1
    undo(done, by=ivan, now=timezone.now())
    assert {one.customer for one in OptOut.objects.in_force()} == {jana, piotr}


def test_an_erased_customer_leaves_no_address(url: str, customer: Client, jana: Customer, ivan: User) -> None:
    customer.post(url)
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    assert OptOut.objects.get().email == ""
    assert customer.get(url).status_code == 200
    assert customer.post(url).status_code == 200
    assert OptOut.objects.count() == 1


def test_it_is_told_to_the_customer(url: str, customer: Client, jana: Customer) -> None:
    customer.post(url)
    parts = {part.key: list(part.items) for part in SurveyKeeper().held(jana)}
    (item,) = parts["opt_outs"]
    assert [fact.value for fact in item.facts if fact.key == "email"] == ["jana.novakova@post.example"]
    assert set(SurveyKeeper().letters(jana)) == set(Letter.objects.all())


@pytest.fixture
def waiting(invitation: Invitation, jana: Customer, alena: User) -> Invitation:
    """A second case of hers; the letter about it has not left yet, the first one has."""
    resolution = resolve(
        log_case("enquiry", by=alena, customer=jana),
        outcome=Outcome.EXPLAINED,
        explanation="Till midnight.",
        by=alena,
    )
    invite_all(now=resolution.at + timedelta(days=8))
    return Invitation.objects.get(resolution=resolution)


def test_a_letter_that_has_not_left_is_withdrawn(invitation: Invitation, waiting: Invitation) -> None:
    opt_out(invitation, now=timezone.now())
    waiting.refresh_from_db()
    assert (waiting.letter, waiting.not_sent, waiting.remind_at) == (None, NotSent.OPTED_OUT, None)
    assert [letter.survey_invitation for letter in Letter.objects.all()] == [invitation]
    told = Entry.objects.about(waiting.resolution.ticket).get(verb="survey.not_sent")
    assert told.details["reason"] == NotSent.OPTED_OUT


def test_a_reminder_that_has_not_left_is_withdrawn(invitation: Invitation, waiting: Invitation) -> None:
    Letter.objects.update(status=LetterStatus.SENT)
    remind_all(now=waiting.created_at + timedelta(days=5))
    opt_out(invitation, now=timezone.now())
    waiting.refresh_from_db()
    assert (waiting.reminder, waiting.reminded_at) == (None, None)
    assert (waiting.not_reminded, waiting.not_sent) == (NotReminded.OPTED_OUT, "")
    assert waiting.letter is not None


def test_a_letter_on_its_way_stays(invitation: Invitation, waiting: Invitation) -> None:
    Letter.objects.filter(survey_invitation=waiting).update(attempts=1)
    opt_out(invitation, now=timezone.now())
    waiting.refresh_from_db()
    assert waiting.letter is not None
    assert waiting.not_sent == ""
