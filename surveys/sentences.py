"""What the record says about surveys, to be read after the name of who did it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence, said
from surveys.enums import NotSent, Sign


def not_sent(entry: Entry) -> str:
    return _("did not send a survey: %(reason)s") % {"reason": NotSent(entry.details["reason"]).label}


def answered(entry: Entry) -> str:
    return _("answered the survey: %(score)s of 5") % {"score": entry.details["score"]}


def corrected(entry: Entry) -> str:
    return _("changed the answer to the survey: %(score)s of 5") % {"score": entry.details["score"]}


def reviewed(entry: Entry) -> str:
    return _("looked after the low score: %(done)s") % {"done": said(entry, "what_was_done")}


def kept_apart(entry: Entry) -> str:
    signs = "; ".join(str(Sign(sign).label) for sign in entry.details["signs"])
    words = {"score": entry.details["score"], "signs": signs}
    return _("kept an answer to the survey apart, %(score)s of 5: %(signs)s") % words


def let_in(entry: Entry) -> str:
    return _("counted the answer that was kept apart: %(score)s of 5") % {"score": entry.details["score"]}


def turned_down(entry: Entry) -> str:
    words = {"score": entry.details["score"]}
    return _("did not count the answer that was kept apart: %(score)s of 5") % words


SURVEY_SENTENCES: Mapping[str, Sentence] = {
    "survey.invited": lambda entry: _("sent the survey"),
    "survey.not_sent": not_sent,
    "survey.reminded": lambda entry: _("sent the survey once more"),
    "survey.opted_out": lambda entry: _("wants no more surveys"),
    "survey.opt_out_lifted": lambda entry: _("noted that the customer wants surveys again"),
    "survey.answered": answered,
    "survey.corrected": corrected,
    "survey.reviewed": reviewed,
    "survey.kept_apart": kept_apart,
    "survey.let_in": let_in,
    "survey.turned_down": turned_down,
}
