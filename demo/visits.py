"""The checklist of Hotel Vltava, and what mystery visitors saw there. All of it is invented."""

from dataclasses import dataclass
from datetime import timedelta

from surveys.domain.checklist_content import Answers, Given, Item, Section
from surveys.domain.mystery_visit import Visitor
from surveys.enums import ItemType

CHECKLIST = "Front desk, from arrival to departure"

SECTIONS: tuple[Section, ...] = (
    Section(
        "d0000001",
        {"en": "Arrival", "cs": "Příjezd", "pl": "Przyjazd"},
        (
            Item(
                "d0000011",
                ItemType.YES_NO,
                {
                    "en": "Did somebody greet you within a minute?",
                    "cs": "Pozdravil vás někdo do minuty?",
                    "pl": "Czy ktoś powitał Cię w ciągu minuty?",
                },
                2,
            ),
            Item(
                "d0000012",
                ItemType.MARK,
                {
                    "en": "How much did you feel expected?",
                    "cs": "Jak moc jste měli pocit, že vás čekají?",
                    "pl": "Na ile czuło się, że jesteś oczekiwany?",
                },
                2,
            ),
            Item(
                "d0000013",
                ItemType.YES_NO,
                {
                    "en": "Were you told when and where there is breakfast?",
                    "cs": "Řekli vám, kdy a kde je snídaně?",
                    "pl": "Czy powiedziano Ci, kiedy i gdzie jest śniadanie?",
                },
            ),
        ),
    ),
    Section(
        "d0000002",
        {"en": "A wish", "cs": "Přání", "pl": "Prośba"},
        (
            Item(
                "d0000021",
                ItemType.YES_NO,
                {
                    "en": "Ask for something the desk cannot know. Did they offer to find out?",
                    "cs": "Zeptejte se na něco, co recepce nemůže vědět. Nabídli, že to zjistí?",
                    "pl": "Zapytaj o coś, czego recepcja nie może wiedzieć. Czy zaproponowano sprawdzenie?",
                },
                3,
            ),
            Item(
                "d0000022",
                ItemType.YES_NO,
                {
                    "en": "Did you hear back by the time they promised?",
                    "cs": "Ozvali se do doby, kterou slíbili?",
                    "pl": "Czy odezwano się w obiecanym czasie?",
                },
                3,
            ),
            Item(
                "d0000023",
                ItemType.TEXT,
                {
                    "en": "What did you ask, and what did they say?",
                    "cs": "Na co jste se ptali a co řekli?",
                    "pl": "O co zapytano i co odpowiedziano?",
                },
            ),
        ),
    ),
    Section(
        "d0000003",
        {"en": "Departure", "cs": "Odjezd", "pl": "Wyjazd"},
        (
            Item(
                "d0000031",
                ItemType.YES_NO,
                {
                    "en": "Was the bill right, and explained?",
                    "cs": "Byl účet správně a vysvětlili vám ho?",
                    "pl": "Czy rachunek był poprawny i wyjaśniony?",
                },
                2,
            ),
            Item(
                "d0000032",
                ItemType.MARK,
                {
                    "en": "How warm was the goodbye?",
                    "cs": "Jak vřelé bylo rozloučení?",
                    "pl": "Jak serdeczne było pożegnanie?",
                },
            ),
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Planned from so many days ago for three days; submitted, or not yet."""

    visitor: Visitor
    ago: timedelta
    answers: Answers | None = None
    remarks: str = ""


VISITS: tuple[Visit, ...] = (
    Visit(
        visitor=Visitor("Theodora Lindgren", "theodora.lindgren@courtesy.example", "en"),
        ago=timedelta(days=44),
        answers={
            "d0000011": Given("no", "Three minutes. Both were on the telephone."),
            "d0000012": Given("3"),
            "d0000013": Given("yes"),
            "d0000021": Given("yes"),
            "d0000022": Given("no", "I asked again the next morning."),
            "d0000023": Given("Whether the castle is open on the holiday. “I'll find out.” Then nothing."),
            "d0000031": Given("yes"),
            "d0000032": Given("4"),
        },
        remarks="Kind people, one too few of them.",
    ),
    Visit(
        visitor=Visitor("Bořivoj Anděl", "borivoj.andel@courtesy.example", "cs"),
        ago=timedelta(days=9),
        answers={
            "d0000011": Given("yes"),
            "d0000012": Given("5", "Věděli, že jedeme vlakem, a poslali někoho s deštníkem."),
            "d0000013": Given("no"),
            "d0000021": Given("yes"),
            "d0000022": Given("yes", "Vzkaz na pokoji za hodinu."),
            "d0000023": Given("Kde se dá v neděli večer opravit brýle. Našli to do hodiny."),
            "d0000031": Given("na", "Účet platila firma."),
            "d0000032": Given("5"),
        },
        remarks="O snídani jsme se dozvěděli až ve výtahu.",
    ),
    Visit(
        visitor=Visitor("Ludmiła Zając", "ludmila.zajac@courtesy.example", "pl"),
        ago=timedelta(days=1),
    ),
)
