import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpdesk.record.models import Entry
from helpdesk.record.sealing import as_kept, canonical, digest, seal

# What PostgreSQL can keep: no NUL, and no half of a character.
TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
SINGLE = st.none() | st.booleans() | NUMBERS | TEXTS | st.decimals(allow_nan=False) | st.dates()
VALUES = st.recursive(SINGLE, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=8)
SAID = st.dictionaries(TEXTS, VALUES, max_size=5)
SALT = "5a" * 16


def from_database(said: dict[str, Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::jsonb::text", [json.dumps(said, cls=DjangoJSONEncoder)])
        return json.loads(cursor.fetchone()[0])


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(SAID)
@example({"sum": 1e22, "none": -0.0, "whole": 3.0, "little": 5e-324})
def test_what_is_digested_is_what_comes_back(said: dict[str, Any]) -> None:
    kept = as_kept(said)
    assert canonical(from_database(kept)) == canonical(kept)
    assert as_kept(kept) == kept


@settings(deadline=None, max_examples=40)
@given(SAID, st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(said: dict[str, Any], chance: Any) -> None:
    keys = list(said)
    chance.shuffle(keys)
    assert seal(as_kept({key: said[key] for key in keys}), salt=SALT) == seal(as_kept(said), salt=SALT)


@settings(deadline=None, max_examples=40)
@given(SAID, SAID)
def test_other_words_or_another_salt_give_another_seal(one: dict[str, Any], other: dict[str, Any]) -> None:
    one, other = as_kept(one), as_kept(other)
    same = canonical(one) == canonical(other)
    assert (seal(one, salt=SALT) == seal(other, salt=SALT)) == same
    assert seal(one, salt=SALT) != seal(one, salt="5b" * 16)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        as_kept({"sum": value})


def test_moments_and_sums_are_kept_as_text() -> None:
    noon = datetime(2026, 4, 15, 12, tzinfo=UTC)
    kept = as_kept({"on": date(2026, 4, 15), "at": noon, "sum": Decimal("1.50")})
    assert kept == {"on": "2026-04-15", "at": "2026-04-15T12:00:00Z", "sum": "1.50"}


def test_an_entry_without_words_is_digested_as_ever() -> None:
    entry = Entry(
        subject_type="staff.site",
        subject_id=7,
        sequence=2,
        at=datetime(2026, 4, 15, 12, tzinfo=UTC),
        by_id=3,
        by_name="Alena Dvořáková",
        verb="site.renamed",
        details={"before": "Vltava", "after": "Hotel Vltava"},
    )
    kept = "856411a6af9ba99cb26110f45b7b647c49e94e05b8bedbb33c85bf3107247a4c"
    assert digest(entry, previous="ab" * 32) == kept
    entry.sealed = seal({"reason": "Nicer."}, salt=SALT)
    assert digest(entry, previous="ab" * 32) != kept
