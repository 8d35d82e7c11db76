from datetime import timedelta

import pytest

from helpdesk.staff.models import User
from surveys.domain.invitation import invite_all
from surveys.models import Invitation
from tickets.domain.resolution import resolve
from tickets.enums import Outcome
from tickets.models import Resolution, Ticket

DELAY = timedelta(hours=2)


@pytest.fixture
def resolution(room_change: Ticket, alena: User) -> Resolution:
    """Jana's room change, resolved by Alena just now."""
    return resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved to 305.", by=alena)


@pytest.fixture
def invitation(resolution: Resolution) -> Invitation:
    """Jana is asked as soon as the delay is over."""
    invite_all(now=resolution.at + DELAY)
    return Invitation.objects.get()
