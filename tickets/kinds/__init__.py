"""The kinds of ticket, one module each. A new kind is one new module here and one template.

Every module of this package but ``base`` defines ``KIND``; they are found by looking, so nothing else has
to name them.
"""

from importlib import import_module
from pkgutil import iter_modules

from tickets.kinds.base import Details, Figure, Kind

__all__ = ["KINDS", "Details", "Figure", "Kind", "kind_of"]


def find_kinds() -> dict[str, Kind]:
    modules = [
        import_module(f"{__name__}.{module.name}")
        for module in iter_modules(__path__)
        if module.name != "base"
    ]
    kinds = sorted((module.KIND for module in modules), key=lambda kind: kind.position)
    return {kind.key: kind for kind in kinds}


# By key, in the order of the keys 1–9 on the new-ticket page.
KINDS: dict[str, Kind] = find_kinds()


def kind_of(key: str) -> Kind:
    """The kind with this key. Raises ``KeyError`` when there is none."""
    return KINDS[key]
