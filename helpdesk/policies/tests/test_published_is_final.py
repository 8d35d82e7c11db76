from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from helpdesk.policies.domain.publication import publish
from helpdesk.policies.models import PolicyVersion
from helpdesk.policies.tests.conftest import DAY, NOW, TODAY, MakeDraft
from helpdesk.staff.models import User

pytestmark = pytest.mark.django_db


CHANGES = {
    "title": "Something else",
    "body": "Forty days.",
    "folded_text": "forty days.",
    "valid_from": date(2025, 1, 1),
    "number": 7,
    "language": "pl",
    "published_at": None,
    "edition": 9,
}


@pytest.mark.parametrize("field", CHANGES)
def test_the_database_refuses_to_change_what_is_published(field: str, published: MakeDraft) -> None:
    version = published()
    change: dict[str, object] = {field: CHANGES[field]}
    if field == "published_at":
        change["published_by"] = None
    with pytest.raises(IntegrityError, match="is published"), transaction.atomic():
        PolicyVersion.objects.filter(pk=version.pk).update(**change)
    assert PolicyVersion.objects.filter(pk=version.pk, title="Returns", number=1).exists()


def test_nor_does_it_delete_or_empty(published: MakeDraft) -> None:
    version = published()
    with pytest.raises(IntegrityError, match="is published"), transaction.atomic():
        version.delete()
    connection.check_constraints()
    with (
        pytest.raises(DatabaseError, match="as long as the record"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE policies_policyversion CASCADE")
    assert PolicyVersion.objects.filter(pk=version.pk).exists()


def test_a_draft_can_be_changed_and_the_last_day_of_what_is_published(draft: MakeDraft, petra: User) -> None:
    version = draft()
    PolicyVersion.objects.filter(pk=version.pk).update(body="Forty days.")
    publish(PolicyVersion.objects.get(pk=version.pk), by=petra, now=NOW)
    PolicyVersion.objects.filter(pk=version.pk).update(valid_until=TODAY)
    version.refresh_from_db()
    assert (version.body, version.valid_until) == ("Forty days.", TODAY)


def test_the_database_knows_no_overlap(published: MakeDraft, petra: User) -> None:
    first = published(valid_until=TODAY)
    beside = PolicyVersion(policy=first.policy, language="en", number=2, title="X", body="X")
    beside.valid_from, beside.published_at, beside.published_by = TODAY, NOW, petra
    with pytest.raises(IntegrityError, match="policy_versions_do_not_overlap"), transaction.atomic():
        beside.save()
    beside.valid_from = TODAY + DAY
    beside.save()
    assert PolicyVersion.objects.published().count() == 2
