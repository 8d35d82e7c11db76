"""The catalogues: ``locale/<language>/LC_MESSAGES/django.po``."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from helpdesk.translations.extraction import ROOT, template_catalog

LOCALE = ROOT / "locale"
LANGUAGES = ["cs", "pl"]


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", project="Courtesy Desk", fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def update(language: str) -> Catalog:
    """Bring a catalogue up to date with the sources; strings that are gone are dropped."""
    catalog = read(language)
    first_made = catalog.creation_date
    catalog.update(template_catalog(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    # Only a changed string may change the file.
    catalog.creation_date = catalog.revision_date = first_made
    catalog.header_comment = f"# Courtesy Desk, {catalog.locale_identifier}"
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    with path_of(language).open("wb") as target:
        write_po(target, catalog, width=110, sort_output=True, include_previous=False, include_lineno=False)
    return catalog


def complaints(language: str) -> Iterator[str]:
    """What is missing, unsure or wrong in a catalogue, a sentence each."""
    catalog, sources = read(language), template_catalog()
    for wanted in sources:
        if not wanted.id:
            continue
        message = catalog.get(wanted.id, wanted.context)
        if message is None or not is_complete(message):
            yield f"{language}: not translated: {shown(wanted)}"
        elif message.fuzzy:
            yield f"{language}: fuzzy: {shown(wanted)}"
        else:
            for error in message.check(catalog):
                yield f"{language}: {error}: {shown(wanted)}"
    for message in catalog:
        if message.id and sources.get(message.id, message.context) is None:
            yield f"{language}: no longer in the sources: {shown(message)}"


def is_complete(message: Message) -> bool:
    strings = message.string if isinstance(message.string, list | tuple) else [message.string]
    return bool(strings) and all(strings)


def shown(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return repr(text if not message.context else f"{message.context}: {text}")


def compile_all() -> int:
    """Write the ``.mo`` files that are older than their catalogues. Returns how many."""
    written = 0
    for language in LANGUAGES:
        source, target = path_of(language), path_of(language).with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        temporary = target.with_suffix(".tmp")
        with temporary.open("wb") as out:
            write_mo(out, read(language))
        temporary.replace(target)
        written += 1
    return written
