import logging

import pytest

from helpdesk.logs import BlotKeys


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ('"GET /s/q3v_-Xy/?score=4 HTTP/1.1" 200', '"GET /s/…/?score=4 HTTP/1.1" 200'),
        ("Not Found: /accounts/password/reset/key/1-abc/", "Not Found: /accounts/password/reset/key/…/"),
        ("GET /static/s.css", "GET /static/s.css"),
    ],
)
def test_keys_in_addresses_do_not_reach_the_log(said: str, kept: str) -> None:
    record = logging.makeLogRecord({"msg": "%s", "args": (said,), "request": said})
    assert BlotKeys().filter(record)
    assert record.getMessage() == kept
    assert not hasattr(record, "request")
