"""Who works in the house, and where: twenty sites, the first far busier than the others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from helpdesk.staff.enums import Role, SiteType
from helpdesk.staff.models import Membership, Site, Team, User

SITES = 20
# Half of everything happens at the first site; of the others each has less than the one before.
SHARES = list(accumulate([1.0, *(1.6 / (place + 3) / 3.2 for place in range(1, SITES))]))
TEAMS = ("Front desk", "Returns desk", "Restaurant", "Reservations")
# How much of a site's work each team does.
TEAM_SHARES = (60, 25, 10, 5)
ASSOCIATES = 10
FIRST_NAMES = "Alena Karel Lucie Tomáš Zofia Marek Emma Jakub Tereza Ondřej".split()
LAST_NAMES = "Dvořáková Beneš Horáková Kučera Wójcik Lis Clarke Šimek Malá Kříž".split()


@dataclass(frozen=True)
class Staff:
    """The sites with the numbers of their teams, and of whoever works there; the first of all is measured."""

    sites: list[Site]
    teams: list[list[int]]
    associates: list[list[int]]
    associate: User
    supervisor: User
    administrator: User


def hire() -> Staff:
    sites = [open_site(number) for number in range(SITES)]
    teams = [[Team.objects.create(site=site, name=name) for name in TEAMS] for site in sites]
    people = [
        [person(place, n, Role.ASSOCIATE) for n in range(ASSOCIATES)]
        + [person(place, ASSOCIATES, Role.SUPERVISOR)]
        for place in range(SITES)
    ]
    Membership.objects.bulk_create(
        Membership(team=team, user=user)
        for here, of_site in zip(teams, people, strict=True)
        for n, user in enumerate(of_site)
        # The first two teams are everybody's, the others belong to some.
        for team in (here if n == ASSOCIATES else [*here[:2], *here[2 + n % 2 :][:1]])
    )
    Membership.objects.create(team=teams[1][0], user=people[0][ASSOCIATES])
    petra = User.objects.create_user("petra@bench.example", name="Petra Malá", role=Role.ADMINISTRATOR)
    return Staff(
        sites,
        [[team.pk for team in here] for here in teams],
        [[user.pk for user in of_site[:ASSOCIATES]] for of_site in people],
        associate=people[0][0],
        supervisor=people[0][ASSOCIATES],
        administrator=petra,
    )


def open_site(number: int) -> Site:
    polish = number % 2
    return Site.objects.create(
        name=f"Hotel {number:02}",
        type=SiteType.HOTEL,
        country="PL" if polish else "CZ",
        time_zone="Europe/Warsaw" if polish else "Europe/Prague",
        currency="PLN" if polish else "CZK",
        language="pl" if polish else "cs",
        email=f"desk{number}@bench.example",
    )


def person(place: int, number: int, role: Role) -> User:
    first, last = FIRST_NAMES[number % len(FIRST_NAMES)], LAST_NAMES[(number + place) % len(LAST_NAMES)]
    address = f"{role}{number}.{place}@bench.example"
    return User.objects.create_user(address, name=f"{first} {last}", role=role, language="cs")
