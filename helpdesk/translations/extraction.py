"""Taking every translatable string out of the code and the templates."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = ["helpdesk", "customers", "tickets", "surveys"]
TEMPLATES = ["templates"]

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "_now": None,
}

Found = tuple[int, str | tuple[str, ...], list[str], str | None]


def extract_template(source: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Found]:
    """Strings of a Django template: Django turns it into calls of gettext, Babel reads those."""
    lines = templatize(source.read().decode()).splitlines()
    # What was the indentation of a page would be wrong indentation in Python.
    python = "\n".join(line.lstrip() for line in lines)
    yield from extract_python(BytesIO(python.encode()), keywords, comment_tags, options)


def sources() -> Iterator[tuple[Path, Any]]:
    for folder in PYTHON:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not {"migrations", "tests"} & set(path.parts):
                yield path, "python"
    for folder in TEMPLATES:
        for pattern in ("*.html", "*.txt"):
            for path in sorted((ROOT / folder).rglob(pattern)):
                yield path, extract_template


def template_catalog(files: Iterable[tuple[Path, Any]] | None = None) -> Catalog:
    """All strings of the product with the places they stand in, without translations."""
    catalog = Catalog(project="Courtesy Desk", charset="utf-8")
    for path, method in files if files is not None else sources():
        with path.open("rb") as source:
            for line, message, comments, context in extract(method, source, KEYWORDS, ["Translators:"]):
                catalog.add(
                    message,
                    locations=[(str(path.relative_to(ROOT)), line)],
                    auto_comments=comments,
                    context=context,
                    flags=["python-format"] if is_python_format(message) else [],
                )
    return catalog


def is_python_format(message: Any) -> bool:
    return "%(" in (message if isinstance(message, str) else " ".join(message))
