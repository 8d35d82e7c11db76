"""What of a form is kept, and under which words a list shows it."""

import json
import re
from collections.abc import Iterable, Mapping

from helpdesk.drafts.models import LONGEST_LABEL

Contents = dict[str, list[str]]

# Named by the product, not typed by anybody; and what nobody may find here.
RESERVED = {"csrfmiddlewaretoken", "draft_token", "draft_seq", "draft_leaving"}
SECRET = "password"  # noqa: S105  # part of a field's name

# PostgreSQL keeps neither NUL nor half a surrogate pair in JSON, and nobody can type them.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def contents_of(lists: Iterable[tuple[str, Iterable[str]]]) -> Contents:
    """The fields worth keeping of ``QueryDict.lists()``: no tokens, no passwords, only storable text."""
    kept: Contents = {}
    for name, values in lists:
        if name in RESERVED or SECRET in name.lower():
            continue
        kept.setdefault(storable(name), []).extend(storable(value) for value in values)
    return kept


def storable(text: str) -> str:
    return _UNKEEPABLE.sub("", text)


def size_of(contents: Mapping[str, list[str]]) -> int:
    """Bytes of the contents as JSON in UTF-8."""
    return len(json.dumps(contents, ensure_ascii=False).encode())


def label_of(contents: Mapping[str, list[str]], *, fields: Iterable[str]) -> str:
    """The first words of the first of these fields that has any; empty when none has."""
    for name in fields:
        words = " ".join(" ".join(contents.get(name, [])).split())
        if words:
            return words if len(words) <= LONGEST_LABEL else f"{words[: LONGEST_LABEL - 1]}…"
    return ""
