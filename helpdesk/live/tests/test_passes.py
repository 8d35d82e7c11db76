import time
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing

from helpdesk.live.passes import GOOD_FOR, Pass, read, signed

KEY = "the key of the house"
PASS = Pass(7, "Alena Dvořáková", "AD", ("person:7", "ticket:42"), 1_790_000_000.25)


def test_a_pass_says_what_was_signed() -> None:
    assert read(signed(PASS, key=KEY), key=KEY) == PASS


FORGED = ["", "x", "a:b:c", signed(PASS, key="another house"), signing.dumps(7, key=KEY)]


@pytest.mark.parametrize("text", FORGED, ids=range(len(FORGED)))
def test_what_the_house_has_not_signed_is_no_pass(text: str) -> None:
    assert read(text, key=KEY) is None


def test_a_changed_pass_is_none() -> None:
    text = signed(PASS, key=KEY)
    assert read(("A" if text[0] != "A" else "B") + text[1:], key=KEY) is None


@pytest.mark.parametrize(("age", "good"), [(GOOD_FOR - timedelta(minutes=1), True), (GOOD_FOR * 1.01, False)])
def test_a_pass_is_good_for_a_day(age: timedelta, good: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    text = signed(PASS, key=KEY)
    later = time.time() + age.total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert (read(text, key=KEY) is not None) is good


def test_a_thousand_sites_fit_into_a_message() -> None:
    from helpdesk.live.__main__ import LONGEST_MESSAGE

    everywhere: Any = tuple(f"site:{number}" for number in range(1, 1001))
    assert len(signed(Pass(1, "Petra", "P", everywhere, 0.0), key=KEY)) < LONGEST_MESSAGE
