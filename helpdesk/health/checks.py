"""The parts the product cannot work without."""

import logging
import time
from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection

log = logging.getLogger(__name__)

HEARTBEAT = "desk:worker-heartbeat"
# Beat asks for a sign of life every 10 s; six missed ones are a dead worker.
HEARTBEAT_EXPIRES = 60


def broker() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError as error:
        log.warning("The database does not answer: %s", error)
        return False


def broker_answers() -> bool:
    try:
        return bool(broker().ping())
    except redis.RedisError as error:
        log.warning("The broker does not answer: %s", error)
        return False


def worker_answers() -> bool:
    """Whether a worker said it is alive within the last minute."""
    try:
        return broker().get(HEARTBEAT) is not None
    except redis.RedisError:
        return False


def say_alive() -> None:
    """Leave a sign of life that fades after ``HEARTBEAT_EXPIRES`` seconds."""
    broker().set(HEARTBEAT, str(time.time()), ex=HEARTBEAT_EXPIRES)


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "broker": broker_answers,
    "worker": worker_answers,
}
