"""The fields of a form as what they are, to fill their choices when the form is made."""

from typing import TypeVar

from django import forms

FieldT = TypeVar("FieldT", bound=forms.Field)


def field_of(form: forms.BaseForm, name: str, expected: type[FieldT]) -> FieldT:
    """The form's field ``name``. Raises ``KeyError`` without one, ``TypeError`` for one of another sort."""
    field = form.fields[name]
    if not isinstance(field, expected):
        raise TypeError(f"{name} is not a {expected.__name__}.")
    return field
