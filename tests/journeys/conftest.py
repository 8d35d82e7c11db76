"""One stack and one browser for the journeys of a process, which come one after the other."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import psutil
import pytest
from django.conf import global_settings
from django.contrib.auth.hashers import make_password
from django.test.utils import override_settings
from playwright.sync_api import Browser, sync_playwright

from customers.models import Customer
from helpdesk.embedded import chromium
from helpdesk.staff.models import Site, User
from surveys.models import SurveyRules
from tests.cast import PASSWORD
from tests.journeys.screen import Screen
from tests.journeys.stack import Stack

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


# They end with the last journey, not with the session: a worker that runs would do other tests' work.
@pytest.fixture(scope="package")
def stack(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    stack = Stack(tmp_path_factory.mktemp("journeys") / "desk of tests")
    stack.start()
    yield stack
    stack.go_on()
    stack.stop()


@pytest.fixture(scope="package")
def launch() -> Iterator[Callable[[], Browser]]:
    """Starts a browser of its own with every call."""
    program = chromium.find()
    assert program, "Run `make test`, which installs a Chromium, or set CHROMIUM to its program."
    # Playwright runs an event loop in this thread, and Django refuses the database to such threads.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        yield lambda: playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def browser(launch: Callable[[], Browser]) -> Iterator[Browser]:
    browser = launch()
    yield browser
    browser.close()


@dataclass
class Doomed:
    """A window of a browser that can be killed."""

    screen: Screen
    processes: list[psutil.Process]

    def kill(self) -> None:
        for process in self.processes:
            # A child may die of its parent's death before its own turn comes.
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(self.processes, timeout=10)


@pytest.fixture
def open_doomed(stack: Stack, launch: Callable[[], Browser]) -> Callable[[str], Doomed]:
    """Opens a window of a browser that will not live to close it."""

    def open_one(story: str) -> Doomed:
        before = set(psutil.Process().children(recursive=True))
        context = launch().new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
        mine = [one for one in psutil.Process().children(recursive=True) if one not in before]
        return Doomed(Screen(context, story=story, site=stack.web), mine)

    return open_one


@pytest.fixture(autouse=True)
def nobody_writes_at_the_end(stack: Stack) -> Iterator[None]:
    """When the tables are emptied after a journey, no worker is in the middle of something."""
    stack.go_on()
    yield
    stack.hold_still()


OpenScreen = Callable[..., Screen]


@pytest.fixture
def open_screen(stack: Stack, browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenScreen]:
    """Opens a window of its own for each person; at the end no console may have complained."""
    screens: list[Screen] = []

    def open_one(story: str, *, javascript: bool = True) -> Screen:
        context = browser.new_context(
            java_script_enabled=javascript,
            locale="en-GB",
            reduced_motion="reduce",
            viewport={"width": 1440, "height": 900},
        )
        screens.append(Screen(context, story=story, site=stack.web))
        return screens[-1]

    yield open_one
    complaints = [complaint for screen in screens for complaint in screen.complaints]
    for screen in screens:
        screen.page.context.close()
    assert complaints == []


@pytest.fixture
def staff(alena: User, ivan: User) -> None:
    """Alena and Ivan can sign in to the stack, whose passwords are hashed slowly; both read English."""
    with override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS):
        slow = make_password(PASSWORD)
    User.objects.filter(pk__in=[alena.pk, ivan.pk]).update(password=slow, language="en")


@pytest.fixture
def asked_at_once(hotel: Site) -> None:
    """The hotel asks its customers a second after the resolution."""
    SurveyRules.objects.filter(site=hotel).update(delay=timedelta(seconds=1))


@pytest.fixture
def guest(jana: Customer, staff: None, asked_at_once: None) -> Customer:
    return jana
