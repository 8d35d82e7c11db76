"""How many survey letters are written a minute, over all workers together.

A hundred thousand of them at once would keep whatever else the workers do waiting, and look like spam. What
is too much for this minute waits for the next one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from helpdesk.turns import take_turn
from surveys.models import Invitation

MINUTE = timedelta(minutes=1)
TURN = "survey letters"


def room(*, most: int, now: datetime) -> int:
    """How many letters, up to ``most``, may be written now, by whoever asked and until its transaction ends.

    0 when the minute is full, and while somebody else is at it: they look again when they are done.
    """
    if not take_turn(TURN):
        return 0
    minute = (now - MINUTE, now)
    invited = Invitation.objects.filter(
        letter__isnull=False, created_at__gt=minute[0], created_at__lte=minute[1]
    )
    reminded = Invitation.objects.filter(reminded_at__gt=minute[0], reminded_at__lte=minute[1])
    left: int = settings.SURVEY_LETTERS_PER_MINUTE - invited.count() - reminded.count()
    return max(0, min(most, left))
