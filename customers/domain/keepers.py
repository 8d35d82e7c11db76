"""What the apps above hold about a customer.

A customer is moved, told and erased as a whole, in one transaction, but tickets and surveys are layers above.
Each of them registers a keeper when it starts, as it does its sentences for the record; this app asks them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import QuerySet
from django_stubs_ext import StrOrPromise

from customers.domain.dossier import Part
from customers.domain.traces import Traces
from customers.models import Customer
from helpdesk.mail.models import Letter
from helpdesk.staff.models import User


@dataclass(frozen=True)
class Counted:
    """So many of these, for a page that asks before anything is done to all of them."""

    label: StrOrPromise
    number: int


@dataclass(frozen=True)
class Mention:
    """Something of somebody else in which an erased person is still named."""

    label: str
    url: str


class Keeper(Protocol):
    """Whatever changes runs in the caller's transaction, with the customers locked."""

    name: str

    def tally(self, customer: Customer, *, seen_by: User) -> list[Counted]:
        """What would move in a merge, by sort, as far as the person sees it."""

    def move(self, customer: Customer, *, into: Customer) -> list[int]:
        """Give everything of ``customer`` to ``into``; the ids of what moved."""

    def give_back(self, customer: Customer, *, kept: Customer, moved: list[int]) -> None:
        """Undo ``move`` for what still belongs to ``kept``, who stays known where anything is left."""

    def follow(self, customer: Customer, *, by: User) -> None:
        """Whether they are a VIP, or what is theirs, is another thing now."""

    def hides(self, customer: Customer, *, user: User) -> bool:
        """Whether something about the customer is not this person's to see."""

    def held(self, customer: Customer) -> Iterator[Part]:
        """Everything kept about the customer, for the customer to read. The letters apart: see below."""

    def letters(self, customer: Customer) -> QuerySet[Letter]:
        """Letters to the customer, whatever address they went to."""

    def lock(self, customer: Customer) -> None:
        """Hold every row somebody could be writing to, so that ``erase`` has the last word.

        All keepers lock before the first one erases: rows come first, the record last.
        """

    def erase(self, customer: Customer, *, by: User, because: str, now: datetime) -> None:
        """Take the person out, of letters, news and drafts too; the case, its choices and figures stay."""

    def mentioned(self, traces: Traces, *, apart_from: Customer) -> list[int]:
        """Ids of what belongs to somebody else and names the person, as far as an index finds it."""

    def mentions(self, ids: Collection[int], *, user: User) -> Iterable[Mention]:
        """Those of them that the person may see, to look at and decide."""


KEEPERS: dict[str, Keeper] = {}


def follow(customer: Customer, *, by: User) -> None:
    """Let all of them follow, see ``Keeper.follow``."""
    for keeper in KEEPERS.values():
        keeper.follow(customer, by=by)


def register(keeper: Keeper) -> None:
    """Add an app's keeper. Raises ``ValueError`` when its name is taken."""
    if keeper.name in KEEPERS:
        raise ValueError(f"There is a keeper {keeper.name} already.")
    KEEPERS[keeper.name] = keeper
