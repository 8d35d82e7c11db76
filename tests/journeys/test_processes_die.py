"""Whatever is killed between the resolution and the letter, the letter arrives, and once."""

import time

import pytest

from customers.models import Customer
from helpdesk.mail.models import Letter
from helpdesk.staff.models import User
from surveys.models import Invitation
from tests.cast import log_case
from tests.journeys.stack import Stack, until
from tickets.domain.resolution import resolve
from tickets.enums import Outcome

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# Longer than it takes beat to ask for both sweeps again, those of the outbox and of the surveys.
TWICE = 16.0
# No other journey's: one of its letters may still be on its way.
SUBJECT = "Cold in 305 since midnight"


def test_the_letter_arrives_once(stack: Stack, guest: Customer, alena: User) -> None:
    ticket = log_case("room_change", by=alena, customer=guest, subject=SUBJECT)
    resolve(ticket, outcome=Outcome.AS_ASKED, explanation="Moved to 305.", by=alena)
    stack.kill("worker", "beat", "valkey")

    def arrived() -> list[str]:
        return [one["id"] for one in stack.letters(to=guest.email) if SUBJECT in one["text"]]

    until(arrived, what="the survey letter")
    time.sleep(TWICE)
    assert len(arrived()) == 1
    assert Invitation.objects.get().letter == Letter.objects.get()
    for name in ("worker", "beat", "valkey"):
        assert f"{name} stopped unexpectedly (signal 9); started again" in stack.said
