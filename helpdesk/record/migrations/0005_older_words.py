"""What entries said before words were kept apart moves beside them, and every chain gets its end.

The functions here are those of the day; the product's own may change later.
"""

import hashlib
import json
import logging
from collections.abc import Iterator
from itertools import groupby
from secrets import token_hex
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.state import StateApps
from django.db.models import Exists, OuterRef

logger = logging.getLogger(__name__)

# The texts in the details of each verb.
KEYS = {
    "ticket.reopened": ["reason"],
    "escalation.asked": ["reason"],
    "escalation.answered": ["text"],
    "survey.reviewed": ["what_was_done"],
}
# What a customer did: their name stands in the entry itself.
BY_CUSTOMERS = ["survey.answered", "survey.corrected"]
CHANGED = "customer.changed"
NEUTRAL = ("The customer", "Courtesy Desk")
BATCH = 1000

ENDS = """
INSERT INTO record_chainend (subject_type, subject_id, sequence, digest)
SELECT DISTINCT ON (subject_type, subject_id) subject_type, subject_id, sequence, digest
FROM record_entry ORDER BY subject_type, subject_id, sequence DESC
"""


def move_words(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Chain by chain; one that is broken already is reported and left as it is: it must not become whole."""
    entry_model, words_model = apps.get_model("record", "Entry"), apps.get_model("record", "Words")
    schema_editor.execute("ALTER TABLE record_entry DISABLE TRIGGER record_entry_is_final")
    batch: list[tuple[Any, dict[str, Any]]] = []
    for chain in concerned(entry_model):
        if not is_whole(chain):
            subject = (chain[0].subject_type, chain[0].subject_id)
            logger.warning("The chain of %s %s is broken already: its texts cannot be erased.", *subject)
            continue
        batch += rewritten(chain)
        if len(batch) >= BATCH:
            save(batch, entry_model, words_model)
            batch.clear()
    save(batch, entry_model, words_model)
    # PostgreSQL alters no table while foreign keys of this transaction are still to be checked.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("ALTER TABLE record_entry ENABLE TRIGGER record_entry_is_final")
    schema_editor.execute(ENDS)


def concerned(entry_model: Any) -> Iterator[list[Any]]:
    """Every chain with an entry that may say too much."""
    talkative = entry_model.objects.filter(
        subject_type=OuterRef("subject_type"),
        subject_id=OuterRef("subject_id"),
        verb__in=[*KEYS, *BY_CUSTOMERS, CHANGED],
    )
    entries = entry_model.objects.filter(Exists(talkative))
    entries = entries.order_by("subject_type", "subject_id", "sequence").iterator(chunk_size=BATCH)
    for _subject, chain in groupby(entries, key=lambda entry: (entry.subject_type, entry.subject_id)):
        yield list(chain)


def is_whole(chain: list[Any]) -> bool:
    previous = ""
    for place, entry in enumerate(chain, start=1):
        if entry.sequence != place or entry.digest != digest(entry, previous):
            return False
        previous = entry.digest
    return True


def rewritten(chain: list[Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The entries from the first that says too much on, with digests anew; beside each its salt and words."""
    before, rewriting = "", False
    for entry in chain:
        said = take_out(entry)
        rewriting = rewriting or bool(said)
        if rewriting:
            salt = token_hex(16)
            entry.sealed = hashlib.sha256(canonical([salt, said])).hexdigest() if said else ""
            entry.digest = digest(entry, before)
            yield entry, {"salt": salt, "said": said} if said else {}
        before = entry.digest


def take_out(entry: Any) -> dict[str, Any]:
    """Take the texts out of the entry and return them; empty ones stay."""
    if entry.verb == CHANGED and isinstance(entry.details.get("changed"), dict):
        said = entry.details["changed"]
        entry.details = {**entry.details, "changed": list(said)}
        return said
    if entry.verb in BY_CUSTOMERS and entry.by_id is None and entry.by_name not in NEUTRAL:
        said, entry.by_name = {"by_name": entry.by_name}, "The customer"
        return said
    said = {key: entry.details[key] for key in KEYS.get(entry.verb, ()) if entry.details.get(key)}
    entry.details = {key: value for key, value in entry.details.items() if key not in said}
    return said


def save(batch: list[tuple[Any, dict[str, Any]]], entry_model: Any, words_model: Any) -> None:
    changed = [entry for entry, _ in batch]
    entry_model.objects.bulk_update(changed, ["details", "by_name", "sealed", "digest"], batch_size=200)
    words_model.objects.bulk_create(words_model(entry_id=entry.pk, **kept) for entry, kept in batch if kept)


def digest(entry: Any, previous: str) -> str:
    said = [
        previous,
        entry.subject_type,
        entry.subject_id,
        entry.sequence,
        entry.at.isoformat(),
        entry.by_id,
        entry.by_name,
        entry.verb,
        entry.details,
    ]
    return hashlib.sha256(canonical([*said, entry.sealed] if entry.sealed else said)).hexdigest()


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def refuse(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if apps.get_model("record", "Entry").objects.exclude(sealed="").exists():
        raise IrreversibleError("Going back would lose the words of the record.")


class Migration(migrations.Migration):
    dependencies = [("record", "0004_words")]

    operations = [migrations.RunPython(move_words, refuse)]
