"""What the record says about tickets, to be read after the name of who did it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence, said
from helpdesk.staff.enums import Routing
from tickets.enums import Answer, LinkType, Outcome, Status
from tickets.kinds import KINDS, closing_reason_label
from tickets.models.escalation import question_of


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


def routed(entry: Entry) -> str:
    names = {"who": entry.details["assignee"], "team": entry.details["team"]}
    if entry.details["routing"] == Routing.LEAST_LOADED:
        return _("gave it to %(who)s, %(team)s, who had the fewest open tickets") % names
    return _("gave it to %(who)s, %(team)s, whose turn it was") % names


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
    reason = question_of(said(entry, "reason"), entry.details.get("target", ""))
    return _("asked a supervisor: %(reason)s") % {"reason": reason}


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


def answered_exception(entry: Entry) -> str:
    answer = _("allowed the exception") if entry.details["approved"] else _("did not allow the exception")
    text = said(entry, "text")
    return f"{answer}: {text}" if text else answer


def explained(entry: Entry) -> str:
    added = said(entry, "added")
    text = _("explained an option: %(option)s") % {"option": added} if added else _("noted the choice")
    if entry.details["chosen"] is None:
        return text
    return _("%(explained)s; the customer chose: %(chosen)s") % {
        "explained": text,
        "chosen": said(entry, "chosen"),
    }


def linked(entry: Entry) -> str:
    number = {"number": entry.details["other"]}
    forward = {
        LinkType.PART: _("noted that it is part of ticket %(number)s"),
        LinkType.DUPLICATE: _("noted that it is a duplicate of ticket %(number)s"),
        LinkType.RELATED: _("linked it with ticket %(number)s"),
        LinkType.SPLIT: _("split it off from ticket %(number)s"),
        LinkType.CAME_BACK: _("logged it because the customer came back about ticket %(number)s"),
    }
    backward = {
        LinkType.PART: _("noted that ticket %(number)s is part of it"),
        LinkType.DUPLICATE: _("noted that ticket %(number)s is a duplicate of it"),
        LinkType.RELATED: _("linked it with ticket %(number)s"),
        LinkType.SPLIT: _("split ticket %(number)s off from it"),
        LinkType.CAME_BACK: _("noted that the customer came back about it, in ticket %(number)s"),
    }
    return (forward if entry.details["forward"] else backward)[LinkType(entry.details["type"])] % number


def unlinked(entry: Entry) -> str:
    return _("took away the link with ticket %(number)s") % {"number": entry.details["other"]}


def merged(entry: Entry) -> str:
    return _("merged ticket %(number)s into it") % {"number": entry.details["other"]}


def merged_away(entry: Entry) -> str:
    return _("merged it into ticket %(number)s") % {"number": entry.details["other"]}


def merge_undone(entry: Entry) -> str:
    number = {"number": entry.details["other"]}
    if entry.details["kept"]:
        return _("undid the merge: ticket %(number)s is one of its own again") % number
    return _("undid the merge into ticket %(number)s") % number


TICKET_SENTENCES: Mapping[str, Sentence] = {
    "ticket.logged": lambda entry: _("logged it"),
    "ticket.moved": moved,
    "ticket.assigned": assigned,
    "ticket.routed": routed,
    "ticket.resolved": resolved,
    "ticket.reopened": reopened,
    "ticket.customer_set": customer_set,
    "ticket.linked": linked,
    "ticket.unlinked": unlinked,
    "ticket.merged": merged,
    "ticket.merged_away": merged_away,
    "ticket.merge_undone": merge_undone,
    "attachment.added": attached,
    "message.added": lambda entry: _("added a message"),
    "message.taken_back": lambda entry: _("took a reply back before it left"),
    "escalation.asked": asked,
    "escalation.answered": answered,
    "ticket.kind_changed": kind_changed,
    "ticket.details_corrected": details_corrected,
    "exception.asked": asked_exception,
    "exception.answered": answered_exception,
    "options.explained": explained,
    "calendar.changed": lambda entry: _("changed the opening hours"),
}
