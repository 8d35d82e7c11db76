from celery import shared_task
from django.utils import timezone

from helpdesk.drafts import forgetting


@shared_task
def sweep() -> None:
    forgetting.sweep(now=timezone.now())
