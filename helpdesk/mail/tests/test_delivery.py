from datetime import timedelta
from email.message import EmailMessage
from smtplib import SMTP

import pytest
from django.utils import timezone
from pytest_django import Settings

from helpdesk.mail import delivery
from helpdesk.mail.delivery import BLOT, LEASE, LEASE_AFTER_HANDOVER, WAITS, deliver, deliver_waiting, rescue
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.mail.outbox import enqueue
from helpdesk.mail.tests.servers import Behaviour
from tests.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(db: None) -> Letter:
    return enqueue(
        "jana@post.example",
        subject="Your room",
        text="Open https://desk.example/s/sesame/ please.",
        html='<a href="https://desk.example/s/sesame/?score=5">5</a>',
        sender='"Hotel Vltava" <recepce@hotel-vltava.example>',
        cause="test:1",
        headers={"List-Unsubscribe": "<https://desk.example/s/sesame/unsubscribe/>"},
        secrets=["sesame"],
    )


def text_of(arrived: EmailMessage) -> str:
    body = arrived.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def now_due(letter: Letter) -> None:
    """The wait before the next attempt is over."""
    Letter.objects.filter(pk=letter.pk).update(next_attempt_at=timezone.now())


def grown_old(letter: Letter) -> None:
    """The worker that took it has been silent for longer than the lease."""
    letter.refresh_from_db()
    Letter.objects.filter(pk=letter.pk).update(claimed_at=timezone.now() - LEASE - timedelta(seconds=1))


def test_accepted(letter: Letter, server: Behaviour) -> None:
    assert deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.status, letter.attempts, letter.last_answer) == (LetterStatus.SENT, 1, "250 Taken")
    assert letter.handed_over_at is not None
    assert letter.sent_at is not None
    assert letter.sent_at >= letter.handed_over_at
    (arrived,) = server.letters
    assert (arrived["To"], arrived["Message-ID"]) == ("jana@post.example", letter.message_id)
    assert "sesame" in text_of(arrived)
    assert not deliver(letter.pk)
    assert len(server.letters) == 1


def test_secrets_are_blotted_out_once_sent(letter: Letter, server: Behaviour) -> None:
    deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.text, letter.secrets) == (f"Open https://desk.example/s/{BLOT}/ please.", [])
    assert "sesame" not in letter.html
    assert letter.headers == {"List-Unsubscribe": f"<https://desk.example/s/{BLOT}/unsubscribe/>"}


def test_not_now_then_accepted(letter: Letter, server: Behaviour) -> None:
    server.answers.append("451 Greylisted")
    deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.status, letter.last_answer) == (LetterStatus.QUEUED, "451 Greylisted")
    assert letter.next_attempt_at > timezone.now() + WAITS[0] / 2
    assert "sesame" in letter.text
    assert not deliver(letter.pk), "it waits first"
    now_due(letter)
    assert deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.status, letter.attempts, len(server.letters)) == (LetterStatus.SENT, 2, 1)


def test_refused_for_good(letter: Letter, server: Behaviour) -> None:
    server.recipient_answer = "550 No such mailbox"
    deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.status, letter.last_answer) == (LetterStatus.FAILED, "550 No such mailbox")
    assert (letter.sent_at, letter.secrets, server.letters) == (None, [], [])


def test_given_up_after_the_last_wait(letter: Letter, server: Behaviour) -> None:
    for _ in range(len(WAITS) + 1):
        server.answers.append("451 Busy")
        now_due(letter)
        deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.status, letter.attempts) == (LetterStatus.FAILED, len(WAITS) + 1)


def test_hung_up_before_the_dot(letter: Letter, server: Behaviour) -> None:
    server.hangs_up_before_the_dot = True
    deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.status, letter.handed_over_at) == (LetterStatus.QUEUED, None)
    server.hangs_up_before_the_dot = False
    now_due(letter)
    deliver(letter.pk)
    assert len(server.letters) == 1


@pytest.mark.parametrize("answer", ["hang up", "silence"])
def test_no_answer_to_the_dot(letter: Letter, server: Behaviour, settings: Settings, answer: str) -> None:
    """By RFC 5321 it was not taken; should it have been, the same Message-ID tells."""
    settings.SMTP["timeout"] = settings.SMTP["final_timeout"] = 0.2
    server.answers.append(answer)
    deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.status == LetterStatus.QUEUED
    settings.SMTP["final_timeout"] = 2
    now_due(letter)
    deliver(letter.pk)
    assert [arrived["Message-ID"] for arrived in server.letters] == [letter.message_id]


@pytest.mark.parametrize("goodbye", ["421 Too busy to say goodbye", "500 What?"])
def test_a_rude_goodbye_changes_nothing(letter: Letter, server: Behaviour, goodbye: str) -> None:
    server.goodbye = goodbye
    deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.status, letter.last_answer) == (LetterStatus.SENT, "250 Taken")


def test_nobody_listens(letter: Letter, settings: Settings) -> None:
    settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": 1}
    deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.status == LetterStatus.QUEUED
    assert "refused" in letter.last_answer


def test_a_letter_nobody_can_address_fails_and_holds_up_no_other(letter: Letter, server: Behaviour) -> None:
    Letter.objects.filter(pk=letter.pk).update(recipient="žaneta@post.example")
    enqueue("piotr@poczta.example", subject="Next", text="x", cause="test:2")
    assert deliver_waiting(budget=timedelta(seconds=5)) == 2
    letter.refresh_from_db()
    assert (letter.status, [arrived["To"] for arrived in server.letters]) == (
        LetterStatus.FAILED,
        ["piotr@poczta.example"],
    )


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_letter(letter: Letter, server: Behaviour) -> None:
    results = at_once(lambda: deliver(letter.pk), lambda: deliver(letter.pk))
    assert sorted(map(bool, results)) == [False, True]
    assert len(server.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_many_letters(server: Behaviour) -> None:
    for number in range(10):
        enqueue(f"guest{number}@post.example", subject="Hello", text="x", cause=f"test:{number}")
    done = at_once(*[lambda: deliver_waiting(budget=timedelta(seconds=10))] * 2)
    assert sum(number for number in done if isinstance(number, int)) == 10
    assert len({arrived["To"] for arrived in server.letters}) == len(server.letters) == 10


class Died(BaseException):
    """The worker was killed."""


def test_a_worker_that_dies_just_before_the_dot(
    letter: Letter, server: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The handover is noted by then, and taken back as nobody lives to commit it."""
    send = SMTP.send

    def die_at_the_dot(smtp: SMTP, data: bytes | str) -> None:
        if data == b".\r\n":
            raise Died
        send(smtp, data)

    with monkeypatch.context() as patch, pytest.raises(Died):
        patch.setattr(SMTP, "send", die_at_the_dot)
        deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.status, letter.handed_over_at) == (LetterStatus.SENDING, None)
    assert rescue(now=timezone.now()) == 0, "the lease still runs"
    grown_old(letter)
    assert rescue(now=timezone.now()) == 1
    assert deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.status, letter.attempts, len(server.letters)) == (LetterStatus.SENT, 2, 1)


def test_a_worker_that_dies_after_the_handover(
    letter: Letter, server: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*args: object, **kwargs: object) -> None:
        raise Died

    with monkeypatch.context() as patch, pytest.raises(Died):
        patch.setattr(delivery, "finish", die)
        deliver(letter.pk)
    grown_old(letter)
    assert rescue(now=timezone.now()) == 0, "the server may still be reading"
    assert rescue(now=timezone.now() + LEASE_AFTER_HANDOVER) == 1
    letter.refresh_from_db()
    assert (letter.status, letter.secrets) == (LetterStatus.SENT, [])
    assert not deliver(letter.pk)
    assert len(server.letters) == 1


def test_a_worker_that_woke_up_too_late_sends_nothing(letter: Letter, server: Behaviour) -> None:
    slow = delivery.claim(letter.pk, now=timezone.now())
    assert slow is not None
    grown_old(letter)
    rescue(now=timezone.now())
    assert deliver(letter.pk)
    with delivery.handing_over(slow) as is_ours:
        assert not is_ours
    delivery.put_back(slow, answer="too late")
    letter.refresh_from_db()
    assert (letter.status, len(server.letters)) == (LetterStatus.SENT, 1)


def test_the_sweep_rescues_and_delivers(letter: Letter, server: Behaviour) -> None:
    delivery.claim(letter.pk, now=timezone.now() - 2 * LEASE)
    assert deliver_waiting(budget=timedelta(seconds=5)) == 1
    assert len(server.letters) == 1
