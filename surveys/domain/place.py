"""What a supervisor says something for: a site, and a kind of ticket or every kind there."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from helpdesk.staff.models import Site
from tickets.kinds import KINDS

# How addresses call every kind. No kind has this name.
EVERY_KIND = "all"


@dataclass(frozen=True)
class Place:
    """``kind`` is empty for every kind that has nothing of its own."""

    site: Site
    kind: str = ""

    @property
    def slug(self) -> str:
        """Its kind in an address."""
        return self.kind or EVERY_KIND

    @property
    def label(self) -> str:
        """Its kind in the reader's language."""
        return label_of(self.kind)

    def __str__(self) -> str:
        return f"{self.site.name} · {self.label}"


def label_of(kind: str) -> str:
    """A kind in the reader's language. One that has left the product keeps its key."""
    if not kind:
        return _("Every kind")
    return str(KINDS[kind].label) if kind in KINDS else kind


def places_at(site: Site) -> list[Place]:
    """Every kind first, then each kind."""
    return [Place(site), *(Place(site, key) for key in KINDS)]
