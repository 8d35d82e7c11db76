"""A piece of HTML that is drawn once and filled in for each row of a list.

A template costs as much for the fiftieth row as for the first. Here it is rendered once, with a mark in each
place that differs; a row is then no more than its values between the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

MARK = re.compile("\x01([a-z_]+)\x01")
BETWEEN = "\x02"


class Places:
    """For the template: ``{{ row.subject }}`` leaves a mark."""

    def __getitem__(self, name: str) -> str:
        return f"\x01{name}\x01"


class Pattern:
    """A template with ``row`` in it, rendered once; everything else in it comes from the context."""

    def __init__(self, template: str, context: Mapping[str, Any]) -> None:
        drawn = MARK.split(render_to_string(template, {**context, "row": Places()}))
        self._pieces, self._names = drawn[::2], drawn[1::2]

    def fill(self, values: Mapping[str, object]) -> SafeString:
        """One row. Values are escaped as in a template. Raises ``KeyError`` when one is missing."""
        parts = [self._pieces[0]]
        texts = [str(values[name]) for name in self._names]
        for text, piece in zip(escaped(texts), self._pieces[1:], strict=True):
            parts += (text, piece)
        return mark_safe("".join(parts))  # noqa: S308  # pieces from a template, values escaped


def escaped(texts: list[str]) -> list[str]:
    """Each of them, at the price of one, unless somebody typed what stands between them."""
    together = escape(BETWEEN.join(texts)).split(BETWEEN)
    return together if len(together) == len(texts) else [escape(text) for text in texts]
