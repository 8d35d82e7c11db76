"""What the record says about promises, due times, priorities, tags and the handover."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence, said
from tickets.enums import Priority, RecountCause


def moment(entry: Entry, key: str) -> str:
    """A time as the page shows times."""
    at = timezone.localtime(datetime.fromisoformat(entry.details[key]))
    return date_format(at, "SHORT_DATETIME_FORMAT")


def with_words(text: str, words: str) -> str:
    return f"{text}: {words}" if words else text


def promised(entry: Entry) -> str:
    due, owner = moment(entry, "due_at"), entry.details["owner"]
    text = _("promised for %(due)s, %(owner)s sees to it") % {"due": due, "owner": owner}
    return with_words(text, said(entry, "text"))


def done(entry: Entry) -> str:
    text = _("did what was promised") if entry.details["in_time"] else _("did what was promised, late")
    return with_words(text, said(entry, "told") or said(entry, "text"))


def put_off(entry: Entry) -> str:
    times = {"before": moment(entry, "before"), "after": moment(entry, "after")}
    text = _("put off a promise from %(before)s to %(after)s") % times
    return with_words(text, said(entry, "reason"))


def handed_on(entry: Entry) -> str:
    if entry.details["taken"]:
        text = _("took over a promise of %(who)s") % {"who": entry.details["before"]}
    else:
        text = _("handed on a promise to %(who)s") % {"who": entry.details["owner"]}
    return with_words(text, said(entry, "text"))


def recounted(entry: Entry) -> str:
    by_hours = entry.details["cause"] == RecountCause.CALENDAR
    if entry.details["cause"] == RecountCause.CUSTOMER:
        return recounted_for_customer(entry)
    if entry.details["after"] is None:
        if by_hours:
            return _("changed the opening hours; it is not due any more")
        return _("changed the SLA policies; it is not due any more")
    due = {"due": moment(entry, "after")}
    if by_hours:
        return _("changed the opening hours; it is due %(due)s now") % due
    return _("changed the SLA policies; it is due %(due)s now") % due


def recounted_for_customer(entry: Entry) -> str:
    if entry.details["after"] is None:
        return _("changed what is known of the customer; it is not due any more")
    return _("changed what is known of the customer; it is due %(due)s now") % {"due": moment(entry, "after")}


def called_off(entry: Entry) -> str:
    return with_words(_("called off a promise"), said(entry, "reason"))


def late(entry: Entry) -> str:
    return with_words(_("told that a promise is late"), said(entry, "text"))


def tagged(entry: Entry) -> str:
    added, removed = (", ".join(entry.details[name]) for name in ("added", "removed"))
    if not removed:
        return _("tagged it %(tags)s") % {"tags": added}
    if not added:
        return _("took off the tag %(tags)s") % {"tags": removed}
    return _("tagged it %(added)s; took off the tag %(removed)s") % {"added": added, "removed": removed}


def prioritised(entry: Entry) -> str:
    before, after = (Priority(entry.details[name]).label.lower() for name in ("before", "after"))
    text = _("changed the priority from %(before)s to %(after)s") % {"before": before, "after": after}
    return with_words(text, said(entry, "reason"))


def noted(entry: Entry) -> str:
    where = entry.details["team"] or entry.details["site"]
    return _("left a note for the next shift: %(where)s") % {"where": where}


FOLLOW_UP_SENTENCES: Mapping[str, Sentence] = {
    "followup.promised": promised,
    "followup.done": done,
    "followup.put_off": put_off,
    "followup.handed_on": handed_on,
    "followup.called_off": called_off,
    "followup.late": late,
    "ticket.recounted": recounted,
    "ticket.tagged": tagged,
    "ticket.prioritised": prioritised,
    "handover.noted": noted,
    "handover.settled": lambda entry: _("saw to a note for the next shift"),
    "tag.added": lambda entry: _("added the tag %(tag)s") % {"tag": entry.details["name"]},
}
