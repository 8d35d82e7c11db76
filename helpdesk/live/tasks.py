from celery import shared_task
from django.utils import timezone

from helpdesk.live import sweeping


@shared_task
def sweep() -> None:
    sweeping.sweep(now=timezone.now())
