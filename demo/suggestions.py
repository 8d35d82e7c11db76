"""Suggestions: what customers would do better, and what became of it."""

from dataclasses import dataclass
from typing import Literal

from demo.case import Case, Resolution, Said


@dataclass(frozen=True, kw_only=True)
class Suggestion(Case):
    concerns: Literal[
        "service",
        "goods",
        "food",
        "rooms",
        "prices",
        "opening_hours",
        "website",
        "accessibility",
        "other",
    ]
    forwarded_to: str = ""
    result: Literal["", "considered", "taken_up", "in_part", "not_taken_up", "known"] = ""
    result_note: str = ""


SUGGESTIONS: tuple[Suggestion, ...] = (
    Suggestion(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="woman",
        subject="{Thing} by pomohla každému hostovi",
        what_happened="Při odjezdu navrhuje: {idea}. Prý to viděla v každém hotelu ve Vídni.",
        wanted="Aby se to dostalo k někomu, kdo rozhoduje.",
        concerns="rooms",
        forwarded_to="Provoz hotelu",
        result="taken_up",
        result_note="Objednáno pro všechny pokoje.",
        words={"Thing": "Nabíječka u postele", "idea": "zásuvku s nabíječkou na obě strany postele"},
        talk=(
            Said("associate", "visit", "Poděkováno, předáno dál, do dvou týdnů dáme vědět."),
            Said("associate", "note", "Provoz souhlasí, dodávka za měsíc."),
        ),
        resolution=Resolution("as_asked", "Děkujeme za nápad. Zásuvky jsme objednali do všech pokojů."),
        again=(
            {
                "Thing": "Police ve sprše",
                "idea": "malou polici do sprchy, ať nemusí být šampon na zemi",
                "result": "in_part",
                "result_note": "Zatím ve druhém patře.",
                "talk": (Said("associate", "visit", "Poděkováno, předáno dál, do dvou týdnů dáme vědět."),),
                "resolution": Resolution(
                    "alternative", "Děkujeme za nápad. Začínáme ve druhém patře, zbytek po rekonstrukci."
                ),
            },
        ),
    ),
    Suggestion(
        language="en",
        site="vltava",
        channel="email",
        subject="Breakfast {when} for early trains",
        what_happened="Half of our table had an early train and left hungry. Why not serve {when}?",
        wanted="At least coffee and something to take away.",
        concerns="food",
        forwarded_to="Restaurace",
        result="considered",
        words={"when": "from six"},
        talk=(
            Said("associate", "reply", "Dear {to}, thank you. The restaurant decides this week."),
            Said("associate", "note", "Kuchyně zkusí od června ranní pult s kávou od 5:30."),
        ),
        resolution=Resolution(
            "alternative", "From June there will be a counter with coffee and rolls from half past five."
        ),
        again=(
            {
                "when": "on the terrace",
                "subject": "Breakfast {when} in summer",
                "what_happened": "All morning the terrace is empty and we sit inside. Why not serve {when}?",
                "wanted": "A table outside in the sun.",
                "talk": (),
                "resolution": None,
            },
        ),
    ),
    Suggestion(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="man",
        subject="Kasa dla osób {who}",
        what_happened="Proponuje jedną kasę dla osób {who}. Sam stał w kolejce czterdzieści minut.",
        wanted="Kasy z krzesłem i niższą ladą.",
        concerns="accessibility",
        forwarded_to="Kierownik sklepu",
        result="taken_up",
        result_note="Kasa numer 4, od poniedziałku.",
        words={"who": "o kulach i na wózkach"},
        talk=(
            Said("associate", "visit", "Podziękowano, przekazano kierownikowi. Odpowiedź w tym tygodniu."),
        ),
        resolution=Resolution("as_asked", "Od poniedziałku taka jest kasa numer 4. Dziękujemy."),
        again=(
            {
                "who": "z małymi dziećmi",
                "wanted": "Kasy bez słodyczy na wysokości oczu dziecka.",
                "result": "not_taken_up",
                "result_note": "Przy każdej kasie są te same półki.",
                "talk": (Said("associate", "visit", "Podziękowano, przekazano kierownikowi."),),
                "resolution": Resolution(
                    "explained", "Osobnej kasy nie będzie, ale słodycze przesuwamy na wyższe półki."
                ),
            },
        ),
    ),
    Suggestion(
        language="pl",
        site="wisla",
        channel="web",
        told_by="woman",
        subject="Strona: {what}",
        what_happened="Na stronie nie ma czegoś tak prostego jak {what}. Zawsze muszę dzwonić.",
        wanted="Żeby ktoś to dodał.",
        concerns="website",
        forwarded_to="Sklep internetowy",
        result="known",
        result_note="W planie na jesień.",
        words={"what": "stan na półce w sklepie"},
        talk=(
            Said("associate", "reply", "Dzień dobry, {to}, to już w planie, na jesień. Dziękujemy za głos."),
        ),
        resolution=Resolution("explained", "Pracujemy nad tym, będzie jesienią."),
        again=(
            {
                "what": "wymiary w centymetrach",
                "forwarded_to": "",
                "result": "",
                "result_note": "",
                "talk": (),
                "resolution": None,
            },
        ),
    ),
    Suggestion(
        language="cs",
        site="morava",
        channel="phone",
        told_by="man",
        subject="Linka: {what}",
        what_happened="Volal třikrát a pokaždé slyšel tutéž písničku. Navrhuje {what}.",
        wanted="Aby to další nemuseli poslouchat.",
        concerns="service",
        forwarded_to="Vedoucí linky",
        result="considered",
        words={"what": "čas čekání místo hudby"},
        talk=(Said("associate", "call", "Poděkováno, předáno vedoucí linky."),),
        resolution=Resolution("explained", "Předali jsme to vedoucí linky, rozhodne se do konce měsíce."),
        again=(
            {
                "channel": "email",
                "what": "zavolat zpátky místo čekání",
                "what_happened": "Volám potřetí a zase jsem pátý v pořadí. Radši zavolejte zpátky.",
                "result": "taken_up",
                "result_note": "Od prvního.",
                "talk": (Said("associate", "reply", "Dobrý den, {to}, od prvního to tak bude. Děkujeme."),),
                "resolution": Resolution("as_asked", "Od prvního voláme zpátky každému, kdo o to požádá."),
            },
        ),
    ),
    Suggestion(
        language="en",
        site="wisla",
        channel="in_person",
        subject="{Where}: a sign in English",
        what_happened="Went round the shop twice before finding the {what}. Suggests a sign in English.",
        wanted="A sign, so that the next visitor does not have to ask.",
        concerns="service",
        forwarded_to="Kierownik sklepu",
        result="taken_up",
        result_note="Znaki po angielsku przy wejściu i na schodach.",
        words={"Where": "Fitting rooms", "what": "fitting rooms"},
        talk=(Said("associate", "visit", "Thanked and passed on; the manager likes it."),),
        resolution=Resolution("as_asked", "There are signs in English now. Thank you."),
        again=(
            {
                "Where": "Returns desk",
                "what": "returns desk",
                "result": "",
                "result_note": "",
                "forwarded_to": "",
                "talk": (Said("associate", "visit", "Thanked; it will be passed on with the other signs."),),
                "resolution": None,
            },
        ),
    ),
)
