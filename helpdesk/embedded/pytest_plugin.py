"""Servers for the test run: `-p helpdesk.embedded.pytest_plugin` starts them before Django's settings load.

Under pytest-xdist only the first process starts them; its workers inherit the environment, and each gets a
database of its own in Valkey, as pytest-django gives each a database of its own in PostgreSQL.
"""

import os
from collections.abc import Generator
from contextlib import ExitStack

import pytest

from helpdesk.embedded import environment
from helpdesk.embedded.children import temporary_servers
from helpdesk.embedded.interruption import Interruption
from helpdesk.embedded.trouble import Trouble

_OWN_VALKEY = "COURTESY_TEST_VALKEY"  # the URL of ours, whose databases are free to take


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    """Runs around pytest-django's own hook, which reads the settings."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        _start(early_config)
    elif _OWN_VALKEY in os.environ:
        os.environ["REDIS_URL"] = numbered(os.environ[_OWN_VALKEY], int(worker.removeprefix("gw")) + 1)
    return (yield)


def _start(config: pytest.Config) -> None:
    stack = ExitStack()
    config.add_cleanup(stack.close)
    given = os.environ.get("REDIS_URL")
    try:
        environ = stack.enter_context(temporary_servers(Interruption()))
    except Trouble as trouble:
        raise pytest.UsageError(str(trouble)) from trouble
    os.environ |= {name: environ[name] for name in environment.NAMES if name in environ}
    if not given:
        os.environ[_OWN_VALKEY] = environ["REDIS_URL"]


def numbered(url: str, number: int) -> str:
    """The Redis URL with another database number."""
    return f"{url.rpartition('/')[0]}/{number}"
