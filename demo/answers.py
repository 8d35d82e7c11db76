"""What customers answered in surveys, and what supervisors noted after the low ones.

The comments fit any case of their `kind`, or of every kind when it is empty, and give away nobody's gender.
"""

from dataclasses import dataclass
from typing import Literal

from demo.places import Language

Kind = Literal[
    "",
    "complaint",
    "return",
    "price_correction",
    "room_change",
    "bill_question",
    "reservation",
    "enquiry",
    "suggestion",
    "service_request",
]
Fits = Literal[
    "",
    "desk",
    "reception",
    "call",
    "email",
    "new_room",
    "late_move",
    "refund",
    "voucher",
    "part",
    "refusal",
    "long",
]


@dataclass(frozen=True)
class Answer:
    """One filled-in survey; an empty comment is an answer too.

    `fits`: how the case must have gone for the words to be true; empty, anyhow.
    """

    language: Language
    score: Literal[1, 2, 3, 4, 5]
    resolved: Literal["yes", "partly", "no"]
    comment: str = ""
    kind: Kind = ""
    fits: Fits = ""


@dataclass(frozen=True)
class WorkNote:
    """What a supervisor wrote after calling or reading a customer who answered 1 or 2.

    `after`: how the comment begins that it belongs to; empty, any comment.
    """

    language: Language
    text: str
    after: str = ""


CZECH: tuple[Answer, ...] = (
    Answer("cs", 5, "yes", "Vyřešeno na místě, bez řečí. Takhle si to představuju.", "", "desk"),
    Answer("cs", 5, "yes", "Milý hlas na telefonu, děkuji.", "", "call"),
    Answer("cs", 5, "yes", "Zavolali přesně, kdy slíbili. To se dnes nevidí.", "", "call"),
    Answer("cs", 5, "yes"),
    Answer(
        "cs", 5, "yes", "Nový pokoj byl lepší než ten původní a kufry nám odnesli.", "room_change", "new_room"
    ),
    Answer("cs", 5, "yes", "Rozdíl vrátili hned, ani nechtěli vidět fotku.", "price_correction"),
    Answer("cs", 4, "yes", "Dopadlo to dobře, jen to trvalo o den déle, než bylo nutné."),
    Answer("cs", 4, "yes", "V pořádku. Příště radši e-mail místo telefonátu do práce.", "", "call"),
    Answer("cs", 4, "yes", "Peníze přišly třetí den.", "return", "refund"),
    Answer("cs", 4, "partly", "Ochota veliká, jen řešení bylo napůl."),
    Answer("cs", 4, "yes"),
    Answer(
        "cs", 3, "partly", "Omluva přišla, ale proč se to stalo, se stejně nikdo nedozvěděl.", "complaint"
    ),
    Answer("cs", 3, "partly", "Jednou mi řekli to, podruhé ono. Nakonec se to srovnalo."),
    Answer("cs", 3, "yes", "Průměr. Vyřešeno, ale bez úsměvu."),
    Answer("cs", 3, "partly", "Nabídli jen jednu možnost, volit nebylo z čeho."),
    Answer("cs", 2, "no", "Třikrát totéž vysvětlovat třem lidem je moc."),
    Answer("cs", 2, "partly", "Pokoj jsme dostali, ale až v deset večer.", "room_change", "late_move"),
    Answer("cs", 2, "no", "Peníze na účtu stále nejsou.", "return", "refund"),
    Answer("cs", 1, "no", "Nikdo nic nevyřešil, jen mi poslali tenhle dotazník."),
    Answer("cs", 1, "no", "Omluva z šablony, dokonce s cizím jménem.", "complaint"),
    Answer("cs", 1, "partly", "Rozdíl vrátili, ale předtím mi nikdo nevěřil.", "price_correction"),
)

POLISH: tuple[Answer, ...] = (
    Answer("pl", 5, "yes", "Wszystko załatwione w pięć minut. Oby tak wszędzie.", "", "desk"),
    Answer("pl", 5, "yes", "Bardzo uprzejma obsługa, dziękuję!"),
    Answer("pl", 5, "yes", "Pieniądze wróciły na kartę następnego dnia.", "return", "refund"),
    Answer("pl", 5, "yes"),
    Answer("pl", 5, "yes", "Nikt nie kłócił się o kilka złotych, po prostu oddali.", "price_correction"),
    Answer("pl", 5, "yes", "W punkcie zwrotów ktoś wie, co robi, i ma poczucie humoru.", "return", "desk"),
    Answer("pl", 4, "yes", "Dobrze, choć kolejka długa.", "", "desk"),
    Answer(
        "pl", 4, "yes", "Sprawnie. Brakowało tylko informacji, kiedy przyjdzie przelew.", "return", "refund"
    ),
    Answer("pl", 4, "yes", "Oddzwonili, wyjaśnili, przeprosili.", "complaint", "call"),
    Answer("pl", 4, "partly", "Miło, ale pieniądze byłyby lepsze niż bon.", "return", "voucher"),
    Answer("pl", 4, "yes"),
    Answer("pl", 3, "partly", "Niby załatwione, ale trzeba było przyjść drugi raz.", "", "desk"),
    Answer("pl", 3, "yes", "Ani dobrze, ani źle."),
    Answer("pl", 3, "partly", "Przeprosili, tylko nie widać, żeby coś się zmieniło.", "complaint"),
    Answer("pl", 2, "no", "Od początku było czuć, że przeszkadzam."),
    Answer("pl", 2, "partly", "Bon ważny rok to nie to samo co pieniądze.", "return", "voucher"),
    Answer(
        "pl",
        2,
        "partly",
        "Cenę poprawili, ale kasa zrobiła z tego widowisko na całą kolejkę.",
        "price_correction",
        "desk",
    ),
    Answer("pl", 1, "no", "Odmowa i koniec rozmowy. Więcej tu nie kupię.", "", "refusal"),
    Answer("pl", 1, "no", "Obiecano telefon „do jutra”. Jutro było tydzień temu.", "", "long"),
)

ENGLISH: tuple[Answer, ...] = (
    Answer("en", 5, "yes", "Somebody actually listened. Thank you."),
    Answer("en", 5, "yes", "Fast, friendly and in good English."),
    Answer("en", 5, "yes", "The new room was lovely and they carried everything.", "room_change", "new_room"),
    Answer("en", 5, "yes", "I expected an argument and got an apology."),
    Answer("en", 5, "yes"),
    Answer("en", 5, "yes", "Refund arrived before I landed at home.", "", "refund"),
    Answer("en", 4, "yes", "All good, one phone call fewer would have been perfect."),
    Answer("en", 4, "yes", "Quick answer by e-mail, clear and short.", "", "email"),
    Answer("en", 4, "partly", "Kind people, complicated rules."),
    Answer("en", 4, "yes"),
    Answer(
        "en", 5, "yes", "The bill was put right while I was still standing there.", "price_correction", "desk"
    ),
    Answer("en", 4, "yes", "Fair. They told me what they could not do, too."),
    Answer("en", 3, "partly", "The desk was helpful, but the same thing happened the next day.", "", "desk"),
    Answer("en", 3, "yes", "It worked out in the end. I had to ask three times."),
    Answer(
        "en",
        3,
        "partly",
        "Half of the difference came back. Better than nothing.",
        "price_correction",
        "part",
    ),
    Answer("en", 2, "no", "Polite words, no solution."),
    Answer(
        "en", 2, "partly", "We were moved at eleven at night with two children.", "room_change", "late_move"
    ),
    Answer("en", 2, "no", "The voucher cannot be used where I live.", "return", "voucher"),
    Answer("en", 1, "no", "Nobody came back to me. The case was closed without a word."),
    Answer("en", 1, "no", "I was told it was my own fault in front of other guests.", "", "reception"),
)

ANSWERS: tuple[Answer, ...] = CZECH + POLISH + ENGLISH

WORK_NOTES: tuple[WorkNote, ...] = (
    WorkNote(
        "cs",
        ("Zákazníkovi zavoláno, omluva přijata. Vadilo hlavně opakované vysvětlování, případ přebírám."),
        "Třikrát totéž",
    ),
    WorkNote(
        "cs", ("Slíbený hovor se neuskutečnil, protože nebyl zapsaný jako slib. Probráno na předání směny.")
    ),
    WorkNote(
        "cs", "Platba odešla pozdě kvůli špatnému číslu účtu. Opraveno, potvrzení posláno.", "Peníze na účtu"
    ),
    WorkNote(
        "cs",
        ("Šablona omluvy má jméno ručně. Upravit, ať se doplní samo, a do té doby ji nepoužívat."),
        "Omluva z šablony",
    ),
    WorkNote("cs", "Zákazník má pravdu. Zavoláno, co chybělo, je dořešeno týž den."),
    WorkNote("cs", "Nezastižen ani napodruhé. Zkusit ještě jednou po šestnácté hodině."),
    WorkNote("pl", "Rozmowa z klientem przeprowadzona, przeprosiny przyjęte."),
    WorkNote("pl", "Odmowa była zgodna z regulaminem, ale ton rozmowy nie. Omówione z zespołem.", "Odmowa"),
    WorkNote(
        "pl",
        "Sprawdzić, dlaczego nikt nie oddzwonił. Obietnic nie zapisujemy na karteczkach.",
        "Obiecano telefon",
    ),
    WorkNote(
        "pl", "Proponuję zamianę bonu na przelew, w drodze wyjątku. Czekam na numer konta.", "Bon ważny"
    ),
    WorkNote("pl", "Nie da się ustalić, o kogo chodzi. Klient nie chce kontaktu, zostawiamy.", "Od początku"),
    WorkNote(
        "en",
        (
            "Called the guest. The move was late because the room was not released in time; "
            "first night refunded."
        ),
        "We were moved",
    ),
    WorkNote(
        "en",
        ("Closed without an answer by mistake. I wrote to the customer myself the same day."),
        "Nobody came back",
    ),
    WorkNote(
        "en",
        ("Talked it over with the shift: explain at the side of the desk, never before other guests."),
        "I was told it",
    ),
)
