"""What the record says about tickets, to be read after the name of who did it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence
from tickets.enums import Answer, Outcome, Status, Target


def moved(entry: Entry) -> str:
    return {
        Status.NEW: _("made it new"),
        Status.OPEN: _("opened it"),
        Status.PENDING: _("waits for the customer"),
        Status.ON_HOLD: _("put it on hold"),
        Status.RESOLVED: _("moved it to resolved"),
        Status.CLOSED: _("closed it"),
    }[Status(entry.details["after"])]


def assigned(entry: Entry) -> str:
    team, assignee = entry.details["team"], entry.details["assignee"]
    if not assignee:
        return _("gave it to the team %(team)s") % {"team": team}
    if entry.details["after"]["assignee"] == entry.by_id:
        return _("took it")
    return _("gave it to %(who)s, %(team)s") % {"who": assignee, "team": team}


def resolved(entry: Entry) -> str:
    return _("resolved it: %(outcome)s") % {"outcome": Outcome(entry.details["outcome"]).label}


def reopened(entry: Entry) -> str:
    return _("reopened it: %(reason)s") % {"reason": entry.details["reason"]}


def asked(entry: Entry) -> str:
    return _("asked a supervisor: %(reason)s") % {"reason": entry.details["reason"]}


def answered(entry: Entry) -> str:
    answer = Answer(entry.details["answer"]).label
    text = entry.details["text"]
    return _("answered: %(answer)s") % {"answer": f"{answer}. {text}" if text else answer}


def reminded(entry: Entry) -> str:
    if entry.details["target"] == Target.FIRST_RESPONSE:
        return _("reminded that the first response is due soon")
    return _("reminded that the resolution is due soon")


def breached(entry: Entry) -> str:
    if entry.details["target"] == Target.FIRST_RESPONSE:
        return _("told that nobody answered the customer in time")
    return _("told that it was not resolved in time")


TICKET_SENTENCES: Mapping[str, Sentence] = {
    "ticket.logged": lambda entry: _("logged it"),
    "ticket.moved": moved,
    "ticket.assigned": assigned,
    "ticket.resolved": resolved,
    "ticket.reopened": reopened,
    "message.added": lambda entry: _("added a message"),
    "escalation.asked": asked,
    "escalation.answered": answered,
    "clock.reminded": reminded,
    "clock.breached": breached,
}
