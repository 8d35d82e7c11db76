from datetime import timedelta

from celery import shared_task

from helpdesk.mail import delivery


@shared_task
def deliver(letter_id: int) -> None:
    delivery.deliver(letter_id)


@shared_task
def deliver_waiting() -> None:
    delivery.deliver_waiting(budget=timedelta(seconds=60))
