"""Who works at the three sites, and the sixty customers they know."""

from dataclasses import dataclass
from typing import Literal

from demo.places import Language, SiteKey

Role = Literal["associate", "supervisor", "administrator", "auditor"]
Prefers = Literal["phone", "email", "in_person", "web", "letter"]
Country = Literal["CZ", "PL", "DE", "GB"]
EVERYWHERE: tuple[SiteKey, ...] = ("vltava", "wisla", "morava")


@dataclass(frozen=True, kw_only=True)
class StaffMember:
    """`demo_account`: one of the six whose sign-in is printed at the first start.

    No teams: an administrator needs none, an auditor gets one at each site.
    """

    first_name: str
    last_name: str
    email: str
    role: Role
    sites: tuple[SiteKey, ...]
    language: Language
    teams: tuple[str, ...] = ()
    demo_account: bool = False


@dataclass(frozen=True, kw_only=True)
class Customer:
    """`called` is the polite address in the customer's language, in the case a greeting needs.

    `country` is the region whose national spelling `phone` uses. Empty `email` or `phone`: never given.
    """

    name: str
    gender: Literal["woman", "man"]
    called: str
    language: Language
    sites: tuple[SiteKey, ...]
    prefers: Prefers
    email: str
    phone: str
    country: Country


def _member(
    name: str, role: Role, site: SiteKey, *teams: str, login: str = "", language: Language | None = None
) -> StaffMember:
    """Somebody who works here, in the language of the site unless `language` says otherwise."""
    first, last = name.split()
    return StaffMember(
        first_name=first,
        last_name=last,
        email=f"{login or _plain(name)}@courtesy.example",
        role=role,
        sites=(site,) if role in ("associate", "supervisor") else EVERYWHERE,
        language=language or ("pl" if site == "wisla" else "cs"),
        teams=teams,
        demo_account=bool(login),
    )


def _plain(name: str) -> str:
    """`Ondřej Šimek` as the left side of an address: `ondrej.simek`."""
    letters = str.maketrans("áčďéěíňóřšťúůýžąćęłńśźż", "acdeeinorstuuyzacelnszz")
    return name.lower().translate(letters).replace(" ", ".")


STAFF: tuple[StaffMember, ...] = (
    _member("Alena Dvořáková", "associate", "vltava", "front_desk", login="alena", language="en"),
    _member("Ondřej Šimek", "associate", "vltava", "front_desk"),
    _member("Tereza Malá", "associate", "vltava", "concierge"),
    _member("Ivan Král", "supervisor", "vltava", "front_desk", "concierge", login="ivan", language="en"),
    _member("Zofia Mazur", "associate", "wisla", "returns_desk", login="zofia"),
    _member("Kacper Lis", "associate", "wisla", "returns_desk"),
    _member("Małgorzata Pająk", "associate", "wisla", "courtesy_counter"),
    _member("Marek Wójcik", "supervisor", "wisla", "returns_desk", "courtesy_counter", login="marek"),
    _member("Lenka Horáková", "associate", "morava", "phone_team"),
    _member("Tomáš Říha", "associate", "morava", "phone_team"),
    _member("Jiří Bartoš", "associate", "morava", "email_team"),
    _member("Hana Veselá", "supervisor", "morava", "phone_team", "email_team"),
    _member("Petra Křížová", "administrator", "vltava", login="petra", language="en"),
    _member("Jan Sedláček", "auditor", "vltava", login="jan"),
)


def _czech(
    name: str, called: str, sites: str, prefers: Prefers, email: str = "", phone: str = ""
) -> Customer:
    return _customer(name, called, sites, prefers, email, phone, language="cs", country="CZ")


def _polish(
    name: str, called: str, sites: str, prefers: Prefers, email: str = "", phone: str = ""
) -> Customer:
    return _customer(name, called, sites, prefers, email, phone, language="pl", country="PL")


def _abroad(
    name: str, title: str, sites: str, prefers: Prefers, email: str, phone: str = "", country: Country = "GB"
) -> Customer:
    called = f"{title} {name.rsplit(maxsplit=1)[-1]}"
    return _customer(name, called, sites, prefers, email, phone, language="en", country=country)


def _customer(
    name: str,
    called: str,
    sites: str,
    prefers: Prefers,
    email: str,
    phone: str,
    *,
    language: Language,
    country: Country,
) -> Customer:
    """`sites` names them by initials: `vm` is the hotel and the call centre."""
    return Customer(
        name=name,
        gender="woman" if called.split(maxsplit=1)[0] in ("paní", "Pani", "Ms") else "man",
        called=called,
        language=language,
        sites=tuple(site for site in EVERYWHERE if site[0] in sites),
        prefers=prefers,
        email=email,
        phone=phone,
        country=country,
    )


CZECH: tuple[Customer, ...] = (
    _czech("Jana Nováková", "paní Nováková", "vm", "email", "jana.novakova@posta.example", "777 123 456"),
    _czech("Marie Svobodová", "paní Svobodová", "m", "phone", "", "604 218 733"),
    _czech("Eva Procházková", "paní Procházková", "vm", "phone", "prochazkova@posta.example", "731 018 442"),
    _czech("Karel Beneš", "pane Beneši", "v", "in_person", "karel.benes@benes-stavby.example", "602 554 190"),
    _czech("Lukáš Černý", "pane Černý", "v", "web", "lukas.cerny@schranka.example"),
    _czech("Petr Novák", "pane Nováku", "vm", "phone", "petr.novak@posta.example", "604 777 010"),
    _czech("Věra Kučerová", "paní Kučerová", "m", "letter", "", "541 215 308"),
    _czech("Zdeněk Hájek", "pane Hájku", "m", "phone", "", "723 460 915"),
    _czech("Kateřina Jelínková", "paní Jelínková", "vm", "email", "jelinkova@posta.example", "775 302 118"),
    _czech("Martin Růžička", "pane Růžičko", "m", "web", "martin.ruzicka@posta.example", "608 114 527"),
    _czech("Ludmila Fialová", "paní Fialová", "vm", "letter", "ludmila.fialova@posta.example", "549 240 076"),
    _czech("Miroslav Doležal", "pane Doležale", "vm", "in_person", "dolezal@posta.example", "606 871 204"),
    _czech("Barbora Zemanová", "paní Zemanová", "v", "email", "bara.zemanova@schranka.example"),
    _czech("Jakub Kolář", "pane Koláři", "v", "email", "jakub.kolar@kolar-reality.example", "739 205 661"),
    _czech("Alžběta Pokorná", "paní Pokorná", "v", "phone", "alzbeta.pokorna@posta.example", "721 634 089"),
    _czech("Vojtěch Urban", "pane Urbane", "vm", "email", "vojtech.urban@schranka.example", "776 418 250"),
    _czech("Simona Vlčková", "paní Vlčková", "m", "web", "simona.vlckova@posta.example"),
    _czech("Radek Štěpánek", "pane Štěpánku", "m", "email", "radek.stepanek@schranka.example", "732 590 347"),
    _czech("Dagmar Blažková", "paní Blažková", "m", "phone", "dagmar.blazkova@posta.example", "607 223 918"),
    _czech("Stanislav Mareš", "pane Mareši", "m", "email", "stanislav.mares@posta.example", "728 105 466"),
    _czech(
        "Iveta Kratochvílová", "paní Kratochvílová", "v", "in_person", "iveta@posta.example", "605 917 320"
    ),
    _czech("František Vaněk", "pane Vaňku", "v", "in_person"),
    _czech("Hedvika Tichá", "paní Tichá", "m", "letter"),
    _czech("Adam Dušek", "pane Dušku", "m", "web", "adam.dusek@schranka.example", "702 366 514"),
)

POLISH: tuple[Customer, ...] = (
    _polish("Piotr Wiśniewski", "Panie Piotrze", "vw", "phone", "wisniewski@poczta.example", "512 345 678"),
    _polish("Agnieszka Kamińska", "Pani Agnieszko", "w", "email", "kaminska@poczta.example", "601 482 935"),
    _polish("Tomasz Zieliński", "Panie Tomaszu", "vw", "email", "zielinski@skrzynka.example", "603 771 204"),
    _polish("Katarzyna Lewandowska", "Pani Katarzyno", "vw", "email", "k.lewa@poczta.example", "505 218 467"),
    _polish("Andrzej Szymański", "Panie Andrzeju", "w", "in_person", "", "12 421 05 33"),
    _polish("Joanna Dąbrowska", "Pani Joanno", "vw", "web", "dabrowska@skrzynka.example", "698 034 172"),
    _polish("Krzysztof Woźniak", "Panie Krzysztofie", "w", "email", "wozniak@poczta.example", "607 915 448"),
    _polish("Barbara Kozłowska", "Pani Barbaro", "w", "in_person", "", "12 633 27 81"),
    _polish("Michał Jankowski", "Panie Michale", "vw", "email", "michal.jankowski@skrzynka.example"),
    _polish("Magdalena Krawczyk", "Pani Magdaleno", "w", "phone", "krawczyk@poczta.example", "791 350 226"),
    _polish("Paweł Grabowski", "Panie Pawle", "w", "email", "pawel.grabowski@poczta.example", "514 802 397"),
    _polish("Ewa Pawlak", "Pani Ewo", "w", "web", "ewa.pawlak@skrzynka.example", "662 147 905"),
    _polish("Stanisław Michalski", "Panie Stanisławie", "w", "letter", "", "12 294 61 08"),
    _polish("Monika Wróbel", "Pani Moniko", "w", "email", "monika.wrobel@poczta.example"),
    _polish("Łukasz Jabłoński", "Panie Łukaszu", "vw", "web", "jablonski@skrzynka.example", "880 426 713"),
    _polish("Danuta Stępień", "Pani Danuto", "w", "in_person"),
    _polish(
        "Grzegorz Kaczmarek", "Panie Grzegorzu", "w", "in_person", "g.kacz@poczta.example", "604 559 081"
    ),
    _polish("Natalia Sikora", "Pani Natalio", "vw", "email", "sikora@skrzynka.example", "733 208 614"),
)

FROM_ABROAD: tuple[Customer, ...] = (
    _abroad("Emma Clarke", "Ms", "v", "email", "emma.clarke@mailbox.example", "020 7946 0123"),
    _abroad("James Whitfield", "Mr", "v", "email", "j.whitfield@mailbox.example", "0131 496 0421"),
    _abroad("Priya Raman", "Ms", "v", "web", "priya.raman@mailbox.example", "0161 496 0012"),
    _abroad("Daniel O’Connor", "Mr", "vw", "email", "daniel.oconnor@mailbox.example"),
    _abroad("Sarah Lindqvist", "Ms", "vm", "email", "sarah.lindqvist@mailbox.example", "774 620 183", "CZ"),
    _abroad("Thomas Müller", "Mr", "v", "email", "thomas.mueller@postfach.example", "0171 3920012", "DE"),
    _abroad("Sabine Hoffmann", "Ms", "vw", "phone", "sabine.hoffmann@postfach.example", "030 23125123", "DE"),
    _abroad("Jürgen Schäfer", "Mr", "v", "in_person", "schaefer@postfach.example", "089 99998123", "DE"),
    _abroad("Anja Becker", "Ms", "vw", "email", "anja.becker@postfach.example", "0171 3920045", "DE"),
    _abroad("Oksana Kovalenko", "Ms", "w", "email", "oksana.kovalenko@mailbox.example", "886 104 220", "PL"),
    _abroad("Andriy Shevchuk", "Mr", "w", "phone", "andriy.shevchuk@mailbox.example", "579 331 806", "PL"),
    _abroad("Iryna Bondarenko", "Ms", "m", "phone", "iryna.bondarenko@mailbox.example", "773 845 092", "CZ"),
    _abroad("Dmytro Melnyk", "Mr", "vm", "web", "dmytro.melnyk@mailbox.example", "608 932 417", "CZ"),
    _abroad("Olena Tkachenko", "Ms", "vw", "email", "olena.tkachenko@mailbox.example", "571 209 348", "PL"),
    _abroad("Michael Adeyemi", "Mr", "vw", "email", "michael.adeyemi@mailbox.example", "0161 496 0378"),
    _abroad("Laura Rossi", "Ms", "v", "email", "laura.rossi@mailbox.example"),
    _abroad("Henrik Dahl", "Mr", "vm", "email", "henrik.dahl@mailbox.example"),
    _abroad("Grace Holloway", "Ms", "v", "letter", "grace.holloway@mailbox.example", "020 7946 0588"),
)

CUSTOMERS: tuple[Customer, ...] = CZECH + POLISH + FROM_ABROAD
