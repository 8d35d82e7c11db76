from collections.abc import Callable
from time import monotonic

from celery import shared_task
from django.utils import timezone

from customers.domain.imports import sweep, work

# In seconds. Then others get their turn, and the import is asked for again.
BUDGET = 60.0


def a_while() -> Callable[[], bool]:
    ends = monotonic() + BUDGET
    return lambda: monotonic() > ends


@shared_task
def work_on_import(import_id: int) -> None:
    work.work_on(import_id, is_time_up=a_while())


@shared_task
def go_on_with_imports() -> None:
    work.go_on(now=timezone.now(), is_time_up=a_while())


@shared_task
def sweep_imports() -> None:
    sweep.sweep(now=timezone.now())
