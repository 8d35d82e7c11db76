"""What the record says about surveys, to be read after the name of who did it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence, said
from surveys.enums import NotSent


def not_sent(entry: Entry) -> str:
    return _("did not send a survey: %(reason)s") % {"reason": NotSent(entry.details["reason"]).label}


def answered(entry: Entry) -> str:
    return _("answered the survey: %(score)s of 5") % {"score": entry.details["score"]}


def corrected(entry: Entry) -> str:
    return _("changed the answer to the survey: %(score)s of 5") % {"score": entry.details["score"]}


def reviewed(entry: Entry) -> str:
    return _("looked after the low score: %(done)s") % {"done": said(entry, "what_was_done")}


SURVEY_SENTENCES: Mapping[str, Sentence] = {
    "survey.invited": lambda entry: _("sent the survey"),
    "survey.not_sent": not_sent,
    "survey.answered": answered,
    "survey.corrected": corrected,
    "survey.reviewed": reviewed,
}
