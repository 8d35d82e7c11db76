"""How figures about promises are written: how long something took, and which part was kept."""

from __future__ import annotations

from datetime import timedelta

from babel.numbers import format_decimal, format_percent
from django import template
from django.utils.translation import get_language

from tickets.domain.lengths import HOUR, MINUTE, written

register = template.Library()

# Nobody reads the minutes of longer times.
LONG = timedelta(hours=100)


@register.filter
def spell(span: timedelta | None) -> str:
    """ "40 min", "1 h 40 min", "1,240 h"; a dash for None. Never in days: those of a shop are shorter."""
    if span is None:
        return "–"
    if span >= LONG:
        return f"{format_decimal(round(span / HOUR), locale=get_language() or 'en')} h"
    return written(round(span / MINUTE) * MINUTE, in_days=False)


@register.filter
def share(part: float | None) -> str:
    """As the language writes it, with a tenth where there is one: "92.3%", "100 %"; a dash for None."""
    if part is None:
        return "–"
    return format_percent(part, locale=get_language() or "en", decimal_quantization=False)
