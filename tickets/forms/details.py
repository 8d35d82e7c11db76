"""The kind's own fields among everything a page sends."""

from collections.abc import Mapping

from tickets.kinds.base import DetailsForm

# What their names begin with.
DETAILS = "details"


def within(typed: Mapping[str, str], prefix: str) -> dict[str, str]:
    """The part of one form, by its own names."""
    start = f"{prefix}-"
    return {name.removeprefix(start): typed[name] for name in typed if name.startswith(start)}


def of_other_kinds(details: DetailsForm, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed into fields this kind does not have: it waits for its kind to come back."""
    own = {details.add_prefix(name) for name in details.fields}
    return {name: typed[name] for name in typed if name.startswith(f"{DETAILS}-") and name not in own}
