"""What applies to a case."""

from datetime import date, datetime

from helpdesk.policies.models import PolicyVersion
from helpdesk.staff.models import Site, User


def in_force_for(
    *, kind: str, site: Site, on: date, language: str, reader: User | None = None
) -> list[PolicyVersion]:
    """One version of each policy in force for this kind at this site on this day, in one query.

    Each in ``language``, else the site's, else English, else whichever there is. What is about fewer kinds
    comes first, and what is about every kind last. With a ``reader`` each has their vote as ``my_vote``.
    """
    versions = PolicyVersion.objects.in_force(kind=kind, site=site, on=on)
    if reader is not None:
        versions = versions.with_vote_of(reader)
    found = versions.one_per_policy(on=on, languages=(language, site.language)).select_related("policy")
    return sorted(found, key=relevance)


def relevance(version: PolicyVersion) -> tuple[bool, int, str]:
    kinds = version.policy.kinds
    return not kinds, len(kinds), version.policy.folded_name


def today_at(site: Site, *, now: datetime) -> date:
    """The day it is at the site."""
    return now.astimezone(site.zone).date()
