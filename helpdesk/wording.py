"""Which columns people write words into."""

from collections.abc import Collection
from typing import Any

from django.db import models


def word_columns(model: type[models.Model], *, kept: Collection[str] = ()) -> list[models.Field[Any, Any]]:
    """Every column of text or JSON that has no fixed choices, but for those ``kept``.

    A new column is one of them until somebody declares that it holds no words of a person: what was
    forgotten here is erased rather than left.
    """
    of_words = (models.CharField, models.TextField, models.JSONField)
    columns = [column for column in model._meta.concrete_fields if isinstance(column, of_words)]
    return [column for column in columns if not column.choices and column.name not in kept]


def without_words(model: type[models.Model], *, kept: Collection[str] = ()) -> dict[str, Any]:
    """For ``update``: nothing in every one of its word columns."""
    return {column.name: nothing_in(column) for column in word_columns(model, kept=kept)}


def nothing_in(column: models.Field[Any, Any]) -> Any:
    if column.null:
        return None
    return column.get_default() if isinstance(column, models.JSONField) else ""
