"""What the record says about policies and canned replies, to be read after the name of who did it."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from helpdesk.policies.enums import SuggestionOutcome
from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence


def version(entry: Entry) -> dict[str, object]:
    """What a sentence calls the version: its number and its language, in words."""
    language = dict(settings.LANGUAGES).get(entry.details["language"], entry.details["language"])
    return {"number": entry.details["number"], "language": str(language)}


def day(iso: str) -> str:
    return date_format(date.fromisoformat(iso), "SHORT_DATE_FORMAT")


def changed(entry: Entry) -> str:
    names = {"name": pgettext("of a thing", "name"), "kinds": _("kinds"), "sites": _("sites")}
    return _("changed: %(what)s") % {"what": ", ".join(names[key] for key in entry.details["changed"])}


def drafted(entry: Entry) -> str:
    return _("began a draft of version %(number)s (%(language)s)") % version(entry)


def draft_changed(entry: Entry) -> str:
    return _("changed the draft of version %(number)s (%(language)s)") % version(entry)


def draft_discarded(entry: Entry) -> str:
    return _("threw away the draft of version %(number)s (%(language)s)") % version(entry)


def published(entry: Entry) -> str:
    said = version(entry) | {"first": day(entry.details["valid_from"])}
    if entry.details["valid_until"] is None:
        return _("published version %(number)s (%(language)s), from %(first)s") % said
    said["last"] = day(entry.details["valid_until"])
    return _("published version %(number)s (%(language)s), from %(first)s to %(last)s") % said


def ended(entry: Entry) -> str:
    if entry.details["valid_until"] is None:
        return _("lets version %(number)s (%(language)s) apply until further notice") % version(entry)
    said = version(entry) | {"last": day(entry.details["valid_until"])}
    return _("set the last day of version %(number)s (%(language)s): %(last)s") % said


def change_suggested(entry: Entry) -> str:
    return _("suggested a change to version %(number)s (%(language)s)") % version(entry)


def suggestion_settled(entry: Entry) -> str:
    said = version(entry) | {"outcome": SuggestionOutcome(entry.details["outcome"]).label}
    return _("settled a suggestion for version %(number)s (%(language)s): %(outcome)s") % said


POLICY_SENTENCES: Mapping[str, Sentence] = {
    "policy.added": lambda entry: _("added the policy"),
    "policy.changed": changed,
    "policy.drafted": drafted,
    "policy.draft_changed": draft_changed,
    "policy.draft_discarded": draft_discarded,
    "policy.published": published,
    "policy.ended": ended,
    "policy.change_suggested": change_suggested,
    "policy.suggestion_settled": suggestion_settled,
    "canned.added": lambda entry: _("added the canned reply"),
    "canned.changed": lambda entry: _("changed the canned reply"),
    "canned.deleted": lambda entry: _("deleted the canned reply"),
}
