"""What people write into cells: languages, channels, yes and no, several addresses in one."""

import re
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from customers.enums import Channel
from helpdesk.folding import fold, fold_reference

LANGUAGE_WORDS = {
    "en": "en eng gb uk us english anglictina anglicky angielski",
    "cs": "cs cz cze ces czech cestina cesky czeski",
    "pl": "pl pol polish polstina polsky polski",
}
CHANNEL_WORDS = {
    Channel.IN_PERSON: "person personally osobne osobiscie",
    Channel.PHONE: "phone telephone call sms mobile tel telefon telefonicky telefonicznie mobil",
    Channel.EMAIL: "email mail emailem mailem mejl mejlem",
    Channel.WEB: "web website internet www",
    Channel.LETTER: "letter post mail-letter dopis posta list poczta listownie",
}
YES_WORDS = "yes y true 1 x vip ano a tak t pravda prawda"
NO_WORDS = "no n false 0 ne nie nepravda falsz"
TICKS = {"✓", "✔", "☑", "*", "+"}
YES, NO = _("yes"), _("no")
DASHES = {"-", "–", "—"}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# Soft hyphen, zero-width space, byte order mark.
UNSEEN = re.compile("[\u00ad\u200b\ufeff]")
NO_NUMBER = re.compile(r"|0+|x+|na|nan|none|null|nil|no|ne|nie|neni|zadne|brak|unknown")
# Not "/" and not " ", which stand inside phone numbers.
SEVERAL = re.compile(r"[;,|\r\n]+")


@cache
def languages() -> dict[str, str]:
    known = {word: code for code, words in LANGUAGE_WORDS.items() for word in words.split()}
    for reader, _name in settings.LANGUAGES:
        with translation.override(reader):
            known |= {fold(str(name)): code for code, name in settings.LANGUAGES}
    return known


@cache
def channels() -> dict[str, Channel]:
    known = {word: channel for channel, words in CHANNEL_WORDS.items() for word in words.split()}
    known |= {channel.value: channel for channel in Channel}
    for reader, _name in settings.LANGUAGES:
        with translation.override(reader):
            known |= {fold(str(channel.label)): channel for channel in Channel}
    return known


@cache
def answers() -> dict[str, bool]:
    known = dict.fromkeys(YES_WORDS.split(), True) | dict.fromkeys(NO_WORDS.split(), False)
    for reader, _name in settings.LANGUAGES:
        with translation.override(reader):
            known |= {fold(str(YES)): True, fold(str(NO)): False}
    return known


def language_of(text: str) -> str | None:
    """The code of a language of the desk, from its code, region and all, or its name; None for any other."""
    folded = fold(text)
    return languages().get(folded) or languages().get(re.split(r"[-_]", folded)[0])


def channel_of(text: str) -> Channel | None:
    return channels().get(fold(text)) or channels().get(fold(text).replace("-", ""))


def yes_or_no(text: str) -> bool | None:
    """None when it says neither."""
    if text.strip() in TICKS:
        return True
    return answers().get(fold(text))


def several(text: str) -> list[str]:
    """The addresses or numbers in one cell, each once."""
    return list(dict.fromkeys(part.strip() for part in SEVERAL.split(text) if part.strip()))


def names_nobody(number: str) -> bool:
    """Whether it stands for "there is none" where a card or customer number is asked for."""
    return NO_NUMBER.fullmatch(fold_reference(number)) is not None


def one_line(text: str) -> str:
    """Without control characters, signs nobody sees and surplus space; "" for a dash, which means nothing."""
    plain = " ".join(UNSEEN.sub("", CONTROL.sub(" ", text)).split())
    return "" if plain in DASHES else plain
