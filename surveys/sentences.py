"""What the record says about surveys, to be read after the name of who did it.

Whoever sees the case reads these, and not everybody reads what customers answer (docs/decisions/0036): that
there is an answer is said here, what it says is not.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence, said
from surveys.domain.place import label_of
from surveys.domain.rules_in_words import rule_in_words
from surveys.enums import CallOutcome, Closing, GivenUp, NotSent, Sign


def not_sent(entry: Entry) -> str:
    return _("did not send a survey: %(reason)s") % {"reason": NotSent(entry.details["reason"]).label}


def reviewed(entry: Entry) -> str:
    closing = Closing(entry.details.get("closing", Closing.NOTED))
    if closing == Closing.NOTED:
        return _("looked after the answer to the survey")
    return _("looked after the answer to the survey: %(how)s") % {"how": closing.label}


def kept_apart(entry: Entry) -> str:
    signs = "; ".join(str(Sign(sign).label) for sign in entry.details["signs"])
    return _("kept an answer to the survey apart: %(signs)s") % {"signs": signs}


def called(entry: Entry) -> str:
    note = said(entry, "note")
    words = {"outcome": CallOutcome(entry.details["outcome"]).label, "note": note}
    if not note:
        return _("called the customer about the survey: %(outcome)s") % words
    return _("called the customer about the survey: %(outcome)s; %(note)s") % words


def call_given_up(entry: Entry) -> str:
    reason = GivenUp(entry.details["reason"]).label
    return _("took the customer off the call list of the survey: %(reason)s") % {"reason": reason}


def not_reached(entry: Entry) -> str:
    told = {"tries": entry.details["tries"]}
    return _("took the customer off the call list of the survey: not reached, %(tries)s tries") % told


def version_of(entry: Entry) -> dict[str, object]:
    return {"number": entry.details["number"], "kind": label_of(entry.details["kind"])}


def rules_changed(entry: Entry) -> str:
    changed = []
    for name, (before, after) in entry.details["changed"].items():
        rule, former = rule_in_words(name, after), rule_in_words(name, before)
        changed.append(
            _("%(rule)s: %(after)s instead of %(before)s")
            % {"rule": rule.label, "after": rule.said, "before": former.said}
        )
    words = {"kind": label_of(entry.details["kind"]), "changed": "; ".join(changed)}
    if not changed:
        return _("set rules for asking (%(kind)s)") % words
    return _("changed the rules for asking (%(kind)s). %(changed)s") % words


def rules_removed(entry: Entry) -> str:
    return _("removed the rules for asking (%(kind)s)") % {"kind": label_of(entry.details["kind"])}


SURVEY_SENTENCES: Mapping[str, Sentence] = {
    "survey.call_listed": lambda entry: _(
        "put the customer on the call list of the survey: no e-mail address"
    ),
    "survey.called": called,
    "survey.call_given_up": call_given_up,
    "survey.not_reached": not_reached,
    "counter.made": lambda entry: _("made the counter %(name)s") % entry.details,
    "counter.closed": lambda entry: _("closed the counter %(name)s") % entry.details,
    "survey.invited": lambda entry: _("sent the survey"),
    "survey.not_sent": not_sent,
    "survey.reminded": lambda entry: _("sent the survey once more"),
    "survey.opted_out": lambda entry: _("wants no more surveys"),
    "survey.opt_out_lifted": lambda entry: _("noted that the customer wants surveys again"),
    "survey.answered": lambda entry: _("answered the survey"),
    "survey.corrected": lambda entry: _("changed the answer to the survey"),
    "survey.reviewed": reviewed,
    "survey.review_late": lambda entry: _("told that nobody looked after the answer to the survey in time"),
    "survey.kept_apart": kept_apart,
    "survey.let_in": lambda entry: _("counted the answer that was kept apart"),
    "survey.turned_down": lambda entry: _("did not count the answer that was kept apart"),
    "questionnaire.begun": lambda entry: (
        _("began version %(number)s of the questions (%(kind)s)") % version_of(entry)
    ),
    "questionnaire.changed": lambda entry: (
        _("changed the draft of version %(number)s of the questions (%(kind)s)") % version_of(entry)
    ),
    "questionnaire.published": lambda entry: (
        _("published version %(number)s of the questions (%(kind)s)") % version_of(entry)
    ),
    "questionnaire.discarded": lambda entry: (
        _("threw away the draft of version %(number)s of the questions (%(kind)s)") % version_of(entry)
    ),
    "survey_rules.changed": rules_changed,
    "survey_rules.removed": rules_removed,
}
