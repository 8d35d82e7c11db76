"""Taking turns: two transactions with the same concern come one after the other."""

from hashlib import blake2b

from django.db import connection


def wait_for_turn(concern: str) -> None:
    """Wait until no other transaction holds ``concern``, then hold it until this one ends.

    For what has no row to lock yet; a row that exists is locked with ``select_for_update``.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key_of(concern)])


def take_turn(concern: str) -> bool:
    """Hold ``concern`` until this transaction ends, unless another one holds it: then False, at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [key_of(concern)])
        (taken,) = cursor.fetchone()
    return bool(taken)


def key_of(concern: str) -> int:
    return int.from_bytes(blake2b(concern.encode(), digest_size=8).digest(), signed=True)
