"""Ctrl-C and SIGTERM, noticed only where we wait: nothing is ever cut off half-way."""

import os
import select
import signal
from types import FrameType

from helpdesk.embedded.trouble import Stopped

ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interruption:
    """Turns a request to stop into `Stopped` at the next `wait()`; more requests change nothing."""

    def __init__(self) -> None:
        self.asked = False
        self._alarm, self._bell = os.pipe()
        os.set_blocking(self._bell, False)

    def listen(self) -> None:
        """Take over the signals of this process. Call in the main thread."""
        signal.set_wakeup_fd(self._bell, warn_on_full_buffer=False)
        for number in ASKING:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup, or a script's background job
                signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True

    def wait(self, seconds: float) -> None:
        """Sleep for at most `seconds`. Raises Stopped as soon as somebody has asked."""
        if not self.asked:
            ready, _, _ = select.select([self._alarm], [], [], seconds)
            if ready:
                os.read(self._alarm, 512)
        if self.asked:
            raise Stopped
