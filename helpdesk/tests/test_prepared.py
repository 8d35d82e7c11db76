import pytest
from django.db import connection, transaction

from helpdesk.prepared import MOST, Statement, statement
from helpdesk.staff.models import User

pytestmark = pytest.mark.django_db


def by_name(name: str) -> Statement:
    sql, params = User.objects.filter(pk=-1, name=name).values_list("name").query.sql_with_params()
    return statement(f"SELECT count(*) FROM ({sql}) AS found", params, holes={-1: "person"})


def test_holes_are_filled_and_the_rest_is_written_in(alena: User, karel: User) -> None:
    said = by_name(alena.name)
    assert said.holes == ("person",)
    assert said.row({"person": alena.pk}) == (1,)
    assert said.row({"person": karel.pk}) == (0,)


@pytest.mark.parametrize("name", ["%s", "100%", "$1", "'; DROP TABLE staff_user; --", "%(person)s", "\\"])
def test_signs_in_a_value_are_only_a_value(alena: User, name: str) -> None:
    User.objects.filter(pk=alena.pk).update(name=name)
    assert by_name(name).row({"person": alena.pk}) == (1,)
    assert by_name(f"{name}x").row({"person": alena.pk}) == (0,)


def test_it_outlives_a_transaction_that_is_rolled_back(alena: User) -> None:
    said = by_name("nobody at all")
    with transaction.atomic():
        said.row({"person": alena.pk})
        transaction.set_rollback(True)
    assert said.row({"person": alena.pk}) == (0,)


def test_a_connection_that_has_too_many_begins_anew(alena: User) -> None:
    for number in range(MOST + 2):
        by_name(f"No. {number}").row({"person": alena.pk})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'desk_%'")
        assert cursor.fetchone()[0] <= MOST
    assert by_name("No. 0").row({"person": alena.pk}) == (0,)
