"""The cache, which may be away: nothing that matters stands in it."""

from typing import Any

from django_redis.cache import RedisCache


class ForgivingCache(RedisCache):  # type: ignore[misc]  # the package has no types
    """While Valkey cannot be reached nothing is found in it, and nobody holds a lock in it.

    Whoever signs in takes such a lock for the count of failed attempts: without this nobody could.
    """

    def add(self, *args: Any, **kwargs: Any) -> bool:
        added = super().add(*args, **kwargs)
        # None says that nobody answered; the settings have it logged.
        return True if added is None else bool(added)
