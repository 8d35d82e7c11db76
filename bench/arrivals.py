"""What arrived of a wave of letters: whom which one reached how often."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bench.mail_server import Ledger


def outcome(ledger: Ledger) -> dict[str, Any]:
    """To be asked when no worker lives any more: those that died after a handover are settled first.

    ``twice_unheard`` are those the server took and did not say so: they are sent again, under the same
    Message-ID. ``lost`` and ``twice`` are what may not be.
    """
    from django.utils import timezone

    from helpdesk.mail.delivery import LEASE_AFTER_HANDOVER, rescue
    from helpdesk.mail.enums import LetterStatus
    from helpdesk.mail.models import Letter

    now = timezone.now() + LEASE_AFTER_HANDOVER
    while rescue(now=now):
        pass
    arrived = Counter(one.message_id for one in ledger.taken)
    unheard = Counter(one.message_id for one in ledger.taken if not one.answered)
    heard = {name: times - unheard[name] for name, times in arrived.items()}
    surveys = Letter.objects.filter(cause__startswith="survey:")
    reached = Counter(surveys.filter(message_id__in=arrived).values_list("recipient", flat=True))
    died = Letter.objects.filter(last_answer__startswith="The worker died")
    return {
        "customers_with_one_letter": sum(many == 1 for many in reached.values()),
        "not_sent": Letter.objects.exclude(status=LetterStatus.SENT).count(),
        "taken_as_sent": died.count(),
        "lost": Letter.objects.exclude(message_id__in=arrived).count(),
        "twice_unheard": sum(many > 1 and heard[name] <= 1 for name, many in arrived.items()),
        "twice": sum(many > 1 for many in heard.values()),
    }
