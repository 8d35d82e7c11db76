from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from helpdesk.notifications.domain import sending


@shared_task
def send_due() -> None:
    sending.send_due(now=timezone.now(), budget=timedelta(seconds=60))
