"""The pass in an open page: who has it open, and what it is about.

The page gets it from a view that has fetched everything through ``visible_to``; the live process checks the
signature and the age, and nothing else. What a pass opens is little: word that something has changed, and the
names of colleagues who look at the same thing.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

SALT = "helpdesk.live"
# A working day. A page that is open for longer gets a new one whenever it looks again.
GOOD_FOR = timedelta(hours=14)


@dataclass(frozen=True)
class Pass:
    """``since`` is the moment, as of ``time.time()``, from which on the page may have missed something."""

    person: int
    name: str
    initials: str
    topics: tuple[str, ...]
    since: float


def signed(granted: Pass, *, key: str) -> str:
    """The pass as the page carries it."""
    return _signer(key).sign_object(list(astuple(granted)), compress=True)


def read(text: str, *, key: str) -> Pass | None:
    """The pass; None when it was not signed with ``key``, or is older than a working day."""
    try:
        person, name, initials, topics, since = _signer(key).unsign_object(text, max_age=GOOD_FOR)
    except (BadSignature, ValueError):
        return None
    return Pass(person, name, initials, tuple(topics), since)


def _signer(key: str) -> TimestampSigner:
    return TimestampSigner(key=key, salt=SALT, fallback_keys=[])
