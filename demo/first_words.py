"""What the customer hears first when nobody knows yet: that somebody will find out."""

from collections.abc import Mapping
from dataclasses import replace

from demo.case import Case, CaseT, Said
from demo.places import LANGUAGES, Language

_WRITTEN: Mapping[Language, str] = {
    "cs": "Dobrý den, {to}, děkujeme za zprávu. Ověřujeme, co se stalo, a ozveme se s odpovědí.",
    "pl": "Dzień dobry, {to}, dziękujemy za wiadomość. Sprawdzamy, co się stało, i wrócimy z odpowiedzią.",
    "en": "Dear {to}, thank you for telling us. We are finding out what happened and will write again.",
}
_SPOKEN: Mapping[Language, str] = {
    "cs": "Slíbeno, že to zjistíme a ozveme se.",
    "pl": "Obiecano, że sprawdzimy i wrócimy z odpowiedzią.",
}


def with_first_word(case: CaseT) -> CaseT:
    """The same case, and the customer has heard from somebody when so far there were only notes."""
    if case.resolution is not None or not case.talk or any(said.how != "note" for said in case.talk):
        return case
    return replace(case, talk=(_first_word(case), *case.talk))


def _first_word(case: Case) -> Said:
    if case.channel in ("email", "web"):
        return Said("associate", "reply", _WRITTEN[case.language])
    return Said("associate", "visit", _SPOKEN[LANGUAGES[case.site]])
