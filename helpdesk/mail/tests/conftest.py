import socket
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from helpdesk.mail.tests.servers import Behaviour, MailServer


@pytest.fixture
def server(settings: Settings) -> Iterator[Behaviour]:
    """The mail server letters go to."""
    behaviour = Behaviour()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = MailServer(behaviour, hostname="127.0.0.1", port=port, ready_timeout=10)
    controller.start()
    here = {"host": "127.0.0.1", "port": port, "timeout": 2, "final_timeout": 2}
    settings.SMTP = {**settings.SMTP, **here}
    try:
        yield behaviour
    finally:
        controller.loop.call_soon_threadsafe(behaviour.over.set)
        controller.stop()
