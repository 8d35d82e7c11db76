"""What the apps above hold about a customer.

A customer is moved, told and erased as a whole, in one transaction, but tickets and surveys are layers above.
Each of them registers a keeper when it starts, as it does its sentences for the record; this app asks them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from customers.models import Customer
from helpdesk.staff.models import User


@dataclass(frozen=True)
class Attached:
    """A file that goes into the archive of everything about a person."""

    name: str
    content: Any  # anything with ``read`` and ``chunks``: a Django file


@dataclass
class Held:
    """What one keeper holds: JSON under a heading, and files."""

    heading: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    files: list[Attached] = field(default_factory=list)


class Keeper(Protocol):
    """Every method runs in the caller's transaction, with the customers locked."""

    name: str

    def move(self, customer: Customer, *, into: Customer) -> list[int]:
        """Give everything of ``customer`` to ``into``; the ids of what moved."""

    def give_back(self, customer: Customer, *, kept: Customer, moved: list[int]) -> None:
        """Undo ``move`` for what still belongs to ``kept``."""

    def held(self, customer: Customer) -> Iterator[Held]:
        """Everything kept about the customer, for the customer to read."""

    def erase(self, customer: Customer, *, by: User) -> None:
        """Take the person out and leave the case, its choices and its figures."""


KEEPERS: dict[str, Keeper] = {}


def register(keeper: Keeper) -> None:
    """Add an app's keeper. Raises ``ValueError`` when its name is taken."""
    if keeper.name in KEEPERS:
        raise ValueError(f"There is a keeper {keeper.name} already.")
    KEEPERS[keeper.name] = keeper
