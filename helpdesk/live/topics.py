"""What a page can be about, as the database announces it and a pass names it: ``ticket:42``.

The triggers that announce topics are in the migrations of ``live``, ``tickets`` and ``surveys``.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model


def topic_of(thing: Model) -> str:
    """``ticket:42`` for ticket 42; a person who works here is ``person:7``."""
    kind = "person" if isinstance(thing, AbstractBaseUser) else thing._meta.model_name
    return f"{kind}:{thing.pk}"


def topics_of(things: Iterable[Any]) -> Iterator[str]:
    """The topics of things, and of what is in lists of them; what is empty has none."""
    for thing in things:
        if isinstance(thing, Model):
            yield topic_of(thing)
        elif thing:
            yield from topics_of(thing)
