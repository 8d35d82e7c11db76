"""What the record says about customers, to be read after the name of who did it."""

from collections.abc import Collection, Mapping

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrOrPromise

from customers.enums import ErasureGround, ImportStatus
from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence, said


def added(entry: Entry) -> str:
    return _("added the customer at %(site)s") % {"site": entry.details["site"]}


def changed(entry: Entry) -> str:
    return _("changed: %(what)s") % {"what": names_of(entry.details["changed"])}


def names_of(keys: Collection[str]) -> str:
    names = {
        "name": _("name"),
        "language": _("language"),
        "preferred_channel": _("preferred channel"),
        "company": _("company"),
        "loyalty_number": _("loyalty number"),
        "is_vip": _("VIP"),
        "is_vulnerable": _("needs special care"),
        "contact_points": _("contact points"),
        "references": _("own references"),
    }
    return ", ".join(names[key] for key in keys)


def merged(entry: Entry) -> str:
    other = {"number": entry.details["other"], "what": names_of(entry.details["took"])}
    if entry.details["took"]:
        return _("merged customer no. %(number)s into this one and took from it: %(what)s") % other
    return _("merged customer no. %(number)s into this one") % other


def merged_away(entry: Entry) -> str:
    return _("merged this customer into no. %(number)s") % {"number": entry.details["other"]}


def merge_undone(entry: Entry) -> str:
    return _("undid the merge with customer no. %(number)s") % {"number": entry.details["other"]}


def notice_placed(entry: Entry) -> str:
    until = parse_date(entry.details["until"])
    return _("placed a conduct notice until %(day)s: %(text)s") % {
        "day": date_format(until, "DATE_FORMAT") if until else entry.details["until"],
        "text": said(entry, "text"),
    }


def notice_lifted(entry: Entry) -> str:
    return _("lifted the conduct notice: %(text)s") % {"text": said(entry, "text")}


def erased(entry: Entry) -> str:
    return _("erased the person: %(ground)s") % {"ground": ErasureGround(entry.details["because"]).label}


def import_finished(entry: Entry) -> str:
    end = ImportStatus(entry.details["status"])
    sentence = {
        ImportStatus.DONE: _("finished: %(added)s added, %(updated)s updated, %(failed)s left out"),
        ImportStatus.CANCELLED: _("cancelled: %(added)s added, %(updated)s updated, %(failed)s left out"),
        ImportStatus.FAILED: _("stopped: %(added)s added, %(updated)s updated, %(failed)s left out"),
    }[end]
    return str(sentence % entry.details)


def list_exported(entry: Entry) -> str:
    number = entry.details["number"]
    return ngettext("exported %(n)s customer", "exported %(n)s customers", number) % {"n": number}


CUSTOMER_SENTENCES: Mapping[str, Sentence] = {
    "customer.added": added,
    "customer.changed": changed,
    "customer.merged": merged,
    "customer.merged_away": merged_away,
    "customer.merge_undone": merge_undone,
    "notice.placed": notice_placed,
    "notice.lifted": notice_lifted,
    # Not why: whoever sees the customer reads this, and so does the customer who asks for everything.
    "customer.hold_placed": lambda entry: _("placed a legal hold"),
    "customer.hold_lifted": lambda entry: _("lifted the legal hold"),
    "customer.exported": lambda entry: _("exported everything about the person"),
    "customer.erased": erased,
    "customers.exported": list_exported,
    "import.started": lambda entry: _("started the import at %(site)s") % {"site": entry.details["site"]},
    "import.finished": import_finished,
}

# Why words of the record were erased.
CUSTOMER_REASONS: Mapping[str, StrOrPromise] = {"customer.erased": gettext_lazy("the customer was erased")}
