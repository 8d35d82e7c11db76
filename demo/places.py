"""Where the demo happens: a hotel, a shop and a call centre, and the teams that share their queues."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SiteSort = Literal["hotel", "shop", "call_centre"]
SiteKey = Literal["vltava", "wisla", "morava"]
Language = Literal["en", "cs", "pl"]


@dataclass(frozen=True, kw_only=True)
class Team:
    """People at one site who share a queue."""

    key: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Site:
    """One house. `return_days`: how long goods may come back under its policy; 0 where nothing is sold."""

    key: SiteKey
    name: str
    city: str
    sort: SiteSort
    country: Literal["CZ", "PL"]
    currency: Literal["CZK", "PLN"]
    time_zone: str
    language: Language
    return_days: int
    teams: tuple[Team, ...]


SITES: tuple[Site, ...] = (
    Site(
        key="vltava",
        name="Hotel Vltava",
        city="Praha",
        sort="hotel",
        country="CZ",
        currency="CZK",
        time_zone="Europe/Prague",
        language="cs",
        return_days=0,
        teams=(Team(key="front_desk", name="Front desk"), Team(key="concierge", name="Concierge")),
    ),
    Site(
        key="wisla",
        name="Sklep Wisła",
        city="Kraków",
        sort="shop",
        country="PL",
        currency="PLN",
        time_zone="Europe/Warsaw",
        language="pl",
        return_days=30,
        teams=(
            Team(key="returns_desk", name="Returns desk"),
            Team(key="courtesy_counter", name="Courtesy counter"),
        ),
    ),
    Site(
        key="morava",
        name="Linka Morava",
        city="Brno",
        sort="call_centre",
        country="CZ",
        currency="CZK",
        time_zone="Europe/Prague",
        language="cs",
        return_days=14,
        teams=(Team(key="phone_team", name="Phone team"), Team(key="email_team", name="E-mail team")),
    ),
)

# What staff write in.
LANGUAGES: Mapping[SiteKey, Language] = {site.key: site.language for site in SITES}
