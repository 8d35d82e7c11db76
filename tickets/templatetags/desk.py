"""How the desk writes due times and waiting."""

from datetime import datetime, timedelta
from typing import Any

from babel.numbers import format_percent
from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tickets.domain.queue.views import SOON
from tickets.models import ticket

register = template.Library()
register.filter("title_of", ticket.title_of)


@register.inclusion_tag("tickets/_due.html")
def due(due_at: datetime | None, now: datetime) -> dict[str, Any]:
    """A due time as people say it, coloured: "12 min late", "in 8 min", "today 16:30", "Thu 09:40"."""
    if due_at is None:
        return {}
    local = timezone.localtime(due_at)
    return {"due_at": local, "text": due_text(local, now=now), "tone": tone(due_at, now=now)}


def tone(due_at: datetime, *, now: datetime) -> str:
    if due_at < now:
        return "late"
    return "soon" if due_at - now < SOON else ""


def due_text(local: datetime, *, now: datetime) -> str:
    if local < now:
        return _("%(time)s late") % {"time": length(now - local)}
    if local - now < SOON:
        return _("in %(time)s") % {"time": length(local - now)}
    days = (local.date() - timezone.localtime(now).date()).days
    clock = date_format(local, "TIME_FORMAT")
    if days == 0:
        return _("today %(time)s") % {"time": clock}
    if days == 1:
        return _("tomorrow %(time)s") % {"time": clock}
    if days < 7:
        return f"{weekday(local)} {clock}"
    return date_format(local, "SHORT_DATE_FORMAT")


def weekday(local: datetime) -> str:
    """ "Thu"; Czech and Polish write days small."""
    name = date_format(local, "D")
    return name if get_language() == "en" else name.lower()


@register.filter
def percent(share: int | None) -> str:
    """Whole per cent as the language writes it: "85%", "85 %"; a dash for None."""
    return "–" if share is None else format_percent(share / 100, locale=get_language() or "en")


@register.filter
def since(moment: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that fits: "4 min", "3 h", "2 days"."""
    return length(now - moment)


def length(span: timedelta) -> str:
    minutes = max(int(span.total_seconds() // 60), 1)
    if minutes < 60:
        return _("%(count)s min") % {"count": minutes}
    if minutes < 48 * 60:
        return _("%(count)s h") % {"count": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
