"""What the record says about SLA policies."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence
from tickets.enums import Target


def changed(entry: Entry) -> str:
    """With what of it is another now, in words."""
    before, after = entry.details["before"], entry.details["after"]
    names = {
        "name": pgettext("of a thing", "name"),
        "site": _("site"),
        "team": _("team"),
        "kinds": _("kinds"),
        "channels": _("channels"),
        "priorities": _("priorities"),
        "is_vip": _("VIPs"),
        "customer_waits": _("whether the customer waits"),
        "pauses_in": _("when clocks stand still"),
    }
    parts = [words for key, words in names.items() if before[key] != after[key]]
    terms = (before["targets"], after["targets"])
    parts += [one.label.lower() for one in Target if terms[0].get(one.value) != terms[1].get(one.value)]
    said = {"name": entry.details["name"], "what": ", ".join(parts)}
    return _("changed the SLA policy “%(name)s”: %(what)s") % said


def moved(entry: Entry) -> str:
    said = {"name": entry.details["name"], "other": entry.details["passed"]}
    if entry.details["after"] < entry.details["before"]:
        return _("lets the SLA policy “%(name)s” be asked before “%(other)s”") % said
    return _("lets the SLA policy “%(name)s” be asked after “%(other)s”") % said


def switched(entry: Entry) -> str:
    said = {"name": entry.details["name"]}
    if entry.details["on"]:
        return _("switched the SLA policy “%(name)s” on") % said
    return _("switched the SLA policy “%(name)s” off") % said


SLA_SENTENCES: Mapping[str, Sentence] = {
    "sla_policy.added": lambda entry: _("added the SLA policy “%(name)s”") % {"name": entry.details["name"]},
    "sla_policy.changed": changed,
    "sla_policy.switched": switched,
    "sla_policy.moved": moved,
}
