from celery import shared_task
from django.utils import timezone

from surveys.domain import invitation


@shared_task
def invite() -> None:
    invitation.invite_all(now=timezone.now())
