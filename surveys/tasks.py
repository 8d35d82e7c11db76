from celery import shared_task
from django.utils import timezone

from surveys.domain import invitation, kept_apart, phone_survey, reminder, review_clock


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


@shared_task
def tell_of_late_reviews() -> None:
    """Of low scores that nobody looked after in time."""
    review_clock.run_reviews(now=timezone.now())


@shared_task
def give_up_calls() -> None:
    """Of customers nobody has called for so long that they would not remember."""
    phone_survey.give_up_old(now=timezone.now())
