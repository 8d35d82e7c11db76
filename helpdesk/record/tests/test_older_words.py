"""A desk that has a record already: what it says moves beside the entries, and it still verifies."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import IntegrityError, connection, transaction
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from helpdesk.record import writing as record
from helpdesk.record.models import CUSTOMER, ChainEnd, Entry
from helpdesk.record.sealing import digest
from helpdesk.record.sentences import say
from helpdesk.record.verification import Flaw, breaks
from helpdesk.staff.models import Site

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = ("record", "0003_entries_are_final")
TICKET = "tickets.ticket"
JANA = "Jana Nováková"


def migrate(*targets: tuple[str, str]) -> Apps:
    executor = MigrationExecutor(connection)
    state = executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())
    return state.apps


@pytest.fixture
def earlier() -> Iterator[Any]:
    """The model of the entries as it was before words were kept apart."""
    yield migrate(BEFORE).get_model("record", "Entry")
    migrate()


def write_chain(model: Any, number: int, *entries: tuple[str, dict[str, Any], str]) -> list[Any]:
    """Entries about a ticket, as they were written then."""
    previous, chain = "", []
    for sequence, (verb, details, by_name) in enumerate(entries, start=1):
        line = {
            "subject_type": TICKET,
            "subject_id": number,
            "sequence": sequence,
            "at": timezone.now(),
            "by_name": by_name,
            "verb": verb,
            "details": details,
        }
        previous = digest(Entry(**line), previous=previous)
        chain.append(model.objects.create(**line, digest=previous))
    return chain


def entries_of(number: int) -> list[Entry]:
    entries = Entry.objects.with_words().filter(subject_type=TICKET, subject_id=number)
    return list(entries.order_by("sequence"))


def test_every_text_moves_and_is_still_said(earlier: Any) -> None:
    changes = {"name": [JANA, "Jana Malá"], "language": ["cs", "en"]}
    old = write_chain(
        earlier,
        7,
        ("ticket.logged", {"kind": "return", "customer": 3}, "Alena"),
        ("escalation.asked", {"escalation": 4, "reason": "May I?"}, "Alena"),
        ("escalation.answered", {"escalation": 4, "answer": "agreed", "text": "Yes."}, "Ivan"),
        ("escalation.answered", {"escalation": 5, "answer": "agreed", "text": ""}, "Ivan"),
        ("ticket.reopened", {"reason": "Cold again."}, "Alena"),
        ("survey.answered", {"response": 8, "score": 1}, JANA),
        ("survey.reviewed", {"response": 8, "what_was_done": "Rang her."}, "Ivan"),
        ("customer.changed", {"changed": changes}, "Alena"),
    )
    migrate()
    new = entries_of(7)
    assert [dict(entry.said) for entry in new] == [
        {},
        {"reason": "May I?"},
        {"text": "Yes."},
        {},
        {"reason": "Cold again."},
        {"by_name": JANA},
        {"what_was_done": "Rang her."},
        changes,
    ]
    assert [entry.details for entry in new[1:4]] == [
        {"escalation": 4},
        {"escalation": 4, "answer": "agreed"},
        {"escalation": 5, "answer": "agreed", "text": ""},
    ]
    assert (new[5].by_name, new[5].who, new[7].details) == (CUSTOMER, JANA, {"changed": ["name", "language"]})
    assert say(new[1]) == "asked a supervisor: May I?"
    unlike = [new_one.digest != old_one.digest for new_one, old_one in zip(new, old, strict=True)]
    assert unlike == [False, *[True] * 7]
    assert [(entry.at, entry.by_id, entry.verb) for entry in new] == [(e.at, e.by_id, e.verb) for e in old]
    assert list(breaks()) == []


def test_chains_without_texts_stay_and_get_their_end(earlier: Any) -> None:
    moved = ("ticket.moved", {"before": "new", "after": "open"}, "Alena")
    old = write_chain(earlier, 7, ("ticket.logged", {}, "Alena"), moved)
    migrate()
    assert [entry.digest for entry in entries_of(7)] == [entry.digest for entry in old]
    end = ChainEnd.objects.get()
    assert (end.subject_type, end.subject_id, end.sequence, end.digest) == (TICKET, 7, 2, old[-1].digest)
    assert list(breaks()) == []


def test_a_broken_chain_is_left_broken(earlier: Any, caplog: pytest.LogCaptureFixture) -> None:
    write_chain(earlier, 7, ("ticket.reopened", {"reason": "Cold again."}, "Alena"))
    logged, reopened = write_chain(
        earlier, 8, ("ticket.logged", {}, "Alena"), ("ticket.reopened", {"reason": "Loud."}, "Alena")
    )
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE record_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE record_entry SET by_name = 'Karel' WHERE id = %s", [logged.pk])
        cursor.execute("ALTER TABLE record_entry ENABLE TRIGGER USER")
    migrate()
    assert "The chain of tickets.ticket 8 is broken already" in caplog.text
    assert "tickets.ticket 7" not in caplog.text
    (whole,), (_, kept) = entries_of(7), entries_of(8)
    assert (whole.said, kept.said, kept.sealed) == ({"reason": "Cold again."}, {}, "")
    assert (kept.details, kept.digest) == ({"reason": "Loud."}, reopened.digest)
    assert say(kept) == "reopened it: Loud."
    assert [(place.subject_id, place.sequence, place.flaw) for place in breaks()] == [(8, 1, Flaw.ALTERED)]


def test_afterwards_the_record_is_final_again(earlier: Any) -> None:
    write_chain(earlier, 7, ("ticket.reopened", {"reason": "Cold again."}, "Alena"))
    migrate()
    for table in ("record_entry", "record_words"):
        with (
            pytest.raises(IntegrityError, match="stay"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM {table}")


def test_there_is_no_way_back_that_loses_words(hotel: Site) -> None:
    with transaction.atomic():
        record.write(hotel, "site.praised", by=None, words={"text": "Quiet."})
    with pytest.raises(IrreversibleError, match="lose the words"):
        migrate(BEFORE)
    assert Entry.objects.get().said == {"text": "Quiet."}
