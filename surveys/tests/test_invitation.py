import re
from datetime import timedelta

import pytest
from django.utils import translation

from customers.models import Customer
from helpdesk.mail import delivery
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.invitation import digest_of, find_by_token, invite_all
from surveys.domain.reasons import TOO_OLD
from surveys.enums import NotSent
from surveys.models import Invitation, SurveyRules
from surveys.tests.conftest import DELAY
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.resolution import reopen, resolve
from tickets.enums import Outcome
from tickets.models import Resolution, Ticket

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def token_in(letter: Letter) -> str:
    (token,) = set(re.findall(r"/s/([^/\s]+)/", letter.text))
    return str(token)


def test_asked_once_when_the_delay_is_over(resolution: Resolution) -> None:
    assert invite_all(now=resolution.at + DELAY - SECOND) == 0
    assert invite_all(now=resolution.at + DELAY) == 1
    assert invite_all(now=resolution.at + DELAY + SECOND) == 0
    invitation, letter = Invitation.objects.get(), Letter.objects.get()
    assert (invitation.resolution, invitation.letter, invitation.not_sent) == (resolution, letter, "")
    assert (letter.recipient, letter.cause) == ("jana.novakova@post.example", f"survey:{invitation.pk}")
    assert letter.sender == "Hotel Vltava <recepce@hotel-vltava.example>"


def test_asking_is_recorded(invitation: Invitation) -> None:
    entry = Entry.objects.about(invitation.resolution.ticket).last()
    assert entry is not None
    assert (entry.verb, entry.by, entry.details) == ("survey.invited", None, {"invitation": invitation.pk})


def test_the_site_decides_about_the_delay(resolution: Resolution) -> None:
    SurveyRules.objects.update(delay=timedelta(0), expires_after=timedelta(days=3))
    assert invite_all(now=resolution.at) == 1
    assert Invitation.objects.get().expires_at == resolution.at + timedelta(days=3)


def test_what_lies_too_long_ago_is_not_asked_about(resolution: Resolution) -> None:
    assert invite_all(now=resolution.at + TOO_OLD + SECOND) == 1
    assert Invitation.objects.get().not_sent == NotSent.TOO_OLD
    assert not Letter.objects.exists()


@pytest.mark.parametrize("reason", [NotSent.NO_CUSTOMER, NotSent.NO_EMAIL, NotSent.REOPENED])
def test_why_nobody_was_asked(reason: NotSent, alena: User, jana: Customer, piotr: Customer) -> None:
    customer = {NotSent.NO_CUSTOMER: None, NotSent.NO_EMAIL: piotr, NotSent.REOPENED: jana}[reason]
    ticket = log_case("room_change", by=alena, customer=customer)
    resolution = resolve(ticket, outcome=Outcome.EXPLAINED, explanation="Like this.", by=alena)
    if reason == NotSent.REOPENED:
        reopen(ticket, reason="Not solved.", by=alena)
    invite_all(now=resolution.at + DELAY)
    invitation = Invitation.objects.get()
    assert (invitation.not_sent, invitation.letter, invitation.token_digest) == (reason, None, None)
    assert not Letter.objects.exists()
    entry = Entry.objects.about(ticket).last()
    assert entry is not None
    assert (entry.verb, entry.details) == ("survey.not_sent", {"reason": reason})


def test_each_resolution_is_asked_about(invitation: Invitation, alena: User) -> None:
    ticket = reopen(invitation.resolution.ticket, reason="Cold again.", by=alena)
    again = resolve(ticket, outcome=Outcome.AS_ASKED, explanation="Moved to 306.", by=alena)
    assert invite_all(now=again.at + DELAY) == 1
    assert Letter.objects.filter(cause__startswith="survey:").count() == 2


def test_an_answer_still_counts_when_the_ticket_was_reopened_after_the_letter(
    invitation: Invitation, alena: User
) -> None:
    token = token_in(Letter.objects.get())
    reopen(invitation.resolution.ticket, reason="Cold again.", by=alena)
    assert find_by_token(token) == invitation


def test_only_the_digest_of_the_token_is_kept(invitation: Invitation) -> None:
    letter = Letter.objects.get()
    token = token_in(letter)
    assert (invitation.token_digest, letter.secrets) == (digest_of(token), [token])
    assert len(token) >= 32
    assert find_by_token(token) == invitation


def test_the_token_is_nowhere_once_the_letter_has_left(
    invitation: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_in(Letter.objects.get())
    monkeypatch.setattr(delivery, "send", lambda letter, **_: "250 Taken")
    delivery.deliver()
    everything = (
        str(list(Letter.objects.values())) + str(list(Entry.objects.values())) + str(vars(invitation))
    )
    assert token not in everything
    assert delivery.BLOT in Letter.objects.get().text


@pytest.mark.parametrize("token", ["", "x", "\x00", "é" * 5000, "None", "█" * 3])
def test_other_texts_open_nothing(invitation: Invitation, token: str) -> None:
    assert find_by_token(token) is None


def test_an_altered_token_opens_nothing(invitation: Invitation) -> None:
    token = token_in(Letter.objects.get())
    assert find_by_token(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert find_by_token(str(invitation.token_digest)) is None


def test_the_letter_is_in_the_customers_language(resolution: Resolution, jana: Customer) -> None:
    with translation.override("pl"):
        invite_all(now=resolution.at + DELAY)
        assert translation.get_language() == "pl"
    assert Invitation.objects.get().language == jana.language == "cs"


def test_the_letter_offers_each_score(invitation: Invitation) -> None:
    letter = Letter.objects.get()
    for score in range(1, 6):
        assert f"/?score={score}" in letter.text
        assert f"/?score={score}" in letter.html
    assert "No hot water in 214" in letter.text


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_ask_once(resolution: Resolution) -> None:
    results = at_once(*[lambda: invite_all(now=resolution.at + DELAY)] * 3)
    assert not [result for result in results if isinstance(result, Exception)]
    assert (Invitation.objects.count(), Letter.objects.count()) == (1, 1)
    assert Entry.objects.filter(verb="survey.invited").count() == 1


@pytest.mark.django_db(transaction=True)
def test_reopened_at_the_very_moment(resolution: Resolution, room_change: Ticket, alena: User) -> None:
    results = at_once(
        lambda: invite_all(now=resolution.at + DELAY),
        lambda: reopen(room_change, reason="Cold.", by=alena).pk,
    )
    assert not [result for result in results if isinstance(result, Exception)]
    invite_all(now=resolution.at + DELAY)
    assert Invitation.objects.count() == 1
