"""Cells of CSV files: nothing in them may run when somebody opens the file in a spreadsheet."""

import re

# What a spreadsheet takes for a formula, whatever space or apostrophes come before it.
FORMULA = re.compile(r"[\s']*[=+\-@\t\r]")
# Telephone numbers begin like one and can do nothing.
NUMBERS = re.compile(r"\+\d[\d ().-]*(; \+\d[\d ().-]*)*")
GUARDED = re.compile(r"'[\s']*[=+\-@\t\r]")


def guard(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would take it for a formula (OWASP)."""
    if FORMULA.match(text) and not NUMBERS.fullmatch(text):
        return f"'{text}"
    return text


def unguard(text: str) -> str:
    """What ``guard`` was given."""
    return text[1:] if GUARDED.match(text) else text


class Echo:
    """A file for ``csv.writer`` that hands each row back instead of keeping it."""

    def write(self, row: str) -> str:
        return row


def separator_of(language: str) -> str:
    """What parts the columns where the language is spoken: a comma there stands inside numbers."""
    return "," if language == "en" else ";"
