from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from helpdesk.mail import delivery
from helpdesk.mail.delivery import LEASE, LEASE_AFTER_HANDOVER, WAITS, claim, deliver, deliver_waiting, rescue
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.erasure import erase, letters_because_of, letters_to
from helpdesk.mail.models import Letter
from helpdesk.mail.outbox import enqueue
from helpdesk.mail.tests.servers import Behaviour
from tests.at_once import at_once

pytestmark = pytest.mark.django_db

JANA = "jana@post.example"


@pytest.fixture
def letter(db: None) -> Letter:
    return enqueue(
        JANA,
        subject="Your room, Jana",
        text="Dear Jana",
        html="<b>Jana</b>",
        cause="test:1",
        reply_to=JANA,
        headers={"X-For": "Jana"},
        secrets=["Jana"],
    )


def erase_hers() -> int:
    return erase(letters_to([JANA]), now=timezone.now())


def says_nothing(letter: Letter) -> bool:
    letter.refresh_from_db()
    said = [letter.recipient, letter.reply_to, letter.subject, letter.text, letter.html, letter.last_answer]
    return not any(said) and letter.headers == {} and letter.secrets == []


def test_one_that_waits_is_withdrawn(letter: Letter, server: Behaviour) -> None:
    assert erase_hers() == 1
    assert says_nothing(letter)
    assert letter.status == LetterStatus.WITHDRAWN
    assert letter.erased_at is not None
    assert not deliver(letter.pk)
    assert deliver_waiting(budget=timedelta(seconds=1)) == 0
    assert server.letters == []


def test_one_that_went_keeps_when(letter: Letter, server: Behaviour) -> None:
    deliver(letter.pk)
    letter.refresh_from_db()
    sent_at = letter.sent_at
    erase_hers()
    assert says_nothing(letter)
    assert (letter.status, letter.sent_at) == (LetterStatus.SENT, sent_at)


def test_twice_is_once(letter: Letter) -> None:
    assert (erase_hers(), erase(Letter.objects.all(), now=timezone.now())) == (1, 0)


def test_a_worker_that_holds_it_hangs_up_before_the_dot(letter: Letter, server: Behaviour) -> None:
    held = claim(letter.pk, now=timezone.now())
    assert held is not None
    erase_hers()
    with delivery.handing_over(held) as is_ours:
        assert not is_ours
    delivery.put_back(held, answer="The claim was lost.")
    assert says_nothing(letter)
    assert (letter.status, server.letters) == (LetterStatus.WITHDRAWN, [])


def handed_over(letter: Letter) -> Letter:
    """A worker has sent the dot and waits for the answer when the letter is erased."""
    held = claim(letter.pk, now=timezone.now())
    assert held is not None
    with delivery.handing_over(held) as is_ours:
        assert is_ours
    erase_hers()
    return held


def test_the_answer_to_the_dot_writes_nothing_back(letter: Letter) -> None:
    held = handed_over(letter)
    delivery.finish(held, LetterStatus.SENT, answer="250 Taken for jana@post.example")
    assert says_nothing(letter)
    assert letter.status == LetterStatus.SENT


def test_a_dot_that_was_not_taken_is_not_tried_again(letter: Letter, server: Behaviour) -> None:
    held = handed_over(letter)
    delivery.put_back(held, answer="451 Not now, jana@post.example")
    assert says_nothing(letter)
    assert letter.status == LetterStatus.WITHDRAWN
    assert deliver_waiting(budget=timedelta(seconds=1)) == 0
    assert server.letters == []


def test_nor_is_one_that_was_tried_for_the_last_time(letter: Letter) -> None:
    Letter.objects.update(attempts=len(WAITS))
    held = handed_over(letter)
    delivery.put_back(held, answer="451 Not now, jana@post.example")
    assert says_nothing(letter)
    assert letter.status == LetterStatus.FAILED


def test_one_whose_worker_died_is_settled_and_stays_empty(letter: Letter) -> None:
    handed_over(letter)
    assert rescue(now=timezone.now() + LEASE) == 0
    assert rescue(now=timezone.now() + LEASE_AFTER_HANDOVER) == 1
    letter.refresh_from_db()
    assert (letter.status, letter.text, letter.recipient) == (LetterStatus.SENT, "", "")


def test_causes_are_found_with_their_parts_and_nothing_else() -> None:
    for cause in ("clock:12", "clock:12:breach:7", "clock:123", "clock:1", "clock:12;x", "message:12"):
        enqueue(JANA, subject="x", text="x", cause=cause)
    found = letters_because_of(["clock:12", "clock:99"])
    assert set(found.values_list("cause", flat=True)) == {"clock:12", "clock:12:breach:7"}
    assert list(letters_because_of([])) == []


def test_only_hers(letter: Letter) -> None:
    piotr = enqueue("piotr@poczta.example", subject="Hello", text="Piotr", cause="test:2")
    erase_hers()
    piotr.refresh_from_db()
    assert (piotr.text, piotr.status) == ("Piotr", LetterStatus.QUEUED)
    assert list(letters_to([""])) == []


@pytest.mark.django_db(transaction=True)
def test_erased_while_workers_deliver(server: Behaviour) -> None:
    """Each letter either arrived whole or not at all, and none says anything afterwards."""
    for number in range(20):
        enqueue(JANA, subject="Jana", text="Dear Jana", cause=f"test:{number}")

    def everything() -> int:
        with transaction.atomic():
            return erase_hers()

    results = at_once(lambda: int(deliver_waiting(budget=timedelta(seconds=10)) > 0), everything)
    assert not [one for one in results if isinstance(one, Exception)]
    erase_hers()
    assert not Letter.objects.exclude(text="", recipient="", last_answer="").exists()
    sent = Letter.objects.filter(status=LetterStatus.SENT).count()
    assert sent == len(server.letters)
    assert sent + Letter.objects.filter(status=LetterStatus.WITHDRAWN).count() == 20
