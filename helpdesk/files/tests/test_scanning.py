"""A clamd, when one is configured."""

import logging
import socketserver
import struct
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.checks.registry import registry
from django.utils import timezone
from pytest_django import Settings

from helpdesk.files import blobs, scanning
from helpdesk.files.checks import the_scanner_has_an_address
from helpdesk.files.enums import Scan
from helpdesk.files.errors import FileRefused
from helpdesk.files.intake import take_in
from helpdesk.files.models import File
from helpdesk.files.scanning import Infected, ScannerSilent, look_for_viruses
from helpdesk.files.tests import made
from helpdesk.files.tests.made import EICAR, handed
from helpdesk.staff.models import User


class Clamd(socketserver.StreamRequestHandler):
    """Speaks INSTREAM as clamd does. ``moods`` are what else one meets out there."""

    answer = b""
    seen = b""

    def handle(self) -> None:
        assert self.rfile.readline() == b"nINSTREAM\n"
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        type(self).seen = content
        self.wfile.write(self.answer or self._verdict(content))

    def _verdict(self, content: bytes) -> bytes:
        return b"stream: Eicar-Test-Signature FOUND\n" if EICAR in content else b"stream: OK\n"


@pytest.fixture
def clamd(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Clamd]]:
    monkeypatch.setattr(Clamd, "answer", b"")
    monkeypatch.setattr(Clamd, "seen", b"")
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        settings.CLAMD_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield Clamd
        server.shutdown()


def test_without_a_scanner_nothing_is_claimed(settings: Settings) -> None:
    settings.CLAMD_URL = ""
    assert look_for_viruses(BytesIO(EICAR)) == Scan.NOT_SCANNED


def test_a_clean_file_is_called_clean(clamd: type[Clamd]) -> None:
    content = b"a" * 100_000
    assert look_for_viruses(BytesIO(content)) == Scan.CLEAN
    assert clamd.seen == content


def test_a_virus_is_found(clamd: type[Clamd]) -> None:
    with pytest.raises(Infected, match="Eicar-Test-Signature"):
        look_for_viruses(BytesIO(EICAR))


FAILED, TOO_LARGE = b"stream: lstat() failed ERROR\n", b"INSTREAM size limit exceeded. ERROR\n"


@pytest.mark.parametrize("answer", [FAILED, TOO_LARGE, b"\n", b"what?\n", b"\xff\xfe\n"])
def test_no_verdict_is_no_verdict(clamd: type[Clamd], answer: bytes) -> None:
    clamd.answer = answer
    with pytest.raises(ScannerSilent):
        look_for_viruses(BytesIO(b"a"))


def test_a_scanner_that_says_nothing_is_not_waited_for_long(
    clamd: type[Clamd], monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = threading.Event()
    monkeypatch.setattr(clamd, "handle", lambda self: waited.wait(5))
    monkeypatch.setattr(scanning, "PATIENCE", 0.05)
    with pytest.raises(ScannerSilent):
        look_for_viruses(BytesIO(b"a"))
    waited.set()


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl"])
def test_nobody_is_there(settings: Settings, url: str) -> None:
    settings.CLAMD_URL = url
    with pytest.raises(ScannerSilent):
        look_for_viruses(BytesIO(b"a"))


def test_a_scanner_on_the_same_machine(settings: Settings) -> None:
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "clamd.ctl")
        settings.CLAMD_URL = f"unix://{path}"
        with socketserver.UnixStreamServer(path, Clamd) as server:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
            assert look_for_viruses(BytesIO(b"a")) == Scan.CLEAN
            server.shutdown()


@pytest.mark.django_db
def test_what_is_kept_was_looked_at_as_it_came(clamd: type[Clamd], alena: User) -> None:
    content = made.picture()
    assert take_in(handed(content), owner=alena, now=timezone.now()).scan == Scan.CLEAN
    assert clamd.seen == content


@pytest.mark.django_db
def test_an_infected_file_is_refused_and_noted(
    clamd: type[Clamd], alena: User, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(FileRefused) as refused:
        take_in(handed(EICAR, "účet.txt"), owner=alena, now=timezone.now())
    assert str(refused.value) == "“účet.txt” contains a virus and was not taken."
    assert not refused.value.again
    nothing_was_kept()
    said = [(entry.levelno, entry.getMessage()) for entry in caplog.records]
    assert said == [(logging.WARNING, f"A file of user {alena.pk} was refused: Eicar-Test-Signature")]


@pytest.mark.django_db
def test_while_the_scanner_is_away_nothing_is_let_through(
    settings: Settings, alena: User, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    with pytest.raises(FileRefused) as refused:
        take_in(handed(made.picture(), "photo.jpg"), owner=alena, now=timezone.now())
    sentence = "“photo.jpg” could not be checked for viruses just now. Try again in a moment."
    assert str(refused.value) == sentence
    assert refused.value.again
    nothing_was_kept()
    assert "The virus scanner gives no verdict" in caplog.text


def nothing_was_kept() -> None:
    assert not File.objects.exists()
    assert blobs.of_day(timezone.now().date()) == []


@pytest.mark.parametrize(
    "url", ["127.0.0.1:3310", "tcp://", "tcp://host:port", "unix://run/clamd", "http://host"]
)
def test_an_address_that_cannot_be_read_is_found_before_the_start(settings: Settings, url: str) -> None:
    settings.CLAMD_URL = url
    assert [error.id for error in the_scanner_has_an_address()] == ["files.E001"]
    assert "the_scanner_has_an_address" in str(registry.get_checks())


@pytest.mark.parametrize("url", ["", "tcp://clamd", "tcp://10.0.0.7:3311", "unix:///run/clamav/clamd.ctl"])
def test_addresses_that_can(settings: Settings, url: str) -> None:
    settings.CLAMD_URL = url
    assert the_scanner_has_an_address() == []
