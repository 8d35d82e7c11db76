"""Changing when and whom a site asks. Which rules hold is told by ``survey_rules``."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from helpdesk.turns import wait_for_turn
from surveys.domain.edition import edition_of
from surveys.domain.place import Place
from surveys.domain.survey_rules import look_anew, rules_for
from surveys.models import SurveyRules
from tickets.domain.errors import NotPossible

RULES = tuple(one.name for one in SurveyRules._meta.get_fields() if one.name not in ("id", "site", "kind"))


def own_rules(place: Place) -> SurveyRules | None:
    """Those of this place itself."""
    return SurveyRules.objects.filter(site=place.site, kind=place.kind).first()


def begun(place: Place) -> SurveyRules:
    """Rules of its own as they would begin: as what holds there now. Nothing is kept."""
    rules = SurveyRules(site=place.site, kind=place.kind)
    for name, value in told(rules_for(place.site.pk, place.kind)).items():
        setattr(rules, name, value)
    return rules


def mark_of(rules: SurveyRules | None) -> str:
    """Which rules somebody has before them; empty for none."""
    return edition_of(told(rules) if rules else None)


def told(rules: SurveyRules) -> dict[str, Any]:
    """What they say, rule by rule."""
    return {name: getattr(rules, name) for name in RULES}


def differences(before: SurveyRules, after: SurveyRules) -> dict[str, tuple[Any, Any]]:
    """The rules in which they differ, with what each says."""
    one, other = told(before), told(after)
    return {name: (one[name], other[name]) for name in RULES if one[name] != other[name]}


@transaction.atomic
def keep_rules(place: Place, rules: SurveyRules, *, seen: str, by: User) -> SurveyRules:
    """These are the rules of the place from now on; whoever waits there is looked at anew.

    ``seen`` is the ``mark_of`` those the writer had before them. The same again changes nothing. Raises
    ``NotPossible`` when somebody else has changed them meanwhile.
    """
    kept = held_as_seen(place, seen=seen)
    changed = differences(rules_for(place.site.pk, place.kind), rules)
    if kept is not None and not changed:
        return kept
    row = kept or SurveyRules(site=place.site, kind=place.kind)
    for name, value in told(rules).items():
        setattr(row, name, value)
    row.save()
    record.write(place.site, "survey_rules.changed", by=by, kind=place.kind, changed=changed)
    look_anew(place.site.pk)
    return row


@transaction.atomic
def remove_rules(place: Place, *, seen: str, by: User) -> None:
    """Those that hold without them hold from now on. Raises ``NotPossible`` as ``keep_rules``."""
    kept = held_as_seen(place, seen=seen)
    if kept is not None:
        kept.delete()
        record.write(place.site, "survey_rules.removed", by=by, kind=place.kind)
        look_anew(place.site.pk)


def held_as_seen(place: Place, *, seen: str) -> SurveyRules | None:
    """The place's own rules; nobody else changes them until the transaction ends."""
    wait_for_turn(f"survey rules:{place.site.pk}:{place.kind}")
    kept = own_rules(place)
    if mark_of(kept) != seen:
        raise NotPossible(_("Somebody else has changed these rules meanwhile."))
    return kept
