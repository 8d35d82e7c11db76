import pytest
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse

from helpdesk.staff.enums import Role
from helpdesk.staff.guards import supervisor_required, worker_required
from helpdesk.staff.models import Membership, Site, Team, User

pytestmark = pytest.mark.django_db


def test_what_each_role_may_do(alena: User, ivan: User, petra: User, jan: User) -> None:
    people = (alena, ivan, petra, jan)
    assert [person.can_work for person in people] == [True, True, True, False]
    assert [person.can_supervise for person in people] == [False, True, True, False]
    assert [person.sees_every_site for person in people] == [False, False, True, False]


def test_teams_decide_which_sites_one_sees(
    alena: User, zofia: User, petra: User, jan: User, hotel: Site, shop: Site
) -> None:
    def seen(person: User) -> list[Site]:
        assert list(Site.objects.visible_to(person)) == person.sites
        return person.sites

    assert (seen(alena), seen(jan), seen(zofia), seen(petra)) == ([hotel], [hotel], [shop], [hotel, shop])


def test_somebody_without_a_team_sees_nothing(hotel: Site) -> None:
    newcomer = User.objects.create_user("new@desk.example", name="New")
    assert (newcomer.sites, list(Team.objects.visible_to(newcomer))) == ([], [])
    assert list(User.objects.visible_to(newcomer)) == [newcomer]


def test_colleagues_and_teams_are_those_of_ones_sites(
    alena: User, ivan: User, zofia: User, petra: User, front_desk: Team, returns_desk: Team
) -> None:
    assert set(User.objects.visible_to(alena)) == {alena, ivan}
    assert list(Team.objects.visible_to(alena)) == [front_desk]
    assert set(User.objects.visible_to(petra)) == {alena, ivan, zofia, petra}
    assert set(Team.objects.visible_to(petra)) == {front_desk, returns_desk}


def test_two_teams_at_one_site_show_it_once(alena: User, hotel: Site) -> None:
    Membership.objects.create(user=alena, team=Team.objects.create(site=hotel, name="Night desk"))
    assert alena.sites == [hotel]
    assert list(User.objects.working_at(hotel.pk)) == [alena]


def test_who_supervises_a_site(ivan: User, marek: User, petra: User, hotel: Site) -> None:
    assert list(User.objects.who_supervise(hotel.pk)) == [ivan]
    User.objects.filter(pk=ivan.pk).update(is_active=False)
    assert not User.objects.who_supervise(hotel.pk)


def test_tickets_are_not_given_to_auditors(alena: User, jan: User) -> None:
    assert list(User.objects.who_can_work()) == [alena]


def test_an_address_belongs_to_one_person_in_any_case(alena: User) -> None:
    with pytest.raises(IntegrityError):
        User.objects.create(email="ALENA@Desk.example", name="Another Alena")


def test_one_signs_in_with_any_case(alena: User) -> None:
    assert User.objects.get_by_natural_key("Alena@DESK.example") == alena
    assert User.objects.create_user("NEW@Desk.Example", name="New").email == "new@desk.example"


def test_an_account_without_a_password_opens_for_nobody() -> None:
    newcomer = User.objects.create_user("new@desk.example", name="New")
    assert not newcomer.has_usable_password()


def test_a_superuser_is_an_administrator() -> None:
    root = User.objects.create_superuser("root@desk.example", name="Root")
    assert (root.role, root.is_staff, root.is_superuser) == (Role.ADMINISTRATOR, True, True)


@pytest.mark.parametrize(
    ("name", "initials"), [("Alena Dvořáková", "AD"), ("Jan van Berg", "JB"), ("Petra", "P"), ("", "")]
)
def test_initials(name: str, initials: str) -> None:
    assert User(name=name, email="x@desk.example").initials == initials


@pytest.mark.parametrize(
    ("guard", "may_pass"),
    [(worker_required, {"alena", "ivan", "petra"}), (supervisor_required, {"ivan", "petra"})],
)
def test_guarded_doors_do_not_exist_for_others(
    guard: object, may_pass: set[str], alena: User, ivan: User, petra: User, jan: User
) -> None:
    assert callable(guard)
    door = guard(lambda request: HttpResponse("inside"))
    passed = set()
    for name, person in {"alena": alena, "ivan": ivan, "petra": petra, "jan": jan}.items():
        request = HttpRequest()
        request.user = person
        try:
            door(request)
        except Http404:
            continue
        passed.add(name)
    assert passed == may_pass
