"""What each verb of the record reads like. The apps that write a verb say so here when they start."""

from collections.abc import Callable, Mapping

from helpdesk.record.models import Entry

Sentence = Callable[[Entry], str]

SENTENCES: dict[str, Sentence] = {}


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
