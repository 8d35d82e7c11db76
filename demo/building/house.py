"""The three sites with their teams and rules, the people who work there and the customers they know."""

from dataclasses import dataclass
from datetime import time, timedelta

from django.contrib.auth.hashers import make_password

from customers.domain.customer import add_customer, know_at
from customers.domain.phone import to_e164
from customers.models import Customer
from demo import people, places
from demo.accounts import PASSWORD
from demo.building.promises import make_promises
from demo.building.rules import lay_down_rules, set_opening_hours
from helpdesk.staff.models import Membership, Site, Team, User
from surveys.models import SurveyRules

# A newcomer who resolves a case sees the letter arrive at once.
SURVEY_DELAY = timedelta(seconds=10)


@dataclass(frozen=True, kw_only=True)
class House:
    """The rows by the keys the invented data uses; customers by name, staff by e-mail."""

    sites: dict[places.SiteKey, Site]
    teams: dict[tuple[places.SiteKey, str], Team]
    staff: dict[str, User]
    customers: dict[str, Customer]

    def person(self, member: people.StaffMember) -> User:
        return self.staff[member.email]


def open_house() -> House:
    """Set everything up that is there before the first customer comes."""
    sites = {site.key: _open_site(site) for site in places.SITES}
    lay_down_rules(sites)
    teams = {
        (site.key, team.key): Team.objects.create(site=sites[site.key], name=team.name)
        for site in places.SITES
        for team in site.teams
    }
    password = make_password(PASSWORD)
    staff = {member.email: _employ(member, password=password) for member in people.STAFF}
    for member in people.STAFF:
        for key in _teams_of(member):
            Membership.objects.create(team=teams[key], user=staff[member.email])
    head = next(one for one in staff.values() if one.sees_every_site)
    set_opening_hours(sites, by=head)
    make_promises(sites, by=head)
    house = House(sites=sites, teams=teams, staff=staff, customers={})
    for customer in people.CUSTOMERS:
        house.customers[customer.name] = _welcome(customer, house)
    return house


def _open_site(place: places.Site) -> Site:
    site = Site.objects.create(
        name=place.name,
        type=place.sort,
        town=place.city,
        country=place.country,
        time_zone=place.time_zone,
        currency=place.currency,
        language=place.language,
        email=f"{place.key}@courtesy.example",
    )
    SurveyRules.objects.create(
        site=site,
        delay=SURVEY_DELAY,
        # Whoever looks at it in the evening wants to see a survey, too.
        asked_from=time(0),
        asked_until=time(0),
        rest=timedelta(0),
        # Those of the past would all be reminded in the demo's first minute.
        remind_after=None,
    )
    return site


def _employ(member: people.StaffMember, *, password: str) -> User:
    """An account; only the demo accounts have a password."""
    administers = member.role == "administrator"
    user = User.objects.create_user(
        member.email,
        name=f"{member.first_name} {member.last_name}",
        role=member.role,
        language=member.language,
        is_staff=administers,
        is_superuser=administers,
    )
    if member.demo_account:
        user.password = password
        user.save(update_fields=["password"])
    return user


def _teams_of(member: people.StaffMember) -> list[tuple[places.SiteKey, str]]:
    """Membership decides what one sees: an auditor is in a team of each site, an administrator needs none."""
    if member.role == "administrator":
        return []
    if member.role == "auditor":
        return [(site.key, site.teams[0].key) for site in places.SITES]
    return [(site, team) for site in member.sites for team in member.teams]


def _welcome(customer: people.Customer, house: House) -> Customer:
    first, *others = customer.sites
    greeter = next(m for m in people.STAFF if m.role == "associate" and first in m.sites)
    row = add_customer(
        Customer(name=customer.name, language=customer.language, preferred_channel=customer.prefers),
        site=house.sites[first],
        by=house.person(greeter),
        emails=[customer.email] if customer.email else [],
        phones=[_number(customer)] if customer.phone else [],
    )
    for site in others:
        know_at(row, house.sites[site])
    return row


def _number(customer: people.Customer) -> str:
    number = to_e164(customer.phone, country=customer.country)
    if number is None:
        raise ValueError(f"{customer.phone} of {customer.name} is not a phone number.")
    return number
