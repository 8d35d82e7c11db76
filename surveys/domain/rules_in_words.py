"""One rule of a survey in the reader's language."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any, NamedTuple

from django.utils.formats import time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from surveys.models import SurveyRules
from tickets.domain.lengths import in_words

# Counted in opening hours, in which a day says nothing.
OPEN_HOURS = {"review_within"}
COLUMNS = {column.name: column for column in SurveyRules._meta.fields}


class Rule(NamedTuple):
    label: str
    said: str


def rule_in_words(name: str, value: Any) -> Rule:
    """``value`` as the rules have it, or as the record kept it."""
    column = COLUMNS[name]
    return Rule(
        capfirst(str(column.verbose_name)), said(column.to_python(value), in_days=name not in OPEN_HOURS)
    )


def said(value: Any, *, in_days: bool) -> str:
    match value:
        case None:
            return _("never")
        case bool():
            return _("yes") if value else _("no")
        case timedelta():
            return in_words(value, in_days=in_days)
        case time():
            return time_format(value)
        case _other:
            return str(value)
