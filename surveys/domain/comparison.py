"""Whether a group is more or less satisfied than the others, or nobody can say."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from surveys.domain.statistics import TOO_SMALL, Share, differ, z_between


class Finding(TextChoices):
    """What can be said of a group beside the others it is compared with."""

    MORE = "more", _("More satisfied than the others")
    LESS = "less", _("Less satisfied than the others")
    CHANCE = "chance", _("No more than chance")
    TOO_FEW = "too_few", _("Too few to say")


def finding_of(one: Share, *, others: Iterable[Share]) -> Finding:
    """More or less only where chance makes such a difference less than once in a hundred times."""
    rest = together(others)
    if min(one.whole, rest.whole) < TOO_SMALL:
        return Finding.TOO_FEW
    if not differ(one, rest):
        return Finding.CHANCE
    return Finding.MORE if z_between(one, rest) > 0 else Finding.LESS


def together(shares: Iterable[Share]) -> Share:
    all_of_them = list(shares)
    return Share(sum(one.part for one in all_of_them), sum(one.whole for one in all_of_them))
