"""Answers on paper: printed, typed in later, counted once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from customers.domain.erasure import erase
from customers.enums import ErasureGround
from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.answering import take
from surveys.domain.call import note_call
from surveys.domain.invitation import invite_all, invite_batch
from surveys.domain.phone_survey import take_next
from surveys.domain.response import answer as answer_by_letter
from surveys.domain.sheet import type_in
from surveys.domain.sheet_code import code_of
from surveys.domain.signs import Given
from surveys.enums import AnswerChannel, CallOutcome, NotSent, PhoneStatus, Score, Verdict
from surveys.models import Asking, Invitation, KeptApart, PhoneSurvey, Response, SurveyRules
from surveys.tests.channels import open_spa, resolved_by
from surveys.tests.conftest import DELAY
from tests.at_once import at_once
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.errors import NotPossible
from tickets.domain.resolution import reopen
from tickets.models import Resolution

pytestmark = pytest.mark.django_db


def typed(resolution: Resolution, score: int = 4, *, by: User) -> Response:
    given = Given(Score(score), comment="Díky.")
    return type_in(resolution, given, language="pl", by=by, now=timezone.now())


def test_who_was_not_asked_yet_is_not_asked_any_more(resolution: Resolution, karel: User) -> None:
    response = typed(resolution, 1, by=karel)
    invitation = response.invitation
    assert (response.channel, response.taken_by, response.is_low) == (AnswerChannel.PAPER, karel, True)
    assert (invitation.not_sent, invitation.language, invitation.letter) == (NotSent.ANSWERED, "pl", None)
    assert not Asking.objects.exists()
    assert invite_all(now=resolution.at + DELAY) == 0
    entry = Entry.objects.about(resolution.ticket).get(verb="survey.answered")
    assert (entry.by, entry.details["channel"]) == (karel, AnswerChannel.PAPER)


def test_who_was_asked_by_letter(invitation: Invitation, karel: User) -> None:
    response = typed(invitation.resolution, by=karel)
    invitation.refresh_from_db()
    assert response.invitation == invitation
    assert (invitation.language, invitation.not_sent) == ("cs", ""), "as the letter was"


def test_also_when_the_link_is_over(invitation: Invitation, karel: User) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert typed(invitation.resolution, by=karel).score == 4


def test_an_answer_there_is_stays(invitation: Invitation, karel: User) -> None:
    answer_by_letter(invitation, score=Score.BAD, solved="", comment="", now=timezone.now())
    with pytest.raises(NotPossible, match="already"):
        typed(invitation.resolution, by=karel)
    assert (Response.objects.get().score, Response.objects.get().channel) == (2, AnswerChannel.LETTER)


def test_an_answer_that_waits_is_replaced(invitation: Invitation, karel: User) -> None:
    take(invitation, Given(Score.BAD), shown=None, ticked=False, now=timezone.now())
    assert KeptApart.objects.waiting().exists()
    typed(invitation.resolution, by=karel)
    assert KeptApart.objects.get().verdict == Verdict.REPLACED


def test_nobody_types_in_what_is_about_themselves(resolution: Resolution, alena: User) -> None:
    """Supervisors may."""
    with pytest.raises(NotPossible, match="colleague"):
        typed(resolution, by=alena)
    assert not Invitation.objects.exists()
    assert Asking.objects.exists(), "nothing has happened"


def test_a_supervisor_may(ivan: User, karel: User, piotr: Customer) -> None:
    assert typed(resolved_by(ivan, customer=piotr), by=ivan).taken_by == ivan


def test_a_walk_in_answers_on_paper(alena: User, karel: User) -> None:
    assert typed(resolved_by(alena, customer=None), by=karel).score == 4


def test_not_of_the_erased(resolution: Resolution, jana: Customer, karel: User, ivan: User) -> None:
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    with pytest.raises(NotPossible, match="erased"):
        typed(resolution, by=karel)
    assert not Response.objects.exists()


def test_whoever_was_to_be_called_is_not(alena: User, karel: User, piotr: Customer) -> None:
    SurveyRules.objects.update(is_phoned=True)
    resolution = resolved_by(alena, customer=piotr)
    invite_all(now=resolution.at + DELAY)
    olga, survey = open_spa(resolution.ticket.site), PhoneSurvey.objects.get()
    take_next(by=olga, now=resolution.at + DELAY)
    assert typed(resolution, by=karel).invitation == survey.invitation
    survey.refresh_from_db()
    assert (survey.status, survey.held_by) == (PhoneStatus.ANSWERED, None)
    with pytest.raises(NotPossible, match="settled"):
        note_call(survey, CallOutcome.NOBODY, by=olga, now=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_type_in_the_same_sheet(resolution: Resolution, karel: User, ivan: User) -> None:
    results = at_once(lambda: typed(resolution, 2, by=karel), lambda: typed(resolution, 5, by=ivan))
    assert sorted(type(one).__name__ for one in results) == ["NotPossible", "Response"]
    assert Invitation.objects.count() == Response.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_typed_in_while_the_letter_is_written(resolution: Resolution, karel: User) -> None:
    """Either comes first; there is one invitation, and the answer counts."""
    for n in range(5):
        if n:
            resolution = resolved_by(resolution.by, customer=resolution.ticket.customer)
        now = resolution.at + DELAY
        results = at_once(
            lambda: typed(resolution, by=karel),  # noqa: B023  # called at once
            lambda: invite_batch(now=now),  # noqa: B023
        )
        assert [one for one in results if isinstance(one, Exception)] == []
        assert Invitation.objects.filter(resolution=resolution).count() == 1
        assert Response.objects.filter(invitation__resolution=resolution).count() == 1
        invite_all(now=now)
        assert not Asking.objects.exists()


# The pages ---------------------------------------------------------------------------------------------


@pytest.fixture
def petras(petra: User) -> Client:
    return signed_in(petra)


def test_the_sheet(petras: Client, resolution: Resolution) -> None:
    page = Page(petras.get(f"/surveys/tickets/{resolution.ticket.pk}/sheet/"))
    code = code_of(resolution.pk)
    assert code in page.text
    assert page.all("svg", lambda one: one["class"] == "qr")
    assert page.all("article")[0]["lang"] == "cs"
    assert page.all("html")[0]["lang"] == "en"
    assert resolution.ticket.subject not in page.text
    other = Page(petras.get(f"/surveys/tickets/{resolution.ticket.pk}/sheet/?language=en"))
    assert "Is it resolved?" in other.text
    assert not Invitation.objects.exists(), "printing asks nobody"


def test_nothing_to_ask_about(petras: Client, resolution: Resolution, alena: User) -> None:
    ticket = log_case("enquiry", by=alena)
    assert petras.get(f"/surveys/tickets/{ticket.pk}/sheet/").status_code == 409
    reopen(resolution.ticket, reason="Cold again.", by=alena)
    answer = petras.get(f"/surveys/tickets/{resolution.ticket.pk}/sheet/")
    assert answer.status_code == 409
    assert "not resolved" in Page(answer).text


def test_the_code_is_typed(petras: Client, resolution: Resolution) -> None:
    code = code_of(resolution.pk)
    answer = petras.get("/surveys/sheets/", {"code": f" {code.lower().replace('-', '')} "})
    assert answer["Location"] == f"/surveys/sheets/{code}/"
    slip = code.replace(code[-1], "7" if code[-1] != "7" else "8")
    answer = petras.get("/surveys/sheets/", {"code": slip})
    assert answer.status_code == 422
    assert Page(answer).filled_in("code")["code"] == slip
    assert petras.get(f"/surveys/sheets/{slip}/").status_code == 404
    assert petras.get(f"/surveys/sheets/{code_of(999999)}/").status_code == 404


def test_typing_in(petras: Client, resolution: Resolution) -> None:
    url = f"/surveys/sheets/{code_of(resolution.pk)}/"
    page = Page(petras.get(url))
    assert page.all("div", lambda one: one["lang"] == "cs")
    wrong = petras.post(url, {"comment": "Studené."})
    assert wrong.status_code == 422
    assert "Studené." in Page(wrong).text
    assert petras.post(url, {"score": "5", "comment": "Teplé.", "language": "pl"}).status_code == 302
    response = Response.objects.get()
    assert (response.score, response.invitation.language) == (5, "pl")
    again = petras.post(url, {"score": "1", "comment": "Studené."})
    assert again.status_code == 409
    assert "Studené." in Page(again).text
    assert Response.objects.get().score == 5
    assert petras.get(url).status_code == 409


def test_the_code_opens_nothing_for_others(resolution: Resolution, alena: User, zofia: User) -> None:
    url = f"/surveys/sheets/{code_of(resolution.pk)}/"
    assert Client().get(url)["Location"].startswith("/accounts/login/")
    assert signed_in(zofia).get(url).status_code == 404
    own = signed_in(alena).get(url)
    assert own.status_code == 409
    assert "colleague" in Page(own).text


def test_nor_a_sheet_about_a_complaint_about_oneself(alena: User, karel: User, piotr: Customer) -> None:
    complaint = log_case("complaint", by=alena, customer=piotr, colleague=karel)
    resolution = Resolution.objects.create(
        ticket=complaint, outcome="explained", by=alena, first_contact=True
    )
    client = signed_in(karel)
    assert client.get(f"/surveys/sheets/{code_of(resolution.pk)}/").status_code == 404
    assert client.get(f"/surveys/tickets/{complaint.pk}/sheet/").status_code == 404


def test_the_ticket_offers_the_sheet(resolution: Resolution, karel: User, alena: User) -> None:
    href = f"/surveys/tickets/{resolution.ticket.pk}/sheet/"
    panel = Page(signed_in(karel).get(f"/surveys/tickets/{resolution.ticket.pk}/"))
    assert panel.all("a", lambda link: link["href"] == href)
    reopen(resolution.ticket, reason="Cold again.", by=alena)
    panel = Page(signed_in(karel).get(f"/surveys/tickets/{resolution.ticket.pk}/"))
    assert not panel.all("a", lambda link: link["href"] == href)
