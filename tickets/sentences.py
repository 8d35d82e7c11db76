"""What the record says about tickets, to be read after the name of who did it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence, said
from tickets.enums import Answer, Outcome, Status, Target
from tickets.kinds import KINDS, closing_reason_label


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


def customer_set(entry: Entry) -> str:
    before, after = entry.details["before"], entry.details["after"]
    if after is None:
        return _("noted that it is nobody’s we know")
    return _("noted whose it is") if before is None else _("noted that it is another customer’s")


def attached(entry: Entry) -> str:
    count = len(entry.details["files"])
    text = ngettext("attached a file", "attached %(count)s files", count) % {"count": count}
    names = entry.said.get("names")
    return f"{text}: {', '.join(names)}" if names else text


def resolved(entry: Entry) -> str:
    outcome = Outcome(entry.details["outcome"]).label
    reason = closing_reason_label(entry.details.get("closing_reason", ""))
    return _("resolved it: %(outcome)s") % {"outcome": f"{outcome} ({reason})" if reason else outcome}


def reopened(entry: Entry) -> str:
    return _("reopened it: %(reason)s") % {"reason": said(entry, "reason")}


def asked(entry: Entry) -> str:
    return _("asked a supervisor: %(reason)s") % {"reason": said(entry, "reason")}


def answered(entry: Entry) -> str:
    answer = Answer(entry.details["answer"]).label
    text = said(entry, "text")
    return _("answered: %(answer)s") % {"answer": f"{answer}. {text}" if text else answer}


def asked_exception(entry: Entry) -> str:
    words = {"rule": entry.details["rule"], "reason": said(entry, "reason")}
    return _("asked for an exception (%(rule)s): %(reason)s") % words


def kind_changed(entry: Entry) -> str:
    before, after = (KINDS[entry.details[name]].label for name in ("before", "after"))
    words = {"before": before, "after": after, "said": said(entry, "before")}
    return _("made it “%(after)s”; it was “%(before)s”: %(said)s") % words


def details_corrected(entry: Entry) -> str:
    return _("corrected the details; before: %(said)s") % {"said": said(entry, "before")}


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
    "ticket.customer_set": customer_set,
    "attachment.added": attached,
    "message.added": lambda entry: _("added a message"),
    "escalation.asked": asked,
    "escalation.answered": answered,
    "ticket.kind_changed": kind_changed,
    "ticket.details_corrected": details_corrected,
    "exception.asked": asked_exception,
    "clock.reminded": reminded,
    "clock.breached": breached,
}
