"""What the database announces to the live process, heard beside the connection of the test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from helpdesk.live.listening import connect


def url_of_test_database() -> str:
    given = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(given._replace(path=f"/{connection.settings_dict['NAME']}"))


@contextmanager
def announced() -> Iterator[set[str]]:
    """The topics announced while the block ran, to be looked at after it. Only what commits is announced."""
    topics: set[str] = set()
    with closing(connect(url_of_test_database())) as listening:
        yield topics
        with listening.cursor() as cursor:
            cursor.execute("SELECT 1")
        topics.update(notice.payload for notice in listening.notifies)
