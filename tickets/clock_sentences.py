"""What the record says about what clocks have told."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from babel.numbers import format_percent
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence
from tickets.domain.lengths import written
from tickets.enums import Point, Target


def reminded(entry: Entry) -> str:
    sentence = {Point.SHARE: share_used, Point.AFTER: overdue}.get(entry.details.get("point"), due_soon)
    return with_lateness(sentence(entry), entry)


def due_soon(entry: Entry) -> str:
    return {
        Target.FIRST_RESPONSE: _("reminded that the first response is due soon"),
        Target.NEXT_RESPONSE: _("reminded that the next response is due soon"),
        Target.RESOLUTION: _("reminded that the resolution is due soon"),
    }[Target(entry.details["target"])]


def share_used(entry: Entry) -> str:
    percent = format_percent(entry.details["percent"] / 100, locale=get_language() or "en")
    return {
        Target.FIRST_RESPONSE: _("reminded that %(percent)s of the time for the first response is used"),
        Target.NEXT_RESPONSE: _("reminded that %(percent)s of the time for the next response is used"),
        Target.RESOLUTION: _("reminded that %(percent)s of the time for the resolution is used"),
    }[Target(entry.details["target"])] % {"percent": percent}


def overdue(entry: Entry) -> str:
    time = written(timedelta(minutes=entry.details["minutes"]), in_days=False)
    return {
        Target.FIRST_RESPONSE: _("told that nobody had answered the customer %(time)s after it was due"),
        Target.NEXT_RESPONSE: _(
            "told that nobody had answered the customer’s last word %(time)s after it was due"
        ),
        Target.RESOLUTION: _("told that it was not resolved %(time)s after it was due"),
    }[Target(entry.details["target"])] % {"time": time}


def breached(entry: Entry) -> str:
    target = Target(entry.details["target"])
    if entry.details.get("is_silent"):
        text = {
            Target.FIRST_RESPONSE: _("noted that nobody answered the customer in time"),
            Target.NEXT_RESPONSE: _("noted that nobody answered the customer’s last word in time"),
            Target.RESOLUTION: _("noted that it was not resolved in time"),
        }[target]
    else:
        text = {
            Target.FIRST_RESPONSE: _("told that nobody answered the customer in time"),
            Target.NEXT_RESPONSE: _("told that nobody answered the customer’s last word in time"),
            Target.RESOLUTION: _("told that it was not resolved in time"),
        }[target]
    return with_lateness(text, entry)


def with_lateness(text: str, entry: Entry) -> str:
    if not entry.details.get("is_late"):
        return text
    at = timezone.localtime(datetime.fromisoformat(entry.details["moment"]))
    moment = date_format(at, "SHORT_DATETIME_FORMAT")
    return _("%(told)s; that was late, its time was %(moment)s") % {"told": text, "moment": moment}


CLOCK_SENTENCES: Mapping[str, Sentence] = {"clock.reminded": reminded, "clock.breached": breached}
