"""What the record computes: the seal over an entry's words, and the digest over an entry."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from helpdesk.record.models import Entry


def as_kept(said: Mapping[str, Any]) -> dict[str, Any]:
    """The same as it will come back from the database: what is digested now is what is verified later.

    PostgreSQL writes numbers its own way: 1e22 comes back as a whole number. Raises ``ValueError`` for NaN
    and the infinities, which are no JSON.
    """
    text = json.dumps(said, cls=DjangoJSONEncoder, allow_nan=False)
    kept: dict[str, Any] = json.loads(text, parse_float=number)
    return kept


def number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() else value


def canonical(value: Any) -> bytes:
    """The one way to write ``value`` down."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def seal(said: Mapping[str, Any], *, salt: str) -> str:
    """SHA-256, in hex, over the salt and the words."""
    return hashlib.sha256(canonical([salt, said])).hexdigest()


def digest(entry: Entry, *, previous: str) -> str:
    """SHA-256, in hex, over the previous digest and everything the entry says, its words by their seal."""
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
    if entry.sealed:
        # Entries without words are digested as they were before there were any.
        said.append(entry.sealed)
    return hashlib.sha256(canonical(said)).hexdigest()
