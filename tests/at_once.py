"""Several things at the same moment, each on a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")


def at_once(*calls: Callable[[], Result]) -> list[Result | Exception]:
    """Start all calls together; what each returned or raised, in order.

    The test must commit what they are to see: ``django_db(transaction=True)``.
    """
    ready = Barrier(len(calls), timeout=10)

    def run(call: Callable[[], Result]) -> Result | Exception:
        ready.wait()
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
