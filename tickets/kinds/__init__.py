"""The kinds of ticket, one module each. A new kind is one new module here and one template.

A module of this package that defines ``KIND`` is a kind; they are found by looking, so nothing else has to
name them. The other modules are what kinds are built from.
"""

from importlib import import_module
from pkgutil import iter_modules

from tickets.kinds.base import Details, Figure, Kind

__all__ = ["KINDS", "Details", "Figure", "Kind", "closing_reason_label", "kind_of"]


def find_kinds() -> dict[str, Kind]:
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    kinds: list[Kind] = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.key: kind for kind in sorted(kinds, key=lambda kind: kind.position)}


# By key, in the order of the keys 1–9 on the new-ticket page.
KINDS: dict[str, Kind] = find_kinds()


def kind_of(key: str) -> Kind:
    """The kind with this key. Raises ``KeyError`` when there is none."""
    return KINDS[key]


def closing_reason_label(reason: str) -> str:
    """A closing reason in words, of whatever kind the ticket was when it was resolved; empty for none.

    The same reason has the same words in every kind.
    """
    labels = {key: label for kind in KINDS.values() for key, label in kind.closing_reason_choices}
    return str(labels.get(reason, reason))
