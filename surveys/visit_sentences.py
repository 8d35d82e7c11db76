"""What the record says about checklists and mystery visits, to be read after the name of who did it."""

from collections.abc import Mapping
from datetime import date

from babel.numbers import format_percent
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence, said


def number(entry: Entry) -> dict[str, object]:
    return {"number": entry.details["number"]}


def score(entry: Entry) -> str:
    share = entry.details["score"]
    return _("nothing applied") if share is None else percent(share)


def percent(share: int) -> str:
    return str(format_percent(share / 100, locale=get_language() or "en"))


def planned(entry: Entry) -> str:
    first, last = (date.fromisoformat(entry.details[key]) for key in ("first_day", "last_day"))
    words = {
        "visitor": said(entry, "visitor"),
        "first": date_format(first, "SHORT_DATE_FORMAT"),
        "last": date_format(last, "SHORT_DATE_FORMAT"),
    }
    return _("planned the visit of %(visitor)s, %(first)s to %(last)s, and sent the link") % words


def submitted(entry: Entry) -> str:
    return _("took in what the visitor submitted: %(score)s") % {"score": score(entry)}


def corrected(entry: Entry) -> str:
    return _("took in what the visitor corrected: %(score)s") % {"score": score(entry)}


VISIT_SENTENCES: Mapping[str, Sentence] = {
    "checklist.added": lambda entry: _("added the checklist"),
    "checklist.drafted": lambda entry: _("began a draft of version %(number)s") % number(entry),
    "checklist.draft_changed": lambda entry: _("changed the draft of version %(number)s") % number(entry),
    "checklist.draft_discarded": lambda entry: (
        _("threw away the draft of version %(number)s") % number(entry)
    ),
    "checklist.published": lambda entry: _("published version %(number)s") % number(entry),
    "mystery_visit.planned": planned,
    "mystery_visit.sent_again": lambda entry: _("sent the visitor a new link; the old one ended"),
    "mystery_visit.withdrawn": lambda entry: _("withdrew the visit"),
    "mystery_visit.submitted": submitted,
    "mystery_visit.corrected": corrected,
    "mystery_visit.visitor_erased": lambda entry: _("erased the visitor’s name and address"),
}
# Why words were erased.
VISIT_REASONS: Mapping[str, StrOrPromise] = {
    "mystery_visit.visitor_erased": gettext_lazy("the visitor was erased")
}
