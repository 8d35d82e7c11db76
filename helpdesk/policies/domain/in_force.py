"""What applies to a case."""

from datetime import date, datetime
from functools import lru_cache

from helpdesk.policies.models import PolicyVersion
from helpdesk.prepared import SOMETHING, Prepared
from helpdesk.staff.models import Site, User
from helpdesk.staff.standing_in import SOMEBODY

# No kind is called so, and no policy is as old.
SOME_KIND, SOME_DAY = "no kind", date(1, 1, 1)


def in_force_for(
    *, kind: str, site: Site, on: date, language: str, reader: User | None = None
) -> list[PolicyVersion]:
    """One version of each policy in force for this kind at this site on this day, in one query.

    Each in ``language``, else the site's, else English, else whichever there is. What is about fewer kinds
    comes first, and what is about every kind last. With a ``reader`` each has their vote as ``my_vote``.
    """
    values = {"kind": kind, "site": site.pk, "on": on, "reader": reader.pk if reader else None}
    found = versions_in(language, site.language, with_vote=reader is not None).all(values)
    return sorted(found, key=relevance)


@lru_cache(maxsize=100)
def versions_in(*languages: str, with_vote: bool) -> Prepared[PolicyVersion]:
    """Prepared: these stand beside every case, also beside one that is about to be logged."""
    versions = PolicyVersion.objects.in_force(kind=SOME_KIND, site=Site(pk=SOMETHING), on=SOME_DAY)
    if with_vote:
        versions = versions.with_vote_of(User(pk=SOMEBODY))
    best = versions.one_per_policy(on=SOME_DAY, languages=languages).select_related("policy")
    return Prepared(best, holes={SOME_KIND: "kind", SOMETHING: "site", SOME_DAY: "on", SOMEBODY: "reader"})


def relevance(version: PolicyVersion) -> tuple[bool, int, str]:
    kinds = version.policy.kinds
    return not kinds, len(kinds), version.policy.folded_name


def today_at(site: Site, *, now: datetime) -> date:
    """The day it is at the site."""
    return now.astimezone(site.zone).date()
