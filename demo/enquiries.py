"""Enquiries: somebody wants to know something, and hears it now or by a promised time."""

from dataclasses import dataclass
from typing import Literal

from demo.case import Case, Resolution, Said

Topic = Literal[
    "opening_hours",
    "prices",
    "goods",
    "services",
    "my_order",
    "payment",
    "lost_property",
    "around_here",
    "other",
]


@dataclass(frozen=True, kw_only=True)
class Enquiry(Case):
    """`promised_in` is in hours after the case was opened; None when it was answered on the spot."""

    topic: Topic
    booking: str = ""
    promised_in: int | None = None


AT_THE_HOTEL: tuple[Enquiry, ...] = (
    Enquiry(
        language="en",
        site="vltava",
        channel="email",
        subject="Left behind: {thing}",
        what_happened=(
            "We checked out of {room} yesterday and {thing} is missing. It was probably left {where}. "
            "It is worth little to anybody else."
        ),
        wanted="To know whether it was found, and how it can be sent.",
        options=("Sent by post at our cost", "Kept until the next visit"),
        chosen=0,
        topic="lost_property",
        booking="VL-49920",
        promised_in=24,
        words={"thing": "a grey scarf", "room": "room 318", "where": "behind the door"},
        talk=(
            Said(
                "associate",
                "reply",
                "Dear {to}, housekeeping is looking, and you will hear from us by this time tomorrow.",
            ),
            Said("associate", "note", "Nalezeno za dveřmi, uloženo v ztrátách pod číslem 117."),
        ),
        resolution=Resolution("as_asked", "It was found and is on its way to you, free of charge."),
        again=(
            {
                "thing": "a child’s wooden train",
                "room": "room 502",
                "where": "under the bed",
                "booking": "VL-50031",
                "talk": (
                    Said(
                        "associate",
                        "reply",
                        "Dear {to}, we know how that feels. The room is being searched today.",
                    ),
                ),
                "resolution": None,
            },
        ),
    ),
    Enquiry(
        language="cs",
        site="vltava",
        channel="phone",
        told_by="woman",
        subject="Je možné {what}?",
        what_happened="Přijede s {company} a chce vědět, jestli je možné {what} a kolik stojí.",
        wanted="Jasnou odpověď po telefonu.",
        topic="services",
        words={"what": "ubytování se psem", "company": "velkým ovčákem"},
        talk=(Said("associate", "call", "Pes je vítán za 400 Kč na noc, do restaurace jen na terasu."),),
        resolution=Resolution("explained", "Pes je vítán za 400 Kč na noc, miska a deka jsou na pokoji."),
        again=(
            {
                "what": "půjčení postýlky",
                "company": "roční dcerou",
                "talk": (
                    Said("associate", "call", "Postýlka i ohřívačka jsou zdarma, poznamenáno k pobytu."),
                ),
                "resolution": Resolution("explained", "Postýlka i ohřívačka lahví jsou zdarma."),
            },
        ),
    ),
    Enquiry(
        language="pl",
        site="vltava",
        channel="in_person",
        subject="Jak dojechać: {place}",
        what_happened="Goście pytają, jak najprościej dojechać na zamek {place} i o której wracać.",
        wanted="Trasy na kartce i godziny ostatniego kursu.",
        topic="around_here",
        words={"place": "Karlštejn"},
        talk=(Said("associate", "visit", "Trasa i godziny wydrukowane, zaznaczono ostatni pociąg."),),
        resolution=Resolution("explained", "Trasę i godziny dostali Państwo na kartce."),
    ),
)

ELSEWHERE: tuple[Enquiry, ...] = (
    Enquiry(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="woman",
        subject="Kiedy będzie znowu: {goods}",
        what_happened="Pyta, kiedy wróci do sprzedaży {goods}. Na półce jest tylko pusty haczyk.",
        wanted="Telefonu, kiedy towar będzie na miejscu.",
        options=("Telefon po dostawie", "Zamówienie z innego sklepu"),
        chosen=0,
        topic="goods",
        promised_in=24,
        words={"goods": "filtr do dzbanka"},
        talk=(
            Said("associate", "visit", "Tego dziś nie wiemy, dowiemy się i jutro zadzwonimy."),
            Said("associate", "call", "Dostawa w piątek rano, dwie sztuki odłożono."),
        ),
        resolution=Resolution("as_asked", "Dostawa jest w piątek, dwie sztuki czekają pod nazwiskiem."),
        again=(
            {
                "goods": "granatowa nić do overlocka",
                "talk": (Said("associate", "visit", "Tego dziś nie wiemy, dowiemy się i jutro zadzwonimy."),),
                "resolution": None,
            },
        ),
    ),
    Enquiry(
        language="pl",
        site="wisla",
        channel="phone",
        told_by="man",
        subject="Czy {day} sklep jest otwarty?",
        what_happened="Dzwoni z drogi i pyta, czy {day} sklep jest otwarty i do której.",
        wanted="Godzin otwarcia.",
        topic="opening_hours",
        words={"day": "w niedzielę handlową"},
        talk=(Said("associate", "call", "Otwarte od dziesiątej do osiemnastej, parking bezpłatny."),),
        resolution=Resolution("explained", "W niedzielę handlową czynne od 10 do 18."),
    ),
    Enquiry(
        language="cs",
        site="morava",
        channel="phone",
        told_by="man",
        subject="Kde je zásilka {booking}?",
        what_happened="Zásilka {booking} měla přijít {when}, dopravce ji ukazuje pořád na třídírně.",
        wanted="Vědět, kdy přijde, a nemuset být celý den doma.",
        options=("Zjistit u dopravce a zavolat", "Přesměrovat na výdejní místo"),
        chosen=0,
        topic="my_order",
        booking="M-2056110",
        promised_in=20,
        words={"when": "včera"},
        talk=(
            Said("associate", "call", "Dnes to nevíme, zjistíme u dopravce a zítra dopoledne zavoláme."),
            Said("associate", "call", "Zásilka je na cestě, kurýr zavolá hodinu předem."),
        ),
        resolution=Resolution("as_asked", "Kurýr přijede zítra a zavolá hodinu předem."),
        again=(
            {
                "booking": "M-2057402",
                "when": "v pondělí",
                "talk": (Said("associate", "call", "Dnes to nevíme, zítra dopoledne zavoláme."),),
                "resolution": None,
            },
        ),
    ),
    Enquiry(
        language="en",
        site="morava",
        channel="email",
        subject="An invoice in English for order {booking}",
        what_happened="My employer pays for the monitor and needs the invoice of order {booking} in English.",
        wanted="The invoice as a PDF.",
        topic="payment",
        booking="M-2055873",
        talk=(Said("associate", "reply", "Dear {to}, the English invoice is attached."),),
        resolution=Resolution("as_asked", "The invoice in English was sent to you."),
    ),
    Enquiry(
        language="cs",
        site="morava",
        channel="web",
        subject="Kdo si zítra vyzvedne můj balík?",
        what_happened="Soused prý od kurýra ví, co a pro koho veze. Kdo se to od vás může dozvědět?",
        wanted="Vědět, komu o zásilkách říkáte.",
        topic="other",
        talk=(
            Said(
                "associate",
                "reply",
                "Dobrý den, {to}, o zásilce mluvíme jen s příjemcem. S dopravcem to ještě dnes probereme.",
            ),
        ),
        resolution=Resolution("explained", "O zásilkách mluvíme jen s příjemcem, dopravce jsme upozornili."),
    ),
)

ENQUIRIES: tuple[Enquiry, ...] = AT_THE_HOTEL + ELSEWHERE
