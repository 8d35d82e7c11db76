import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import F, IntegerField, Value
from pytest_django import DjangoAssertNumQueries

from helpdesk.prepared import MOST, SOMETHING, Prepared, Statement, statement
from helpdesk.record import writing as record
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, Team, User

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


def asked_by(email: str) -> Prepared[User]:
    rows = User.objects.filter(pk=SOMETHING, email=email).annotate(twice=Value(2) * F("id"))
    return Prepared(rows, holes={SOMETHING: "person"})


def test_objects_come_back_whole(alena: User, karel: User) -> None:
    found = asked_by(alena.email).one({"person": alena.pk})
    assert found == alena and found.name == alena.name and not found._state.adding
    assert found.twice == 2 * alena.pk  # type: ignore[attr-defined]
    assert asked_by(alena.email).all({"person": karel.pk}) == []
    assert asked_by(alena.email).first({"person": karel.pk}) is None
    with pytest.raises(User.DoesNotExist):
        asked_by(alena.email).one({"person": karel.pk})


def test_with_what_is_selected_beside_them(
    hotel: Site, alena: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    teams = Team.objects.filter(site=SOMETHING).select_related("site").order_by("name")
    prepared = Prepared(teams, holes={SOMETHING: "site"})
    prepared.all({"site": hotel.pk})
    with django_assert_num_queries(1):
        found = prepared.all({"site": hotel.pk})
        assert {team.site for team in found} == {hotel}
    assert found == list(Team.objects.filter(site=hotel).order_by("name"))


def test_times_and_kept_words_are_read_as_ever(alena: User) -> None:
    with transaction.atomic():
        entry = record.write(alena, "person.greeted", by=alena, words={"said": "Žluťoučký"}, times=[1, 2])
    entries = Entry.objects.filter(pk=SOMETHING).with_words()
    found = Prepared(entries, holes={SOMETHING: "entry"}).one({"entry": entry.pk})
    assert (found.at, found.details, dict(found.said)) == (entry.at, {"times": [1, 2]}, {"said": "Žluťoučký"})


def test_a_hole_in_a_list_is_a_hole(alena: User, karel: User) -> None:
    rows = User.objects.annotate(ids=Value([SOMETHING, 0], output_field=ArrayField(IntegerField())))
    sql, params = rows.filter(pk=SOMETHING).values_list("ids").query.sql_with_params()
    said = statement(sql, params, holes={SOMETHING: "person"})
    assert said.row({"person": alena.pk}) == ([alena.pk, 0],)
    assert said.row({"person": karel.pk}) == ([karel.pk, 0],)
