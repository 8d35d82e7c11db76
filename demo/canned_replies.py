"""Words the teams use again and again, in three languages, with their variables."""

from collections.abc import Mapping
from dataclasses import dataclass

from demo.places import Language, SiteKey


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Of the team at the site, or with `owner`, the left side of an e-mail address, of one person."""

    name: str
    shortcut: str
    texts: Mapping[Language, str]
    team: tuple[SiteKey, str] | None = None
    owner: str = ""


REPLIES: tuple[Reply, ...] = (
    Reply(
        name="Thank you for telling us",
        shortcut="thanks",
        team=("vltava", "front_desk"),
        texts={
            "en": """Dear {customer},

thank you for telling us. We have written it down as {ticket} and will come back to you today.

{signature}""",
            "cs": """Dobrý den,

děkujeme, že jste nám to řekli. Máme to zapsané pod číslem {ticket} a ještě dnes se ozveme.

{signature}""",
            "pl": """Dzień dobry,

dziękujemy za wiadomość. Sprawa ma numer {ticket}; odezwiemy się jeszcze dziś.

{signature}""",
        },
    ),
    Reply(
        name="Another room is ready",
        shortcut="room",
        team=("vltava", "front_desk"),
        texts={
            "en": """Dear {customer},

your new room is ready. Please call at the front desk whenever it suits you; we will carry your \
luggage. I am sorry for the trouble.

{signature}""",
            "cs": """Dobrý den,

nový pokoj je připraven. Zastavte se na recepci, kdykoli se vám to hodí, zavazadla přeneseme. Omlouváme \
se za nepříjemnosti.

{signature}""",
            "pl": """Dzień dobry,

nowy pokój jest gotowy. Zapraszamy do recepcji o dowolnej porze, bagaże przeniesiemy. Przepraszamy za \
kłopot.

{signature}""",
        },
    ),
    Reply(
        name="The bill, line by line",
        shortcut="bill",
        team=("vltava", "front_desk"),
        texts={
            "en": """Dear {customer},

I have gone through your bill line by line. Here is what each charge is for:

- …

If one of them is not yours, answer this letter and I will take it off. Your case is {ticket}.

{signature}""",
            "cs": """Dobrý den,

prošli jsme váš účet řádek po řádku. Tady je, za co jednotlivé položky jsou:

- …

Pokud některá není vaše, odpovězte na tento e-mail a odečteme ji. Váš případ má číslo {ticket}.

{signature}""",
            "pl": """Dzień dobry,

przejrzeliśmy rachunek pozycja po pozycji. Oto, czego dotyczą:

- …

Jeśli któraś nie jest Państwa, prosimy odpowiedzieć na tę wiadomość, a ją odliczymy. Numer sprawy: {ticket}.

{signature}""",
        },
    ),
    Reply(
        name="The refund is on its way",
        shortcut="refund",
        team=("wisla", "returns_desk"),
        texts={
            "en": """Dear {customer},

we have sent your money back the way you paid. The bank may need two working days. If it is not there \
by then, tell us the number {ticket}.

{signature}""",
            "cs": """Dobrý den,

peníze jsme poslali zpět stejnou cestou, jakou jste platili. Bance to může trvat dva pracovní dny. \
Kdyby do té doby nedorazily, ozvěte se a uveďte číslo {ticket}.

{signature}""",
            "pl": """Dzień dobry,

pieniądze wysłaliśmy tą samą drogą, którą Państwo zapłacili. Bank może potrzebować dwóch dni roboczych. \
Gdyby do tego czasu nie dotarły, prosimy o kontakt z numerem {ticket}.

{signature}""",
        },
    ),
    Reply(
        name="We need the receipt",
        shortcut="receipt",
        team=("wisla", "returns_desk"),
        texts={
            "en": """Dear {customer},

to give you your money back we need one of these: the receipt, the number of the order, or the last \
four digits of the card. A photograph is enough.

{signature}""",
            "cs": """Dobrý den,

abychom vám mohli vrátit peníze, potřebujeme jedno z toho: účtenku, číslo objednávky nebo poslední \
čtyři číslice karty. Stačí fotografie.

{signature}""",
            "pl": """Dzień dobry,

żeby oddać pieniądze, potrzebujemy jednej z tych rzeczy: paragonu, numeru zamówienia albo ostatnich \
czterech cyfr karty. Wystarczy zdjęcie.

{signature}""",
        },
    ),
    Reply(
        name="I will ring you back",
        shortcut="call",
        team=("morava", "phone_team"),
        texts={
            "en": """Dear {customer},

I could not reach you by phone. I will try again tomorrow morning; if another time suits you better, \
just answer this letter.

{signature}""",
            "cs": """Dobrý den,

telefonicky se mi vás nepodařilo zastihnout. Zkusím to znovu zítra dopoledne; pokud se vám hodí jiná \
doba, stačí odpovědět na tento e-mail.

{signature}""",
            "pl": """Dzień dobry,

nie udało mi się Państwa zastać pod telefonem. Spróbuję ponownie jutro przed południem; jeśli pasuje \
inna pora, wystarczy odpowiedzieć na tę wiadomość.

{signature}""",
        },
    ),
    Reply(
        name="The parcel is here",
        shortcut="parcel",
        team=("morava", "email_team"),
        texts={
            "en": """Dear {customer},

your parcel has come back to us. We are checking it and will send the money within three days. Your \
case is {ticket}.

{signature}""",
            "cs": """Dobrý den,

vaše zásilka k nám dorazila. Kontrolujeme ji a do tří dnů odešleme peníze. Váš případ má číslo {ticket}.

{signature}""",
            "pl": """Dzień dobry,

Państwa paczka do nas wróciła. Sprawdzamy ją i w ciągu trzech dni wyślemy pieniądze. Numer sprawy: {ticket}.

{signature}""",
        },
    ),
    Reply(
        name="Have a good journey",
        shortcut="journey",
        owner="alena",
        texts={
            "en": """Dear {customer},

it is all settled. Have a good journey home, and come and see us at {site} again.

{signature}""",
            "cs": """Dobrý den,

všechno je vyřízeno. Šťastnou cestu domů, a kdykoli se budete chtít vrátit, {site} vás rád uvítá.

{signature}""",
            "pl": """Dzień dobry,

wszystko załatwione. Szczęśliwej drogi do domu, a gdy zechcą Państwo wrócić, {site} chętnie ugości \
Państwa znowu.

{signature}""",
        },
    ),
)
