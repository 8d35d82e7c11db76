import logging
from datetime import datetime, timedelta

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from helpdesk.mail import delivery

log = logging.getLogger(__name__)

# Beat asks for a sweep every five seconds: some six are alive at once, over all workers, however much waits.
LASTS = timedelta(seconds=30)
# After so long a sweep goes to the end of the queue: whatever else the workers have to do gets its turn.
TURN = timedelta(seconds=2)


@shared_task
def deliver(letter_id: int) -> None:
    delivery.deliver(letter_id)


@shared_task
def deliver_waiting(until: str | None = None) -> None:
    """Deliver what is due, in turns with the other tasks, as long as there is any and at most ``LASTS``."""
    end = datetime.fromisoformat(until) if until else timezone.now() + LASTS
    if delivery.deliver_waiting(budget=TURN) and timezone.now() < end:
        try:
            deliver_waiting.apply_async((end.isoformat(),), expires=LASTS.total_seconds())
        except OperationalError as error:
            log.warning("The next sweep goes on with the letters, the broker does not answer: %s", error)
