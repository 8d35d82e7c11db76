"""Bill questions: what these charges are, and whether they are right."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from demo.case import Case, Escalation, Resolution, Said


@dataclass(frozen=True)
class Charge:
    """One line of the bill; `corrected_to` is what it should have been, for a corrected one."""

    text: str
    amount: str
    verdict: Literal["open", "explained", "corrected", "disputed"] = "open"
    corrected_to: str = ""


@dataclass(frozen=True, kw_only=True)
class BillQuestion(Case):
    bill: str
    charges: tuple[Charge, ...]

    def amounts(self) -> dict[str, Decimal]:
        asked = sum((Decimal(one.amount) for one in self.charges), Decimal(0))
        corrected = [one for one in self.charges if one.verdict == "corrected"]
        off = sum((Decimal(one.amount) - Decimal(one.corrected_to) for one in corrected), Decimal(0))
        return {"in_question": asked, "taken_off": off, "remaining": asked - off}


AT_THE_HOTEL: tuple[BillQuestion, ...] = (
    BillQuestion(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="woman",
        subject="Na účtu je minibar, ze kterého si nic nevzala",
        what_happened=(
            "Při odjezdu našla na účtu minibar a dvě noci parkování. Z minibaru si vzala jen vodu, "
            "u parkování čekala cenu za jednu noc."
        ),
        wanted="Vysvětlit obě položky a odečíst, co nebylo její.",
        options=("Opravit minibar na vodu, parkování nechat",),
        chosen=0,
        bill="F-26-30117",
        charges=(
            Charge("Minibar", "480.00", "corrected", "90.00"),
            Charge("Parkování, 2 noci", "1200.00", "explained"),
        ),
        talk=(
            Said(
                "associate",
                "visit",
                "Minibar ověřen u pokojské, chybí jen voda. Parkování vysvětleno podle záznamu závory.",
            ),
            Said("customer", "visit", "To parkování máte pravdu, stála jsem tam už v pátek."),
        ),
        resolution=Resolution(
            "as_asked",
            "Z účtu jsme odečetli {taken_off} za minibar. Parkování za dvě noci odpovídá skutečnosti.",
        ),
        again=(
            {
                "subject": "Na účtu jsou dvě snídaně navíc",
                "what_happened": (
                    "Bydlela sama se snídaní v ceně. Na účtu jsou přesto dvě snídaně zvlášť a jeden "
                    "pobytový poplatek, který nezná."
                ),
                "options": ("Odečíst snídaně, poplatek vysvětlit",),
                "bill": "F-26-30288",
                "charges": (
                    Charge("Snídaně, 2×", "700.00", "corrected", "0.00"),
                    Charge("Pobytový poplatek", "150.00", "explained"),
                ),
                "talk": (
                    Said("associate", "visit", "Snídaně patřily vedlejšímu pokoji. Poplatek vybírá město."),
                ),
                "resolution": Resolution(
                    "as_asked", "Snídaně za {taken_off} jsme z účtu odečetli. Poplatek odvádíme městu."
                ),
            },
        ),
    ),
    BillQuestion(
        language="cs",
        site="vltava",
        channel="email",
        told_by="man",
        subject="Faktura za konferenci: {item}",
        what_happened=(
            "Na faktuře za firemní setkání je {item} za {in_question}. V nabídce nic takového nebylo "
            "a nikdo z našich o to nežádal."
        ),
        wanted="Opravenou fakturu ještě tento týden, kvůli účetní.",
        options=("Opravená faktura po ověření s bankety",),
        bill="F-26-29984",
        charges=(Charge("Technická podpora, 3 hodiny", "4500.00", "corrected", "1500.00"),),
        words={"item": "technická podpora"},
        talk=(
            Said(
                "associate",
                "reply",
                "Dobrý den, {to}, položku ověřujeme s oddělením banketů a zítra se ozveme.",
            ),
            Said("associate", "note", "Technik byl v sále hodinu, ne tři. Bankety to potvrdily."),
        ),
        resolution=Resolution(
            "alternative",
            "Účtujeme jednu hodinu místo tří, o {taken_off} méně. Opravenou fakturu přikládáme.",
        ),
        again=(
            {
                "bill": "F-26-30341",
                "item": "pronájem plátna",
                "charges": (Charge("Pronájem plátna", "2200.00"),),
                "talk": (Said("associate", "note", "Bankety ověřují, jestli plátno nepatřilo k sálu."),),
                "resolution": None,
            },
        ),
    ),
    BillQuestion(
        language="en",
        site="vltava",
        channel="in_person",
        subject="Three charges on the bill of {room} that need explaining",
        what_happened=(
            "Checking out, in a hurry for the airport. The bill of {room} has a city tax, a late "
            "check-out and a laundry charge. The laundry was never handed in."
        ),
        wanted="The laundry off, and a word about the other two.",
        options=("Take the laundry off now, explain the rest",),
        chosen=0,
        bill="F-26-30402",
        charges=(
            Charge("City tax, 3 nights", "150.00", "explained"),
            Charge("Late check-out", "800.00", "explained"),
            Charge("Laundry", "620.00", "corrected", "0.00"),
        ),
        words={"room": "412"},
        talk=(
            Said(
                "associate",
                "visit",
                "Laundry belonged to 421, taken off. City tax and the agreed late check-out explained.",
            ),
        ),
        resolution=Resolution("as_asked", "{taken_off} for the laundry was taken off your bill."),
        again=(
            {
                "room": "508",
                "bill": "F-26-30466",
                "what_happened": (
                    "Checking out. The bill of {room} has a city tax, a late check-out and two films. "
                    "No film was watched, the television did not even work."
                ),
                "wanted": "The films off, and a word about the other two.",
                "options": ("Take the films off now, explain the rest",),
                "charges": (
                    Charge("City tax, 2 nights", "100.00", "explained"),
                    Charge("Late check-out", "800.00", "disputed"),
                    Charge("Films, 2×", "360.00", "corrected", "0.00"),
                ),
                "talk": (
                    Said("associate", "visit", "Films taken off. The late check-out stays in dispute."),
                ),
                "escalation": Escalation("Host tvrdí, že pozdní odjezd mu slíbili zdarma. Nikde to není."),
                "resolution": None,
            },
        ),
    ),
    BillQuestion(
        language="pl",
        site="vltava",
        channel="phone",
        told_by="man",
        subject="Po wyjeździe zniknęło z karty {in_question}",
        what_happened=(
            "Tydzień po wyjeździe hotel pobrał z karty {in_question}. Rachunek zapłacił przy wyjeździe "
            "i nikt nie mówił o dopłacie."
        ),
        wanted="Wyjaśnienia, a jeśli to pomyłka, zwrotu na kartę.",
        options=("Sprawdzamy i oddzwaniamy jeszcze dziś",),
        bill="F-26-29871",
        charges=(Charge("Restauracja, dopłata", "1340.00", "corrected", "0.00"),),
        talk=(
            Said("associate", "note", "Večeře patřila jinému hostu stejného příjmení. Vrátit na kartu."),
            Said("associate", "call", "Przeprosiny, pomyłka w nazwisku. Zwrot na kartę dziś."),
        ),
        resolution=Resolution(
            "as_asked", "Pomyliliśmy rachunki. {taken_off} wróci na kartę w ciągu trzech dni roboczych."
        ),
    ),
)

ELSEWHERE: tuple[BillQuestion, ...] = (
    BillQuestion(
        language="pl",
        site="wisla",
        channel="email",
        told_by="woman",
        subject="Faktura {bill}: koszt dostawy policzony {times}",
        what_happened=(
            "Zamówiłam wszystko jednym zamówieniem, a na fakturze dostawa jest policzona {times}. "
            "Paczka przyszła jedna."
        ),
        wanted="Faktury korygującej i zwrotu różnicy.",
        options=("Korekta i zwrot na kartę", "Korekta i bon"),
        chosen=0,
        bill="FV-2026-7718",
        charges=(Charge("Dostawa, 2 paczki", "37.80", "corrected", "18.90"),),
        words={"times": "dwa razy"},
        talk=(
            Said(
                "associate",
                "reply",
                "Dzień dobry, {to}, ma Pani rację, paczka była jedna. Korektę wysyłamy dziś.",
            ),
        ),
        resolution=Resolution("as_asked", "Korekta wystawiona, {taken_off} wróci na kartę."),
        again=(
            {
                "bill": "FV-2026-7790",
                "times": "trzy razy",
                "charges": (Charge("Dostawa, 3 paczki", "56.70", "explained"),),
                "what_happened": (
                    "Zamówiłam wszystko jednym zamówieniem, a na fakturze dostawa jest policzona "
                    "{times}. Paczki przyszły trzy, bo tak je spakowano."
                ),
                "talk": (
                    Said(
                        "associate",
                        "reply",
                        "Dzień dobry, {to}, zamówienie obejmowało trzy magazyny i o trzech dostawach "
                        "informowaliśmy przed zapłatą. Rozumiemy, że to nie było oczywiste.",
                    ),
                ),
                "chosen": None,
                "resolution": Resolution(
                    "explained", "Dostawy policzono zgodnie z zamówieniem z trzech magazynów."
                ),
            },
        ),
    ),
    BillQuestion(
        language="cs",
        site="morava",
        channel="phone",
        told_by="woman",
        subject="Vyúčtování {bill}: položka, které nerozumí",
        what_happened=(
            "Na vyúčtování je {item} za {in_question}. Smlouvu má tři roky a nikdy tam nic takového nebylo."
        ),
        wanted="Vědět, za co platí, a jestli musí.",
        options=("Vysvětlit podle smlouvy", "Službu od příštího měsíce zrušit"),
        chosen=1,
        bill="V-260304118",
        charges=(Charge("Prodloužená záruka", "249.00", "explained"),),
        words={"item": "prodloužená záruka"},
        talk=(
            Said(
                "associate",
                "call",
                "Záruka začala po třech letech zdarma. Vysvětleno, na přání zrušena od příštího měsíce.",
            ),
        ),
        resolution=Resolution(
            "explained", "Záruka byla tři roky zdarma, potom placená. Od příštího měsíce ji rušíme."
        ),
        again=(
            {
                "bill": "V-260307702",
                "item": "poplatek za upomínku",
                "charges": (Charge("Upomínka", "120.00", "corrected", "0.00"),),
                "options": ("Ověřit platbu a poplatek odečíst",),
                "chosen": 0,
                "talk": (
                    Said("associate", "call", "Platba přišla včas, jen pod jiným symbolem. Poplatek rušíme."),
                ),
                "resolution": Resolution(
                    "as_asked", "Platba přišla včas. Poplatek {taken_off} jsme odečetli."
                ),
            },
            {
                "channel": "email",
                "told_by": "any",
                "bill": "V-260309946",
                "item": "montáž, kterou nikdo neobjednal,",
                "what_happened": "Na vyúčtování je {item} za {in_question}. Spotřebič si zapojil syn sám.",
                "wanted": "Montáž z vyúčtování odečíst.",
                "options": (),
                "chosen": None,
                "charges": (Charge("Montáž", "890.00"),),
                "talk": (),
                "resolution": None,
            },
        ),
    ),
)

BILL_QUESTIONS: tuple[BillQuestion, ...] = AT_THE_HOTEL + ELSEWHERE
