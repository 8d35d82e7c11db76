"""Where the desk, its live process, its letters and its SMTP server are reached."""

import http.client
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpdesk.embedded import ports
from helpdesk.embedded.ports import Port

_LIVE = 8001


@dataclass
class Addresses:
    """The four ports of one run, held from the beginning until their processes take over."""

    web: Port
    live: Port
    smtp: Port
    letters: Port

    @classmethod
    def choose(cls) -> "Addresses":
        """The named ports (PORT, LIVE_PORT, …) or free ones. Raises Trouble when a named one is taken."""
        return cls(
            web=ports.choose("PORT", default=8000),
            live=ports.choose("LIVE_PORT", default=_LIVE),
            smtp=ports.choose("MAIL_SMTP_PORT", default=1025),
            letters=ports.choose("MAIL_WEB_PORT", default=8025),
        )

    @property
    def site_url(self) -> str:
        return os.environ.get("SITE_URL") or f"http://localhost:{self.web.number}"

    @property
    def letters_url(self) -> str:
        return f"http://localhost:{self.letters.number}"

    def told(self, inherited: Mapping[str, str] = os.environ) -> dict[str, str]:
        """What the processes are told about these addresses. An EMAIL_URL that is already set is kept."""
        return {
            "COURTESY_WEB_ADDRESSES": " ".join(self.web.addresses),
            "EMAIL_URL": inherited.get("EMAIL_URL") or f"smtp://127.0.0.1:{self.smtp.number}",
            "LETTERS_URL": self.letters_url,
            "LIVE_BIND": " ".join(self.live.addresses),
            "LIVE_PORT": str(self.live.number),
            "LIVE_URL": inherited.get("LIVE_URL") or f":{self.live.number}/",
            "MAIL_SMTP_PORT": str(self.smtp.number),
            "MAIL_WEB_PORT": str(self.letters.number),
            "PORT": str(self.web.number),
        }

    def release_mail(self) -> None:
        self.smtp.release()
        self.letters.release()

    def release_desk(self) -> None:
        self.web.release()
        self.live.release()

    def web_answers(self) -> bool:
        """Whether the web server answers anything at all."""
        return _answers(self.web.number, "/health/live")

    def live_answers(self) -> bool:
        """Whether open pages are heard."""
        return _answers(self.live.number, "/health/live")

    def letters_answer(self) -> bool:
        """Whether the mail catcher shows its letters; it does so after its SMTP side has started."""
        return _answers(self.letters.number, "/letters.json")

    def published(self, pids: dict[str, int]) -> dict[str, Any]:
        """What run.json says, for scripts and tests."""
        return {
            "web": f"http://localhost:{self.web.number}",
            "live": self.live.number,
            "letters": self.letters_url,
            "smtp": self.smtp.number,
            "pids": {**pids, "run": os.getpid()},
        }

    def moved(self) -> list[str]:
        """A line for each port that is not the usual one because somebody else has that."""
        usual = [
            ("The desk", self.web, "PORT", 8000),
            ("What open pages listen to", self.live, "LIVE_PORT", _LIVE),
            ("SMTP", self.smtp, "MAIL_SMTP_PORT", 1025),
            ("The letters page", self.letters, "MAIL_WEB_PORT", 8025),
        ]
        return [
            f"{what} is on port {port.number}, because port {number} is taken."
            for what, port, variable, number in usual
            if port.number != number and not os.environ.get(variable)
        ]


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
