"""Telling many pages without making all of them ask the web server at the same moment."""

from __future__ import annotations

from collections.abc import Callable

from helpdesk.live.open_pages import OpenPage

# Each page that is told asks for itself once more. A house with a hundred of them open waits for nothing.
PAGES_PER_SECOND = 100.0
AT_ONCE = 100.0
PAUSE = 0.1


class Turns:
    """Pages that are owed news. ``tell`` gives a page what it is owed; ``later`` calls after a pause."""

    def __init__(self, *, tell: Callable[[OpenPage], None], later: Callable[[float], None]) -> None:
        self._tell = tell
        self._later = later
        self._waiting: dict[OpenPage, None] = {}
        self._free = AT_ONCE
        self._counted_at = 0.0
        self._is_called = False

    def owe(self, page: OpenPage, topic: str, *, at_once: bool, now: float) -> None:
        """The page gets to know of the topic: now, or when it is its turn."""
        page.owed.add(topic)
        if at_once:
            self._waiting.pop(page, None)
            self._tell(page)
        else:
            self._waiting[page] = None
            self.go_on(now=now)

    def forget(self, page: OpenPage) -> None:
        self._waiting.pop(page, None)

    def go_on(self, *, now: float) -> None:
        """Tell those whose turn it is; ask to be called again when some are left."""
        self._free = min(AT_ONCE, self._free + (now - self._counted_at) * PAGES_PER_SECOND)
        self._counted_at = now
        while self._waiting and self._free >= 1:
            page = next(iter(self._waiting))
            del self._waiting[page]
            self._free -= 1
            self._tell(page)
        if self._waiting and not self._is_called:
            self._is_called = True
            self._later(PAUSE)

    def called(self, *, now: float) -> None:
        """The pause that was asked for is over."""
        self._is_called = False
        self.go_on(now=now)
