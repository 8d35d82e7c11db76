"""Why a few customers came back after their case had been resolved, and how it ended then."""

from collections.abc import Mapping
from dataclasses import dataclass

from demo.case import Case
from demo.complaints import Complaint
from demo.places import Language
from demo.price_corrections import PriceCorrection
from demo.returns import Return
from demo.room_changes import RoomChange


@dataclass(frozen=True)
class SecondThought:
    """What the customer says and reads in their language, and what the associate notes in the site's."""

    words: Mapping[Language, str]
    reason: Mapping[Language, str]
    explanation: Mapping[Language, str]


MONEY = SecondThought(
    words={
        "cs": "Dobrý den, peníze pořád nedorazily. Můžete se na to prosím podívat?",
        "pl": "Dzień dobry, pieniędzy nadal nie ma na koncie. Proszę to sprawdzić.",
        "en": "The money has still not arrived. Could you look into it, please?",
    },
    reason={"cs": "Peníze zákazníkovi nedorazily.", "pl": "Pieniądze nie dotarły do klienta."},
    explanation={
        "cs": "Platba uvázla u nás. Dnes odešla znovu, potvrzení přikládáme. Omlouváme se.",
        "pl": "Płatność utknęła u nas. Dziś wyszła ponownie, przesyłamy potwierdzenie. Przepraszamy.",
        "en": "The payment got stuck on our side. It left again today and the confirmation is on its way. "
        "We are sorry.",
    },
)
WINDOW = SecondThought(
    words={
        "cs": "Ten nový pokoj je lepší, jen v něm nejde zavřít okno.",
        "pl": "Nowy pokój jest lepszy, tylko okno się nie domyka.",
        "en": "The new room is better, but its window does not close.",
    },
    reason={"cs": "Okno v novém pokoji nejde zavřít."},
    explanation={
        "cs": "Technik okno opravil. Omlouváme se, že nový pokoj nebyl v pořádku hned.",
        "pl": "Technik naprawił okno. Przepraszamy, że nowy pokój nie był od razu w porządku.",
        "en": "The window has been repaired. We are sorry that the new room was not right from the start.",
    },
)
CHANGE = SecondThought(
    words={
        "cs": "Děkuji za omluvu. A co se změní, aby se to neopakovalo?",
        "pl": "Dziękuję za przeprosiny. A co się zmieni, żeby to się nie powtórzyło?",
        "en": "Thank you for the apology. And what will change so that it does not happen again?",
    },
    reason={
        "cs": "Omluva nestačí, otázka je, co se změní.",
        "pl": "Przeprosiny nie wystarczą, pytanie, co się zmieni.",
    },
    explanation={
        "cs": "Popsali jsme, co jsme změnili a kdo za to odpovídá. Za měsíc se ještě ozveme.",
        "pl": "Opisaliśmy, co zmieniliśmy i kto za to odpowiada. Za miesiąc odezwiemy się jeszcze raz.",
        "en": "We wrote down what has changed and who answers for it. We will be in touch again in a month.",
    },
)


def second_thought(case: Case) -> SecondThought | None:
    """What could bring this customer back; None when nothing fits, or when a letter would carry it."""
    if case.resolution is None or case.resolution.outcome != "as_asked" or case.channel == "letter":
        return None
    match case:
        case Return(refund_method="card" | "transfer"):
            return MONEY
        case PriceCorrection(channel="email" | "web"):
            return MONEY
        case RoomChange() if case.to_room:
            return WINDOW
        case Complaint(about="staff"):
            return CHANGE
    return None
