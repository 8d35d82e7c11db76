from celery import shared_task
from django.utils import timezone

from surveys.domain import invitation, kept_apart, reminder


@shared_task
def invite() -> None:
    invitation.invite_all(now=timezone.now())


@shared_task
def remind() -> None:
    reminder.remind_all(now=timezone.now())


@shared_task
def settle() -> None:
    """Answers that waited long enough without anything speaking against them count."""
    kept_apart.settle_all(now=timezone.now())
