"""Reservations: tables, treatments, rooms and seats, made, changed and cancelled."""

from dataclasses import dataclass
from typing import Literal

from demo.case import Case, Resolution, Said


@dataclass(frozen=True, kw_only=True)
class Reservation(Case):
    """Under the customer's name. `days_ahead` counts from the day the case was opened; `at` is "19:00"."""

    step: Literal["make", "change", "cancel"]
    reserved: str
    days_ahead: int
    at: str
    party_size: int
    confirmation: str = ""


IN_CZECH: tuple[Reservation, ...] = (
    Reservation(
        language="cs",
        site="vltava",
        channel="phone",
        told_by="woman",
        subject="Stůl pro {party_size} na oslavu {occasion}",
        what_happened=(
            "Chce stůl pro {party_size} na oslavu {occasion}, nejraději u okna. Dva z hostů nejedí maso."
        ),
        wanted="Stůl u okna a vědět, co nabídneme bez masa.",
        options=("U okna v {at}", "V salonku kdykoli"),
        chosen=0,
        step="make",
        reserved="Stůl u okna",
        days_ahead=9,
        at="19:00",
        party_size=6,
        confirmation="R-4071",
        words={"occasion": "maminčiných narozenin"},
        talk=(
            Said("associate", "call", "Stůl u okna potvrzen, kuchyně ví o dvou hostech bez masa."),
            Said("associate", "note", "Připravit svíčku na dort, host ho přiveze v šest."),
        ),
        resolution=Resolution("as_asked", "Stůl u okna v {at} je váš, číslo rezervace {confirmation}."),
        again=(
            {
                "occasion": "promoce",
                "days_ahead": 4,
                "at": "13:00",
                "party_size": 9,
                "confirmation": "R-4118",
                "reserved": "Salonek s výhledem",
                "chosen": 1,
                "talk": (
                    Said("associate", "call", "U okna je pro devět málo místa, salonek je volný celý den."),
                ),
                "resolution": Resolution(
                    "alternative", "Místo stolu u okna máte salonek, číslo rezervace {confirmation}."
                ),
            },
        ),
    ),
    Reservation(
        language="cs",
        site="vltava",
        channel="email",
        told_by="man",
        subject="Přesunout {what} na později",
        what_happened="Vlak má zpoždění, {what} by rád přesunul o dvě hodiny, na {at}.",
        wanted="Přesun bez poplatku.",
        options=("Přesun na {at}", "Zrušení bez poplatku"),
        chosen=0,
        step="change",
        reserved="Masáž zad, 50 minut",
        days_ahead=0,
        at="20:00",
        party_size=1,
        confirmation="W-2209",
        words={"what": "masáž"},
        talk=(
            Said("associate", "reply", "Dobrý den, {to}, v {at} je volno, čekáme na vás. Šťastnou cestu."),
        ),
        resolution=Resolution("as_asked", "Přesunuli jsme vás na {at} bez poplatku."),
        again=(
            {
                "what": "večeři",
                "reserved": "Stůl pro dva",
                "at": "21:30",
                "party_size": 2,
                "confirmation": "R-4203",
                "options": ("Stůl v {at}, kuchyně vaří do desíti", "Studený talíř na pokoj"),
            },
        ),
    ),
    Reservation(
        language="cs",
        site="morava",
        channel="phone",
        told_by="woman",
        subject="Zrušit termín montáže: {what}",
        what_happened="Montáž má být za {days_ahead} dny, ale kuchyň ještě není vymalovaná.",
        wanted="Zrušit termín a ozvat se, až bude hotovo.",
        step="cancel",
        reserved="Montáž: {what}",
        days_ahead=3,
        at="08:00",
        party_size=1,
        confirmation="MT-60418",
        words={"what": "myčka a varná deska"},
        talk=(Said("associate", "call", "Termín zrušen bez poplatku, nový si paní řekne sama."),),
        resolution=Resolution("as_asked", "Termín {confirmation} jsme zrušili bez poplatku."),
    ),
)

IN_POLISH: tuple[Reservation, ...] = (
    Reservation(
        language="pl",
        site="wisla",
        channel="phone",
        told_by="woman",
        subject="Odłożyć do przymiarki: {goods}",
        what_happened="Widziała na stronie {goods}, będzie w Krakowie dopiero za {days_ahead} dni.",
        wanted="Odłożenia w rozmiarze {size} i przymierzalni bez kolejki.",
        options=("Odłożone do wieczora umówionego dnia", "Wysyłka do domu z darmowym zwrotem"),
        chosen=0,
        step="make",
        reserved="Przymiarka: {goods}",
        days_ahead=5,
        at="16:30",
        party_size=1,
        confirmation="P-882",
        words={"goods": "płaszcz z wełny", "size": "40"},
        talk=(Said("associate", "call", "Odłożono pod ladą, przymierzalnia zapisana na {at}."),),
        resolution=Resolution("as_asked", "Czeka na Panią do wieczora, numer {confirmation}."),
        again=(
            {
                "goods": "suknia wieczorowa",
                "what_happened": "Na wesele szuka sukni wieczorowej, przyjdzie z mamą za {days_ahead} dni.",
                "size": "38",
                "days_ahead": 8,
                "at": "11:00",
                "party_size": 2,
                "confirmation": "",
                "talk": (),
                "resolution": None,
            },
        ),
    ),
    Reservation(
        language="pl",
        site="vltava",
        channel="email",
        told_by="man",
        subject="Pokój na {nights} i stolik na urodziny",
        what_happened=(
            "Przyjadę z żoną na {nights}. Do pokoju proszę łóżko małżeńskie, a na wieczór stolik dla dwojga."
        ),
        wanted="Potwierdzenia obu rezerwacji w jednym mailu.",
        step="make",
        reserved="Pokój dwuosobowy i stolik",
        days_ahead=20,
        at="15:00",
        party_size=2,
        confirmation="VL-50117",
        words={"nights": "trzy noce"},
        talk=(
            Said(
                "associate",
                "reply",
                "Dzień dobry, {to}, pokój i stolik na dwudziestą są potwierdzone. Kwiaty do pokoju?",
            ),
            Said("customer", "reply", "Tak, białe tulipany. Żona nic nie wie."),
        ),
        resolution=Resolution(
            "as_asked", "Potwierdzamy pokój i stolik, numer {confirmation}. Kwiaty czekają."
        ),
    ),
)

IN_ENGLISH: tuple[Reservation, ...] = (
    Reservation(
        language="en",
        site="vltava",
        channel="email",
        subject="Airport transfer for {party_size}, very early",
        what_happened="We fly home at {flight} and need a car from the hotel for {party_size} with luggage.",
        wanted="A car we can count on, and the price.",
        options=("A van at {at}", "Two taxis at {at}"),
        chosen=0,
        step="make",
        reserved="Van to the airport",
        days_ahead=2,
        at="04:30",
        party_size=5,
        confirmation="TR-771",
        words={"flight": "half past six"},
        talk=(
            Said(
                "associate",
                "reply",
                "Dear {to}, the van is booked for {at}. The driver waits at the desk and has your number.",
            ),
            Said("associate", "note", "Balíčky se snídaní na pět do lednice recepce, vydá noční služba."),
        ),
        resolution=Resolution("as_asked", "Your van leaves at {at}, reference {confirmation}."),
        again=(
            {
                "flight": "ten past seven",
                "at": "05:00",
                "party_size": 2,
                "reserved": "Taxi to the airport",
                "options": ("A taxi at {at}", "The first airport bus"),
                "confirmation": "TR-802",
                "talk": (
                    Said("associate", "reply", "Dear {to}, a taxi is booked for {at}, at the fixed price."),
                ),
                "resolution": Resolution("as_asked", "Your taxi leaves at {at}, reference {confirmation}."),
            },
            {
                "subject": "Opera tickets for {party_size}, any evening",
                "what_happened": "We would love to see an opera while we are here, any evening but the last.",
                "wanted": "Two good seats next to each other.",
                "options": ("The balcony on the second evening", "The waiting list for the stalls"),
                "chosen": 1,
                "reserved": "Opera, stalls",
                "at": "19:00",
                "party_size": 2,
                "days_ahead": 3,
                "confirmation": "",
                "talk": (
                    Said("associate", "reply", "Dear {to}, the stalls are sold out; you are on the list."),
                    Said("associate", "note", "Předprodej slíbil zavolat, jakmile se něco vrátí."),
                ),
                "resolution": None,
            },
        ),
    ),
    Reservation(
        language="en",
        site="vltava",
        channel="phone",
        subject="Cancel the dinner, {reason}",
        what_happened="Calls from the road: {reason}. The table for {party_size} tonight cannot be kept.",
        wanted="Cancel without a charge, and say sorry to the kitchen.",
        step="cancel",
        reserved="Tasting menu",
        days_ahead=0,
        at="19:30",
        party_size=4,
        confirmation="R-4226",
        words={"reason": "the flight is delayed"},
        talk=(Said("associate", "call", "Cancelled without a charge; the kitchen was told at once."),),
        resolution=Resolution("as_asked", "Your table was cancelled without a charge."),
    ),
)

RESERVATIONS: tuple[Reservation, ...] = IN_CZECH + IN_POLISH + IN_ENGLISH
