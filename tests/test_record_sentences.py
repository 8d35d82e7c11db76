"""Everything the record can say, it says in words, in all three languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from helpdesk.record.models import Entry
from helpdesk.record.sentences import SENTENCES, say
from tickets.enums import Answer, Outcome, Status, Target

CHECKOUT = Path(__file__).resolve().parents[1]
APPS = ("customers", "helpdesk", "surveys", "tickets")

# What each verb is written with; of a list each one in turn.
DETAILS: dict[str, list[dict[str, object]]] = {
    "ticket.logged": [{"kind": "return"}],
    "ticket.moved": [{"before": "new", "after": status} for status in Status],
    "ticket.assigned": [
        {"team": "Front desk", "assignee": "", "after": {"assignee": None}},
        {"team": "Front desk", "assignee": "Karel", "after": {"assignee": 2}},
        {"team": "Front desk", "assignee": "Alena", "after": {"assignee": 1}},
    ],
    "ticket.resolved": [{"outcome": outcome} for outcome in Outcome],
    "ticket.reopened": [{"reason": "Cold again."}],
    "message.added": [{"type": "note"}],
    "escalation.asked": [{"reason": "May I?"}],
    "escalation.answered": [{"answer": answer, "text": text} for answer in Answer for text in ("", "Yes.")],
    "clock.reminded": [{"target": target} for target in Target],
    "clock.breached": [{"target": target} for target in Target],
    "customer.added": [{"site": "Hotel Vltava"}],
    "customer.changed": [
        {"changed": {"name": [], "language": [], "preferred_channel": [], "contact_points": []}}
    ],
    "survey.invited": [{"invitation": 1}],
    "survey.not_sent": [{"reason": reason} for reason in ("no_customer", "no_email", "reopened")],
    "survey.answered": [{"score": 1}],
    "survey.corrected": [{"score": 5}],
    "survey.reviewed": [{"what_was_done": "Rang her."}],
}


def verbs_written() -> Iterator[str]:
    """Every text that looks like a verb, in the modules of the product that write the record."""
    for app in APPS:
        for path in (CHECKOUT / app).rglob("*.py"):
            source = path.read_text()
            if "tests" not in path.parts and "record.write(" in source:
                yield from re.findall(r'"([a-z]+\.[a-z_]+)"', source)


def test_every_verb_has_a_sentence_and_every_sentence_a_verb() -> None:
    assert set(verbs_written()) == set(SENTENCES) == set(DETAILS)


@pytest.mark.parametrize("verb", DETAILS)
def test_it_reads_as_a_sentence(verb: str) -> None:
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            for details in DETAILS[verb]:
                said = say(Entry(verb=verb, by_id=1, details=details))
                assert said
                assert "%(" not in said
                assert verb not in said
