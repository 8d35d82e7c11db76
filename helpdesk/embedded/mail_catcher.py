"""The local mail catcher: an SMTP server that keeps every letter, and a page to read them.

`python -m helpdesk.embedded.mail_catcher` takes MAIL_SMTP_PORT, MAIL_WEB_PORT and COURTESY_DATA from the
environment. Both sides listen on 127.0.0.1 only and ask for no password; nothing is ever passed on.
"""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from helpdesk.embedded import letters_page
from helpdesk.embedded.folder import DataFolder
from helpdesk.embedded.letters import Letters, read

_HOST = "127.0.0.1"
_OUR_NAMES = ("localhost", _HOST)
_STYLES = Path(__file__).with_name("letters.css")


class Keeping:
    """What aiosmtpd calls for each letter: keep it, then say so."""

    def __init__(self, letters: Letters) -> None:
        self._letters = letters

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Answers 250 only when the letter is on disk."""
        content = envelope.original_content or b""
        id = self._letters.keep(content, sender=envelope.mail_from or "", recipients=envelope.rcpt_tos)
        return f"250 OK kept as {id}"


class Reading(BaseHTTPRequestHandler):
    """The page. Its class attribute `letters` is set by `catching()`."""

    letters: Letters
    server_version = "letters"
    sys_version = ""

    def do_GET(self) -> None:
        # A stranger's site may point its own name to 127.0.0.1 and read along; the Host gives it away.
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in _OUR_NAMES:
            return self._answer("text/plain", "Ask for localhost.", HTTPStatus.MISDIRECTED_REQUEST)
        match unquote(urlsplit(self.path).path).split("/")[1:]:
            case [""]:
                newest = self.letters.newest(letters_page.SHOWN)
                self._answer("text/html", letters_page.listing(newest, count=len(self.letters.paths())))
            case ["letters.json"]:
                self._answer("application/json", json.dumps([one.as_json() for one in self.letters.newest()]))
            case ["letters.css"]:
                self._answer("text/css", _STYLES.read_text(encoding="utf-8"))
            case ["letters", id, view]:
                self._show(id, view)
            case _:
                self._not_found()

    do_HEAD = do_GET

    def _show(self, id: str, view: str) -> None:
        path = self.letters.find(id)
        if path is None:
            return self._not_found()
        match view:
            case "":
                self._answer("text/html", letters_page.page(read(path)))
            case "html":
                self._answer("text/html", letters_page.framed(read(path)), policy=letters_page.SANDBOX)
            case "source":
                self._answer("text/plain", path.read_bytes())
            case _:
                self._not_found()

    def _not_found(self) -> None:
        self._answer("text/plain", "There is no such letter.", HTTPStatus.NOT_FOUND)

    def _answer(
        self,
        kind: str,
        body: str | bytes,
        status: HTTPStatus = HTTPStatus.OK,
        *,
        policy: str = letters_page.POLICY,
    ) -> None:
        content = body.encode("utf-8", "replace") if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@contextmanager
def catching(folder: Path, *, smtp_port: int, web_port: int) -> Iterator[Letters]:
    """Catch letters into the Maildir `folder` and show them, until the end of the block."""
    letters = Letters(folder)
    controller = Controller(
        Keeping(letters), hostname=_HOST, port=smtp_port, ident="Courtesy Desk mail catcher"
    )
    controller.start()
    page = ThreadingHTTPServer((_HOST, web_port), type("ReadingThese", (Reading,), {"letters": letters}))
    Thread(target=page.serve_forever, daemon=True).start()
    try:
        yield letters
    finally:
        page.shutdown()
        page.server_close()
        controller.stop()


def main() -> None:
    """Catch letters until a signal ends the process. Nothing has to be put away by then."""
    folder = DataFolder.chosen()
    ports = {"smtp_port": int(os.environ["MAIL_SMTP_PORT"]), "web_port": int(os.environ["MAIL_WEB_PORT"])}
    with catching(folder / "letters", **ports):
        while True:
            signal.pause()


if __name__ == "__main__":
    main()
