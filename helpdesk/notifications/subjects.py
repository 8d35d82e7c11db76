"""What news can be about, as "ticket:42". The app that knows such things says who sees which."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from helpdesk.staff.models import User


@dataclass(frozen=True)
class Subject:
    """One thing news are about, as a reader may see it."""

    name: str
    pk: int
    label: str
    url: str

    @property
    def about(self) -> str:
        """What news and mutes call it."""
        return f"{self.name}:{self.pk}"


# Of the asked numbers those the person may see. One query, however many.
Find = Callable[[User, Collection[int]], Mapping[int, Subject]]

FINDERS: dict[str, Find] = {}
ABOUT = re.compile(r"([a-z]{1,30}):([1-9][0-9]{0,17})", re.ASCII)


def register(name: str, find: Find) -> None:
    """Say what ``name`` in "name:42" is. ``ValueError`` for a name that is there already."""
    if name in FINDERS:
        raise ValueError(f"News can be about a {name} already.")
    FINDERS[name] = find


def seen_by(person: User, abouts: Collection[str]) -> dict[str, Subject]:
    """Those of the subjects that the person may see. What nobody registered is seen by nobody."""
    asked: dict[str, list[int]] = {}
    for about in abouts:
        if (match := ABOUT.fullmatch(about)) and match[1] in FINDERS:
            asked.setdefault(match[1], []).append(int(match[2]))
    return {
        subject.about: subject
        for name, numbers in asked.items()
        for subject in FINDERS[name](person, numbers).values()
    }
