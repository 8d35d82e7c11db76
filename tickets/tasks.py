from celery import shared_task
from django.utils import timezone

from customers.tasks import a_while
from tickets.domain import closing, follow_up_reminders, handover_note, recounting, reminders
from tickets.domain.bulk import finish as bulk_finish
from tickets.domain.bulk import work as bulk_work


@shared_task
def run_clocks() -> None:
    reminders.run_clocks(now=timezone.now())


@shared_task
def close_resolved() -> None:
    closing.close_all(now=timezone.now())


@shared_task
def run_follow_ups() -> None:
    follow_up_reminders.run_follow_ups(now=timezone.now())


@shared_task
def sweep_handover_notes() -> None:
    handover_note.sweep(now=timezone.now())


@shared_task
def work_on_bulk_action(action_id: int) -> None:
    bulk_work.work_on(action_id, is_time_up=a_while())


@shared_task
def go_on_with_bulk_actions() -> None:
    bulk_work.go_on(now=timezone.now(), is_time_up=a_while())


@shared_task
def sweep_bulk_actions() -> None:
    bulk_finish.sweep(now=timezone.now())


@shared_task
def count_clocks_anew(recount_id: int) -> None:
    recounting.work_on(recount_id, is_time_up=a_while())


@shared_task
def go_on_with_recounts() -> None:
    recounting.go_on(is_time_up=a_while())
