"""What the last shift promised, what it wrote to the next one, and the words it marked tickets with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from demo.places import SiteKey
from tickets.enums import MessageType


@dataclass(frozen=True, kw_only=True)
class Promise:
    """Of an open case of that kind at that site. `due_in` is counted from now: below zero it is late.

    `told`: it was kept, and the customer was told this. `gave_up`: it was called off, and why.
    """

    site: SiteKey
    kind: str
    text: str
    due_in: timedelta
    told: str = ""
    how: MessageType | None = None
    gave_up: str = ""


@dataclass(frozen=True, kw_only=True)
class Note:
    """`team`: of which; empty for the whole site. `ago`: when it was written."""

    site: SiteKey
    team: str
    text: str
    ago: timedelta


def hours(number: float) -> timedelta:
    return timedelta(minutes=round(number * 60))


PROMISES = (
    Promise(
        site="vltava",
        kind="room_change",
        text="Zavoláme na pokoj, až technik změří teplotu vody.",
        due_in=hours(-0.6),
    ),
    Promise(
        site="vltava",
        kind="room_change",
        text="Ověříme u housekeepingu, kdy bude uklizený pokoj s výhledem do dvora.",
        due_in=hours(0.4),
    ),
    Promise(
        site="vltava",
        kind="bill_question",
        text="Zjistíme v baru, kdo podepsal účet za druhou láhev.",
        due_in=hours(3),
    ),
    Promise(
        site="vltava",
        kind="complaint",
        text="Napíšeme, co se změní v noční recepci.",
        due_in=hours(20),
    ),
    Promise(
        site="vltava",
        kind="enquiry",
        text="Zeptáme se v ztrátách a nálezech na druhé patro.",
        due_in=hours(1),
        told="Šátek se našel na recepci v prvním patře, čeká v obálce se jménem.",
        how=MessageType.CALL,
    ),
    Promise(
        site="wisla",
        kind="return",
        text="Sprawdzimy w magazynie, czy jest jeszcze rozmiar 43.",
        due_in=hours(-1.2),
    ),
    Promise(
        site="wisla",
        kind="return",
        text="Oddzwonimy, kiedy serwis przyjmie ekspres do kawy.",
        due_in=hours(5),
    ),
    Promise(
        site="wisla",
        kind="price_correction",
        text="Zapytamy kierownika, od kiedy wisiała tamta cena.",
        due_in=hours(2),
        gave_up="Klientka znalazła gazetkę i cena była dobra.",
    ),
    Promise(
        site="morava",
        kind="return",
        text="Ozveme se, jakmile dopravce potvrdí svoz.",
        due_in=hours(-0.3),
    ),
    Promise(
        site="morava",
        kind="service_request",
        text="Potvrdíme hodinu, kdy technik přijede.",
        due_in=hours(18),
    ),
)

NOTES = (
    Note(
        site="vltava",
        team="front_desk",
        text="Výtah B stojí, servis přijede v šest. Hosty se zavazadly prosím doprovodit k výtahu A.",
        ago=hours(2.5),
    ),
    Note(
        site="vltava",
        team="",
        text="Zítra od devíti zkouška požárního poplachu. Hosty upozorňujeme už při příjezdu.",
        ago=hours(6),
    ),
    Note(
        site="wisla",
        team="returns_desk",
        text="Terminal przy drugiej kasie gubi połączenie. Zwroty na kartę robimy przy pierwszej.",
        ago=hours(3),
    ),
    Note(
        site="morava",
        team="phone_team",
        text="Po osmé zavolá dispečer dopravce kvůli pátečním svozům, číslo je na tabuli.",
        ago=hours(4),
    ),
)

# By the kind of case each second of which is marked with it.
TAGS: Mapping[str, str] = {
    "complaint": "Waiting time",
    "return": "Voucher",
    "price_correction": "Shelf label",
    "room_change": "Hot water",
    "bill_question": "Minibar",
    "enquiry": "Lost property",
    "service_request": "Spare part",
}
# In the vocabulary, and on no ticket yet.
SPARE_TAGS = ("Accessibility", "Online order", "Press")
