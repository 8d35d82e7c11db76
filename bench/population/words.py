"""What people say at a counter, in three languages: few words often, many words hardly ever."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate

from helpdesk.folding import fold

EVERYDAY = {
    "cs": (
        "pokoj voda účet snídaně klíč reklamace boty vrácení peníze účtenka cena host recepce okno "
        "postel hluk soused výtah koupelna sprcha ručník teplá studená nefunguje rozbité špinavé pomalé "
        "drahé chybí prosí žádá čeká volal přišel napsal dnes včera zítra ráno večer v na se je za po "
        "pro od do s a že už ještě nic znovu jiný stejný nový starý první poslední parkoviště večeře "
        "minibar poplatek sleva karta hotovost rezervace"
    ),
    "pl": (
        "pokój woda rachunek śniadanie klucz reklamacja buty zwrot pieniądze paragon cena gość recepcja "
        "okno łóżko hałas sąsiad winda łazienka prysznic ręcznik ciepła zimna niedziała zepsute brudne "
        "wolne drogie brakuje prosi żąda czeka dzwonił przyszedł napisał dziś wczoraj jutro rano "
        "wieczorem w na się jest za po dla od do z i że już jeszcze nic znowu inny ten nowy stary "
        "pierwszy ostatni parking kolacja opłata rabat karta gotówka"
    ),
    "en": (
        "room water bill breakfast key complaint boots return money receipt price guest desk window bed "
        "noise neighbour lift bathroom shower towel warm cold broken dirty slow expensive missing asks "
        "wants waits called came wrote today yesterday tomorrow morning evening in on the is for after "
        "to from with and that already still nothing again other same new old first last parking dinner "
        "minibar charge discount card cash booking"
    ),
}
OFTEN = {"cs": 5, "pl": 3, "en": 2}
# Words that hardly anybody uses: names of streets, of goods, of people somebody met.
RARE_WORDS = 40_000
SENTENCES = 12_000
SUBJECTS = 4_000
SYLLABLES = [a + b for a in "bcdfghjklmnprstvz" for b in "aeiouy"]


@dataclass(frozen=True)
class Sentence:
    text: str
    folded: str


@dataclass(frozen=True)
class Phrasebook:
    """Sentences and subjects to be put together as often as needed; ``rare`` words stand in none of them."""

    rare: list[str]
    sentences: list[str]
    subjects: list[Sentence]

    @classmethod
    def made(cls, draw: random.Random) -> Phrasebook:
        rare = sorted({rare_word(draw) for _ in range(RARE_WORDS)})
        draw.shuffle(rare)
        rare, unused = rare[: len(rare) // 2], rare[len(rare) // 2 :]
        words = {language: said.split() for language, said in EVERYDAY.items()}
        # The n-th word of a language is used 1/n as often as the first.
        weights = {
            language: list(accumulate(1 / n for n in range(1, len(said) + 1)))
            for language, said in words.items()
        }

        def sentence(length: int) -> str:
            (language,) = draw.choices(list(OFTEN), list(OFTEN.values()))
            said = draw.choices(words[language], cum_weights=weights[language], k=length)
            said[draw.randrange(length)] = draw.choice(rare)
            return " ".join(said).capitalize()

        subjects = [sentence(draw.randint(3, 6)) for _ in range(SUBJECTS)]
        return cls(
            unused,
            [f"{sentence(draw.randint(5, 12))}." for _ in range(SENTENCES)],
            [Sentence(text, fold(text)) for text in subjects],
        )


def rare_word(draw: random.Random) -> str:
    return "".join(draw.choices(SYLLABLES, k=draw.randint(2, 5)))
