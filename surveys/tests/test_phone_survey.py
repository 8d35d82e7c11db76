"""Customers without an address are called: by whom, when, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.domain.erasure import erase
from customers.domain.legal_hold import place_hold
from customers.domain.notices import place_notice
from customers.enums import ErasureGround
from customers.models import ContactPoint, Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import Membership, Site, Team, User
from surveys.domain.call import MOST_TRIES, RETRY_AFTER, give_back, keep_answer, note_call
from surveys.domain.invitation import invite_all
from surveys.domain.phone_survey import HELD, give_up_old, on_list, take_next
from surveys.domain.reasons import TOO_OLD
from surveys.domain.response import answer as answer_by_letter
from surveys.domain.signs import Given
from surveys.enums import AnswerChannel, CallOutcome, GivenUp, NotSent, PhoneStatus, Score
from surveys.models import Asking, CallAttempt, Invitation, OptOut, PhoneSurvey, Response, SurveyRules
from surveys.tests.channels import open_spa, resolved_by
from surveys.tests.conftest import DELAY
from tests.at_once import at_once
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.assignment import assign
from tickets.domain.errors import NotPossible
from tickets.domain.resolution import reopen
from tickets.models import Resolution, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def phoned(hotel: Site) -> None:
    SurveyRules.objects.update(is_phoned=True)


@pytest.fixture
def olga(hotel: Site) -> User:
    return open_spa(hotel)


@pytest.fixture
def resolution(alena: User, piotr: Customer) -> Resolution:
    """Piotr has a phone and no address."""
    return resolved_by(alena, customer=piotr)


@pytest.fixture
def survey(resolution: Resolution) -> PhoneSurvey:
    invite_all(now=resolution.at + DELAY)
    return PhoneSurvey.objects.get()


@pytest.fixture
def now(resolution: Resolution) -> datetime:
    return resolution.at + DELAY


def verbs(ticket: Ticket) -> list[str]:
    entries = Entry.objects.about(ticket).filter(verb__startswith="survey.")
    return [entry.verb for entry in entries]


def test_who_has_no_address_is_put_on_the_call_list(survey: PhoneSurvey, hotel: Site, now: datetime) -> None:
    invitation = survey.invitation
    assert (survey.status, survey.site, survey.next_call_at) == (PhoneStatus.WAITING, hotel, now)
    assert (invitation.not_sent, invitation.letter, invitation.language) == (NotSent.NO_EMAIL, None, "pl")
    assert not Asking.objects.exists()
    assert verbs(invitation.resolution.ticket) == ["survey.call_listed"]


def without_rule(piotr: Customer) -> None:
    SurveyRules.objects.update(is_phoned=False)


def without_phone(piotr: Customer) -> None:
    piotr.contact_points.all().delete()


def unsampled(piotr: Customer) -> None:
    SurveyRules.objects.update(share=0)


def held(piotr: Customer) -> None:
    place_hold(piotr, reason="Court.", by=User.objects.get(email="alena@desk.example"))


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (without_rule, NotSent.NO_EMAIL),
        (without_phone, NotSent.NO_EMAIL),
        (unsampled, NotSent.NOT_IN_SAMPLE),
        (held, NotSent.LEGAL_HOLD),
    ],
)
def test_who_is_not_called(
    resolution: Resolution, piotr: Customer, spoil: Callable[[Customer], None], reason: NotSent
) -> None:
    spoil(piotr)
    invite_all(now=resolution.at + DELAY)
    assert Invitation.objects.get().not_sent == reason
    assert not PhoneSurvey.objects.exists()
    assert verbs(resolution.ticket) == ["survey.not_sent"]


def test_a_customer_is_left_alone_after_a_call_as_after_a_letter(
    survey: PhoneSurvey, alena: User, piotr: Customer
) -> None:
    SurveyRules.objects.update(rest=timedelta(days=7))
    again = resolved_by(alena, customer=piotr)
    invite_all(now=again.at + DELAY)
    assert Invitation.objects.get(resolution=again).not_sent == NotSent.TOO_RECENT


def test_only_an_associate_of_another_team_calls(
    survey: PhoneSurvey, alena: User, karel: User, olga: User, zofia: User, petra: User, jan: User
) -> None:
    may = {person.email.split("@")[0] for person in User.objects.all() if on_list(person).exists()}
    assert may == {"olga", "petra"}
    assert {person.pk for person in (alena, karel, zofia, jan)}.isdisjoint({olga.pk, petra.pk})


def test_nor_whoever_once_had_the_case(survey: PhoneSurvey, alena: User, karel: User, olga: User) -> None:
    """Also when they have gone to another team since, and had it for a moment only."""
    ticket = survey.invitation.resolution.ticket
    reopen(ticket, reason="Cold again.", by=alena)
    for person in (olga, karel):
        ticket = Ticket.objects.get(pk=ticket.pk)
        assign(ticket, team=ticket.team, assignee=person, by=alena)
    assert Ticket.objects.get(pk=ticket.pk).assignee == karel
    assert not on_list(olga).exists()


def test_nor_whom_the_complaint_is_about(alena: User, olga: User, petra: User, piotr: Customer) -> None:
    complaint = log_case("complaint", by=alena, customer=piotr, colleague=olga)
    invitation = Invitation.objects.create(
        resolution=Resolution.objects.create(
            ticket=complaint, outcome="explained", by=alena, first_contact=True
        ),
        language="pl",
    )
    PhoneSurvey.objects.create(invitation=invitation, next_call_at=timezone.now())
    assert not on_list(olga).exists()
    assert on_list(petra).exists()


def test_a_call_is_taken_and_given_back(survey: PhoneSurvey, olga: User, petra: User, now: datetime) -> None:
    assert take_next(by=olga, now=now - timedelta(seconds=1)) is None
    taken = take_next(by=olga, now=now)
    assert taken is not None
    assert (taken.pk, taken.held_by, taken.held_until) == (survey.pk, olga, now + HELD)
    assert take_next(by=petra, now=now) is None
    assert take_next(by=olga, now=now) == taken, "the one in hand"
    give_back(survey, by=petra)
    assert take_next(by=petra, now=now) is None, "it was not hers to give back"
    give_back(survey, by=olga)
    assert take_next(by=petra, now=now) == survey


def test_after_twenty_minutes_somebody_else_may_call(
    survey: PhoneSurvey, olga: User, petra: User, now: datetime
) -> None:
    take_next(by=olga, now=now)
    assert take_next(by=petra, now=now + HELD) == survey
    with pytest.raises(NotPossible, match="not in your hands"):
        keep_answer(survey, Given(Score.GOOD), by=olga, now=now + HELD)
    assert not Response.objects.exists()


def test_who_took_longer_is_heard_unless_somebody_else_called(
    survey: PhoneSurvey, olga: User, now: datetime
) -> None:
    take_next(by=olga, now=now)
    assert keep_answer(survey, Given(Score.GOOD), by=olga, now=now + 2 * HELD).score == Score.GOOD


@pytest.mark.django_db(transaction=True)
def test_two_never_call_the_same_customer(alena: User, olga: User, petra: User, piotr: Customer) -> None:
    for _ in range(2):
        resolution = resolved_by(alena, customer=piotr)
    now = resolution.at + DELAY
    invite_all(now=now)
    taken = at_once(lambda: take_next(by=olga, now=now), lambda: take_next(by=petra, now=now))
    assert {one.pk for one in taken if isinstance(one, PhoneSurvey)} == set(
        PhoneSurvey.objects.values_list("pk", flat=True)
    )


@pytest.mark.django_db(transaction=True)
def test_nor_when_there_is_but_one(survey: PhoneSurvey, olga: User, petra: User, now: datetime) -> None:
    taken = at_once(lambda: take_next(by=olga, now=now), lambda: take_next(by=petra, now=now))
    assert [one for one in taken if isinstance(one, Exception)] == []
    assert [one for one in taken if one is not None] == [survey]


def test_only_at_a_decent_hour_of_the_site(survey: PhoneSurvey, olga: User, now: datetime) -> None:
    local = now.astimezone(survey.site.zone)
    after, before = (local + timedelta(hours=1)).time(), (local - timedelta(hours=1)).time()
    if not before < local.time() < after:
        pytest.skip("an hour around midnight")
    kept_shut, open_now = (
        {"asked_from": time(0), "asked_until": before},
        {
            "asked_from": before,
            "asked_until": after,
        },
    )
    for usual, of_kind, is_called in (
        (kept_shut, None, False),
        (open_now, None, True),
        (kept_shut, open_now, True),
        (open_now, kept_shut, False),
    ):
        SurveyRules.objects.filter(site=survey.site, kind="room_change").delete()
        SurveyRules.objects.filter(site=survey.site).update(**usual)
        if of_kind:
            SurveyRules.objects.create(site=survey.site, kind="room_change", **of_kind)
        taken = take_next(by=olga, now=now)
        assert (taken is not None) is is_called
        give_back(survey, by=olga)


def opted_out(survey: PhoneSurvey, by: User) -> None:
    OptOut.objects.create(customer=customer_of(survey))


def held_by_law(survey: PhoneSurvey, by: User) -> None:
    place_hold(customer_of(survey), reason="Court.", by=by)


def warned(survey: PhoneSurvey, by: User) -> None:
    today = timezone.localdate()
    until = today + timedelta(days=9)
    place_notice(customer_of(survey), text="Shouts.", until=until, on=today, by=by)


def reopened(survey: PhoneSurvey, by: User) -> None:
    reopen(survey.invitation.resolution.ticket, reason="Cold again.", by=by)


def erased(survey: PhoneSurvey, by: User) -> None:
    erase(customer_of(survey), by=by, because=ErasureGround.ASKED)


def unphoned(survey: PhoneSurvey, by: User) -> None:
    ContactPoint.objects.all().delete()


def answered(survey: PhoneSurvey, by: User) -> None:
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    answer_by_letter(survey.invitation, score=Score.GOOD, solved="", comment="", now=timezone.now())


def customer_of(survey: PhoneSurvey) -> Customer:
    customer = survey.invitation.resolution.ticket.customer
    assert customer is not None
    return customer


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (opted_out, GivenUp.OPTED_OUT),
        (held_by_law, GivenUp.LEGAL_HOLD),
        (warned, GivenUp.CONDUCT),
        (reopened, GivenUp.REOPENED),
        (erased, GivenUp.ERASED),
        (unphoned, GivenUp.NO_PHONE),
        (answered, GivenUp.ANSWERED),
    ],
)
def test_reasons_are_looked_at_again_before_a_call(
    survey: PhoneSurvey,
    olga: User,
    ivan: User,
    now: datetime,
    spoil: Callable[[PhoneSurvey, User], None],
    reason: GivenUp,
) -> None:
    spoil(survey, ivan)
    assert take_next(by=olga, now=now) is None
    survey.refresh_from_db()
    assert (survey.status, survey.given_up, survey.held_by) == (PhoneStatus.GIVEN_UP, reason, None)
    entry = Entry.objects.about(survey.invitation.resolution.ticket).get(verb="survey.call_given_up")
    assert entry.details == {"reason": reason}


def test_nobody_is_asked_about_what_was_long_ago(survey: PhoneSurvey, olga: User) -> None:
    resolved_at = survey.invitation.resolution.at
    assert take_next(by=olga, now=resolved_at + TOO_OLD + timedelta(seconds=1)) is None
    survey.refresh_from_db()
    assert survey.given_up == GivenUp.TOO_OLD


def test_who_was_never_called_leaves_the_list(survey: PhoneSurvey, olga: User, now: datetime) -> None:
    assert give_up_old(now=now + TOO_OLD) == 0
    assert give_up_old(now=now + TOO_OLD + timedelta(seconds=1)) == 1
    survey.refresh_from_db()
    assert (survey.status, survey.given_up) == (PhoneStatus.GIVEN_UP, GivenUp.TOO_OLD)
    assert verbs(survey.invitation.resolution.ticket) == ["survey.call_listed", "survey.call_given_up"]


@pytest.mark.parametrize("rows", [1, 30])
def test_what_the_call_list_costs(
    rows: int, alena: User, petra: User, piotr: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        resolution = resolved_by(alena, customer=piotr)
    invite_all(now=resolution.at + DELAY)
    client = signed_in(petra)
    client.get("/surveys/calls/")
    with django_assert_num_queries(6):
        assert Page(client.get("/surveys/calls/")).text.count("Hotel Vltava") >= rows


def test_the_answers_are_kept(survey: PhoneSurvey, olga: User, now: datetime) -> None:
    take_next(by=olga, now=now)
    response = keep_answer(survey, Given(Score.BAD, comment="Zimno."), by=olga, now=now)
    survey.refresh_from_db()
    assert (survey.status, survey.held_by) == (PhoneStatus.ANSWERED, None)
    assert (response.channel, response.taken_by, response.comment) == (AnswerChannel.PHONE, olga, "Zimno.")
    assert response.is_low
    attempt = CallAttempt.objects.get()
    assert (attempt.by, attempt.at, attempt.outcome) == (olga, now, CallOutcome.ANSWERED)
    assert verbs(survey.invitation.resolution.ticket) == ["survey.call_listed", "survey.answered"]
    with pytest.raises(NotPossible, match="settled already"):
        keep_answer(survey, Given(Score.GOOD), by=olga, now=now)
    assert Response.objects.get().score == Score.BAD


def test_of_an_anonymous_answer_the_record_says_nothing(
    survey: PhoneSurvey, olga: User, now: datetime
) -> None:
    take_next(by=olga, now=now)
    keep_answer(survey, Given(Score.BAD, comment="Zimno.", is_anonymous=True), by=olga, now=now)
    assert verbs(survey.invitation.resolution.ticket) == ["survey.call_listed"]


@pytest.mark.django_db(transaction=True)
def test_the_answers_sent_twice_at_once_are_kept_once(survey: PhoneSurvey, olga: User, now: datetime) -> None:
    take_next(by=olga, now=now)
    results = at_once(*(lambda: keep_answer(survey, Given(Score.GOOD), by=olga, now=now) for _ in range(2)))
    assert sorted(type(one).__name__ for one in results) == ["NotPossible", "Response"]
    assert CallAttempt.objects.count() == 1


def test_nobody_answered_three_times(survey: PhoneSurvey, olga: User, now: datetime) -> None:
    at = now
    for n in range(MOST_TRIES):
        assert take_next(by=olga, now=at) == survey
        note_call(survey, CallOutcome.NOBODY, by=olga, now=at, note=f"Call {n}.")
        assert take_next(by=olga, now=at + RETRY_AFTER - timedelta(seconds=1)) is None
        at += RETRY_AFTER
    survey.refresh_from_db()
    assert (survey.status, survey.held_by, survey.attempts.count()) == (PhoneStatus.NOT_REACHED, None, 3)
    assert verbs(survey.invitation.resolution.ticket) == [
        "survey.call_listed",
        *["survey.called"] * 3,
        "survey.not_reached",
    ]


def test_called_later_as_they_asked(survey: PhoneSurvey, olga: User, now: datetime) -> None:
    """That does not count as not reached."""
    take_next(by=olga, now=now)
    later = now + timedelta(days=1)
    note_call(survey, CallOutcome.LATER, by=olga, now=now, call_at=later, note="After work.")
    survey.refresh_from_db()
    assert (survey.status, survey.next_call_at, survey.held_by) == (PhoneStatus.WAITING, later, None)
    entry = Entry.objects.about(survey.invitation.resolution.ticket).get(verb="survey.called")
    assert (entry.by, entry.details["outcome"], entry.said) == (olga, "later", {"note": "After work."})


def test_the_next_call_waits_for_a_decent_hour(survey: PhoneSurvey, olga: User, now: datetime) -> None:
    take_next(by=olga, now=now)
    SurveyRules.objects.filter(site=survey.site).update(asked_from=time(9), asked_until=time(9, 1))
    note_call(survey, CallOutcome.NOBODY, by=olga, now=now)
    survey.refresh_from_db()
    assert survey.next_call_at.astimezone(survey.site.zone).time().replace(minute=0, second=0) == time(9)


def test_a_wrong_number(survey: PhoneSurvey, olga: User, now: datetime) -> None:
    take_next(by=olga, now=now)
    note_call(survey, CallOutcome.WRONG_NUMBER, by=olga, now=now)
    survey.refresh_from_db()
    assert (survey.status, survey.given_up) == (PhoneStatus.GIVEN_UP, GivenUp.WRONG_NUMBER)


@pytest.mark.parametrize("no_more", [False, True])
def test_who_does_not_want_to(survey: PhoneSurvey, olga: User, now: datetime, no_more: bool) -> None:
    """It is no wish for no more surveys unless they say so."""
    take_next(by=olga, now=now)
    note_call(survey, CallOutcome.DECLINED, by=olga, now=now, wants_no_more=no_more)
    survey.refresh_from_db()
    assert survey.status == PhoneStatus.DECLINED
    assert OptOut.objects.in_force().filter(customer=customer_of(survey)).exists() is no_more


def test_nothing_is_written_about_the_erased(
    survey: PhoneSurvey, olga: User, ivan: User, now: datetime
) -> None:
    take_next(by=olga, now=now)
    erased(survey, ivan)
    for act in (
        lambda: keep_answer(survey, Given(Score.BAD, comment="Zimno."), by=olga, now=now),
        lambda: note_call(survey, CallOutcome.NOBODY, by=olga, now=now, note="Piotr was out."),
    ):
        with pytest.raises(NotPossible, match="erased"):
            act()
    assert not Response.objects.exists()
    assert not CallAttempt.objects.exists()


def test_it_moves_with_its_ticket(survey: PhoneSurvey, shop: Site, returns_desk: Team, zofia: User) -> None:
    ticket = survey.invitation.resolution.ticket
    Ticket.objects.filter(pk=ticket.pk).update(site=shop)
    survey.refresh_from_db()
    assert survey.site == shop
    assert list(on_list(zofia)) == [survey]


# The pages ---------------------------------------------------------------------------------------------


@pytest.fixture
def caller(survey: PhoneSurvey, olga: User) -> Client:
    PhoneSurvey.objects.update(next_call_at=timezone.now())
    return signed_in(olga)


def test_the_list_names_nobody(caller: Client) -> None:
    page = Page(caller.get("/surveys/calls/"))
    assert "Hotel Vltava" in page.text
    assert "Wiśniewski" not in page.text
    assert "601" not in page.text


def test_taking_a_call(caller: Client, survey: PhoneSurvey) -> None:
    answer = caller.post("/surveys/calls/next/")
    assert answer["Location"] == f"/surveys/calls/{survey.pk}/"
    page = Page(caller.get(answer["Location"]))
    assert "Piotr Wiśniewski" in page.text
    (number,) = page.all("a", lambda link: link["href"].startswith("tel:"))
    assert (number["href"], number.text.strip()) == ("tel:+48601234567", "+48 601 234 567")
    assert "Olga Nová" in page.text
    ticket = survey.invitation.resolution.ticket
    assert ticket.subject not in page.text, "what the case is about is not needed"
    assert not page.all("a", lambda link: link["href"] == ticket.get_absolute_url())


def test_the_questions_are_read_in_the_language_of_the_customer(caller: Client) -> None:
    page = Page(caller.get(caller.post("/surveys/calls/next/")["Location"]))
    assert page.all("html")[0]["lang"] == "en"
    assert page.all("blockquote")[0]["lang"] == "pl"
    other = Page(caller.get(f"/surveys/calls/{PhoneSurvey.objects.get().pk}/?language=cs"))
    assert other.all("blockquote")[0]["lang"] == "cs"


def test_typing_in_the_answers(caller: Client, survey: PhoneSurvey) -> None:
    url = caller.post("/surveys/calls/next/")["Location"]
    wrong = caller.post(url, {"comment": "Zimno.", "done_well": "no"})
    assert wrong.status_code == 422
    assert "Zimno." in Page(wrong).text
    assert caller.post(url, {"score": "2", "comment": "Zimno."})["Location"] == "/surveys/calls/"
    assert Response.objects.get().comment == "Zimno."
    again = caller.post(url, {"score": "4", "comment": "Ciepło."})
    assert again.status_code == 409
    assert "Ciepło." in Page(again).text, "what was typed is kept"
    assert "Piotr Wiśniewski" not in Page(again).text
    assert caller.get(url)["Location"] == "/surveys/calls/"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"outcome": "nobody"}, 302),
        ({"outcome": "later"}, 422),
        ({"outcome": "later", "call_at": "2020-01-01T10:00"}, 422),
        ({"outcome": "later", "call_at": "2099-01-01T10:00"}, 422),
        ({"outcome": "answered"}, 422),
        ({}, 422),
    ],
)
def test_noting_the_call(caller: Client, survey: PhoneSurvey, sent: dict[str, str], status: int) -> None:
    caller.post("/surveys/calls/next/")
    answer = caller.post(f"/surveys/calls/{survey.pk}/outcome/", {"note": "Rang long.", **sent})
    assert answer.status_code == status
    assert CallAttempt.objects.count() == (status == 302)
    if status == 422:
        assert "Rang long." in Page(answer).text


def test_later_is_by_the_clock_of_the_site(caller: Client, survey: PhoneSurvey) -> None:
    caller.post("/surveys/calls/next/")
    local = (timezone.now() + timedelta(days=2)).astimezone(survey.site.zone).replace(second=0, microsecond=0)
    sent = {"outcome": "later", "call_at": local.strftime("%Y-%m-%dT%H:%M")}
    assert caller.post(f"/surveys/calls/{survey.pk}/outcome/", sent).status_code == 302
    survey.refresh_from_db()
    assert survey.next_call_at == local


def test_a_colleague_who_may_not_call_finds_nothing(survey: PhoneSurvey, alena: User) -> None:
    assert signed_in(alena).get(f"/surveys/calls/{survey.pk}/").status_code == 404


def test_somebody_who_left_the_team_of_the_case_since_is_still_no_other(
    survey: PhoneSurvey, alena: User, olga: User
) -> None:
    """Alena resolved it."""
    Membership.objects.filter(user=alena).update(team=Team.objects.get(name="Spa"))
    assert not on_list(User.objects.get(pk=alena.pk)).exists()
