"""Who reads what customers answered: docs/decisions/0036.

Supervisors, administrators and auditors read every answer about the tickets they see. Whoever resolved a case
reads praise of it, and each answer where the site says so; never one that is anonymous.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection

from django.db.models import Q

from helpdesk.staff.models import User
from surveys.domain.results import SATISFIED
from surveys.domain.survey_rules import House
from surveys.models import Response, SurveyRules
from surveys.models.response import ResponseQuerySet, reads_answers
from tickets.kinds import KINDS

# The customer is satisfied, the case is resolved for them, and they wrote something.
PRAISE = Q(score__gte=SATISFIED, is_low=False) & (~Q(comment="") | ~Q(words={}))


def is_praise(response: Response) -> bool:
    """The question of ``PRAISE``, asked of one answer."""
    words = response.comment or response.words
    return response.score >= SATISFIED and not response.is_low and bool(words)


def read_by(user: User) -> ResponseQuerySet:
    """What a person reads of answers, each with its ticket; nothing anonymous."""
    answers = Response.objects.visible_to(user) if reads_answers(user) else told_to(user)
    return answers.named()


def told_to(user: User) -> ResponseQuerySet:
    """What whoever resolved a case is told of its answers, as the rules of its site are now."""
    answers = Response.objects.about_tickets_of(user).named().filter(resolved_by=user.pk)
    sites = user.site_ids
    house = House(sites)
    praise = PRAISE & cases_where(lambda rules: rules.is_praise_told, house=house, sites=sites)
    return answers.filter(
        praise | cases_where(lambda rules: rules.are_answers_shown, house=house, sites=sites)
    )


def cases_where(holds: Callable[[SurveyRules], bool], *, house: House, sites: Collection[int]) -> Q:
    """Of answers: those about kinds of cases of these sites for which this holds."""
    sites_by_kinds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for site in sites:
        kinds = tuple(kind for kind in KINDS if holds(house.rules_for(site, kind)))
        sites_by_kinds[kinds].append(site)
    cases = Q(pk__in=[])
    for kinds, alike in sites_by_kinds.items():
        if kinds:
            cases |= Q(site__in=alike, invitation__resolution__ticket__kind__in=kinds)
    return cases
