from celery import shared_task
from django.utils import timezone

from tickets.domain import reminders


@shared_task
def run_clocks() -> None:
    reminders.run_clocks(now=timezone.now())
