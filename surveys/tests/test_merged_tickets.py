"""Nobody is asked about a ticket that goes on as another one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.models import Customer
from helpdesk.staff.models import User
from surveys.domain.invitation import invite_all
from surveys.enums import NotSent
from surveys.models import Invitation
from tests.cast import log_case
from tickets.domain.merge import merge
from tickets.domain.resolution import resolve
from tickets.domain.unmerging import undo
from tickets.enums import Outcome

pytestmark = pytest.mark.django_db


def test_asked_about_the_case_once_and_after_an_undoing_about_both(alena: User, jana: Customer) -> None:
    kept, merged = (log_case("enquiry", by=alena, customer=jana) for _ in range(2))
    resolve(merged, outcome=Outcome.EXPLAINED, explanation="Till midnight.", by=alena)
    done = merge(kept=kept, merged=merged, by=alena, now=timezone.now())
    later = timezone.now() + timedelta(hours=3)
    assert invite_all(now=later) == 1
    assert Invitation.objects.get().not_sent == NotSent.MERGED
    resolve(kept, outcome=Outcome.EXPLAINED, explanation="Till midnight.", by=alena)
    later += timedelta(minutes=5)
    assert invite_all(now=later) == 1
    assert Invitation.objects.get(not_sent="").resolution.ticket == kept
    undo(done, by=alena, now=timezone.now())
    assert invite_all(now=later) == 1
    assert Invitation.objects.latest("pk").resolution.ticket == merged
    assert [one.not_sent for one in Invitation.objects.all()] == ["", ""]


def test_an_unfinished_one_has_no_resolution_to_ask_about(alena: User, jana: Customer) -> None:
    kept, merged = (log_case("enquiry", by=alena, customer=jana) for _ in range(2))
    merge(kept=kept, merged=merged, by=alena, now=timezone.now())
    assert invite_all(now=timezone.now() + timedelta(hours=3)) == 0
    assert not Invitation.objects.exists()
