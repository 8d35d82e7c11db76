import http.client
import json
import secrets
import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from helpdesk.embedded import ports
from helpdesk.embedded.mail_catcher import catching


@pytest.fixture
def smtp_port() -> int:
    return free_port(23000)


@pytest.fixture
def web_port() -> int:
    return free_port(24000)


def free_port(start: int) -> int:
    port = ports.choose("NO_SUCH_VARIABLE", default=start + secrets.randbelow(1000))
    port.release()
    return port.number


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "letters"


@pytest.fixture
def catcher(folder: Path, smtp_port: int, web_port: int) -> Iterator[None]:
    with catching(folder, smtp_port=smtp_port, web_port=web_port):
        yield


def send(port: int, *, subject: str = "Jak jsme to vyřešili?") -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@shop.example", "jana@x.example", subject
    message["Message-ID"] = "<7@shop.example>"
    message.set_content("Dobrý den http://localhost:8000/s/abc")
    message.add_alternative("<p>Dobrý den</p>", subtype="html")
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.send_message(message)


def get(port: int, path: str, *, host: str = "localhost", method: str = "GET") -> tuple[int, str, str]:
    """Status, Content-Security-Policy and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, headers={"Host": f"{host}:{port}"})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, answer.headers["Content-Security-Policy"] or "", body


@pytest.mark.usefixtures("catcher")
def test_a_letter_that_was_sent_can_be_read(smtp_port: int, web_port: int) -> None:
    send(smtp_port)
    [letter] = json.loads(get(web_port, "/letters.json")[2])
    assert letter["to"] == ["jana@x.example"]
    assert letter["from"] == "desk@shop.example"
    assert letter["subject"] == "Jak jsme to vyřešili?"
    assert letter["message_id"] == "<7@shop.example>"
    assert "http://localhost:8000/s/abc" in letter["text"]
    assert letter["html"].strip() == "<p>Dobrý den</p>"
    status, policy, page = get(web_port, f"/letters/{letter['id']}/")
    assert status == 200
    assert "default-src 'none'" in policy
    assert '<a href="http://localhost:8000/s/abc"' in page
    status, policy, html = get(web_port, f"/letters/{letter['id']}/html")
    assert policy.startswith("sandbox allow-popups")
    assert "<p>Dobrý den</p>" in html
    assert "Message-ID: <7@shop.example>" in get(web_port, f"/letters/{letter['id']}/source")[2]


def test_a_letter_survives_the_catcher(folder: Path, smtp_port: int, web_port: int) -> None:
    with catching(folder, smtp_port=smtp_port, web_port=web_port):
        send(smtp_port)
    with catching(folder, smtp_port=smtp_port, web_port=web_port):
        assert len(json.loads(get(web_port, "/letters.json")[2])) == 1
        assert "Jak jsme to vyřešili?" in get(web_port, "/")[2]


@pytest.mark.usefixtures("catcher")
@pytest.mark.parametrize(
    "path", ["/x", "/letters/", "/letters/../x/", "/letters/%2e%2e%2fcur/", "/letters/1/html"]
)
def test_there_is_nothing_else_to_see(web_port: int, path: str) -> None:
    assert get(web_port, path)[0] == 404


@pytest.mark.usefixtures("catcher")
def test_a_stranger_who_points_his_name_at_us_sees_nothing(web_port: int) -> None:
    assert get(web_port, "/", host="evil.example")[0] == 421


@pytest.mark.usefixtures("catcher")
def test_nothing_can_be_changed(web_port: int) -> None:
    assert get(web_port, "/", method="POST")[0] == 501
    assert get(web_port, "/letters.json", method="HEAD")[2] == ""
