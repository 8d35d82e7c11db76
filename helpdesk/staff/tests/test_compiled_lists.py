"""A list that is written once asks for everybody what it would ask if it were written anew."""

import pytest
from pytest_django import DjangoAssertNumQueries

from helpdesk.staff.compiled_lists import CompiledList, Rows
from helpdesk.staff.models import Membership, Site, Team, User

pytestmark = pytest.mark.django_db

NAME, NUMBER = ("name",), ("pk",)


def teams_named(person: User, *, name: str) -> Rows:
    rows: Rows = Team.objects.visible_to(person).filter(name=name).values(*NAME)
    return rows


NAMED = CompiledList(teams_named, {"name": "a name of nothing"})


def test_everybody_reads_what_is_theirs(
    alena: User, zofia: User, petra: User, front_desk: Team, hotel: Site, shop: Site
) -> None:
    Team.objects.create(site=shop, name="Returns 100 %s")
    for person in (alena, zofia, petra):
        for name in (front_desk.name, "Returns 100 %s", "'; --"):
            assert NAMED.of(person, name=name) == list(teams_named(person, name=name))
    assert NAMED.of(alena, name=front_desk.name) == [{"name": front_desk.name}]


def test_what_is_the_same_for_everybody_is_written_in(alena: User, front_desk: Team) -> None:
    def with_a_sign(person: User) -> Rows:
        rows: Rows = Team.objects.visible_to(person).exclude(name__contains="100 %s '").values(*NUMBER)
        return rows

    assert {"pk": front_desk.pk} in CompiledList(with_a_sign).of(alena)


def test_of_ones_teams(alena: User, front_desk: Team, hotel: Site) -> None:
    def own(person: User) -> Rows:
        rows: Rows = Team.objects.filter(pk__in=person.team_ids).values(*NUMBER)
        return rows

    listed = CompiledList(own, of_teams=True)
    assert listed.of(alena) == [{"pk": front_desk.pk}]
    Membership.objects.create(team=Team.objects.create(site=hotel, name="Concierge"), user=alena)
    assert len(listed.of(User.objects.get(pk=alena.pk))) == 2


def test_who_works_nowhere_costs_no_query(
    django_assert_num_queries: DjangoAssertNumQueries, front_desk: Team
) -> None:
    nobody = User.objects.create_user("nobody@desk.example", name="Nobody")
    assert nobody.site_ids == []
    NAMED.of(nobody, name="x")
    with django_assert_num_queries(0):
        assert NAMED.of(nobody, name=front_desk.name) == []
