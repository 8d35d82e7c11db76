"""Looking for a person everywhere: in every table, every stored file and every key of Redis."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import connection
from redis import Redis

from helpdesk.folding import fold

TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"


def everything_kept() -> Iterator[tuple[str, str]]:
    """Where something stands, and all of its text: nothing is left out because somebody forgot to list it."""
    yield from rows()
    yield from sessions()
    yield from files()
    yield from keys()


def rows() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT one::text FROM "{table}" AS one')
            yield from ((table, row) for (row,) in cursor.fetchall())


def sessions() -> Iterator[tuple[str, str]]:
    """Django keeps them in a form that hides what they say."""
    for session in Session.objects.all():
        yield "a session", repr(session.get_decoded())


def files(folder: str = "") -> Iterator[tuple[str, str]]:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        path = f"{folder}/{name}".lstrip("/")
        with default_storage.open(path, "rb") as content:
            yield "a file", f"{path} {content.read().decode('latin-1')}"
    for inner in folders:
        yield from files(f"{folder}/{inner}".lstrip("/"))


def keys() -> Iterator[tuple[str, str]]:
    redis: Any = Redis.from_url(settings.REDIS_URL)
    for key in redis.scan_iter():
        yield "Redis", f"{key!r} {redis.dump(key)!r}"


def traces_of(marks: Sequence[str]) -> dict[str, set[str]]:
    """In which places each mark stands, in any case, without accents, and numbers in any spelling."""
    found: dict[str, set[str]] = {mark: set() for mark in marks}
    for place, text in everything_kept():
        said = comparable(text)
        for mark in marks:
            if comparable(mark) in said:
                found[mark].add(place)
    return found


def comparable(text: str) -> str:
    return re.sub(r"(?<=\d)[\s()/.-]+(?=\d)", "", fold(text))
