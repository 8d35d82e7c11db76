"""What each verb of the record reads like. The apps that write a verb say so here when they start."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from helpdesk.record.models import Entry
from helpdesk.record.writing import FORGOTTEN

Sentence = Callable[[Entry], str]

# Words that once were details, and are still where a chain was broken before they were moved.
OLDER = ("reason", "text", "what_was_done")


def said(entry: Entry, key: str) -> str:
    """What the entry says in its own words under ``key``: "(erased)" once it was, empty if it never did."""
    if entry.is_forgotten:
        return _("(erased)")
    return str(entry.said.get(key) or (entry.details.get(key) if key in OLDER else "") or "")


def forgotten(entry: Entry) -> str:
    because = entry.details["because"]
    return _("erased what was said before: %(because)s") % {"because": REASONS.get(because, because)}


SENTENCES: dict[str, Sentence] = {FORGOTTEN: forgotten}
# Why words were erased, by what ``forget`` was told, in words of the reader's language.
REASONS: dict[str, StrOrPromise] = {}


def register(sentences: Mapping[str, Sentence]) -> None:
    """Add an app's verbs. Raises ``ValueError`` for a verb that has a sentence already."""
    for verb, sentence in sentences.items():
        if verb in SENTENCES:
            raise ValueError(f"{verb} has a sentence already.")
        SENTENCES[verb] = sentence


def say(entry: Entry) -> str:
    """The entry in words of the current language, without who and when. An unknown verb is said as it is."""
    sentence = SENTENCES.get(entry.verb)
    return sentence(entry) if sentence else entry.verb
