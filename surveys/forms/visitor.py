"""What a mystery visitor fills in: one field for each item of the checklist, and a note beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.domain.checklist_content import NO, NOT_APPLICABLE, OFFERED, YES, Given, Item, Section, items_of

LONGEST_NOTE = 1000
LONGEST_TEXT = 4000


class VisitorForm(forms.Form):
    """Nothing has to be there to be saved; ``say_missing`` is for whoever submits."""

    remarks = forms.CharField(
        label=gettext_lazy("Anything else you want to tell us?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_TEXT,
        required=False,
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items_of(sections)
        for item in self.items:
            self.fields[f"a-{item.key}"] = answer_field(item)
            if item.counts:
                self.fields[f"n-{item.key}"] = forms.CharField(
                    label=_("Note"),
                    required=False,
                    max_length=LONGEST_NOTE,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )

    @property
    def answers(self) -> dict[str, Given]:
        said = self.cleaned_data
        return {
            item.key: Given(said.get(f"a-{item.key}", ""), said.get(f"n-{item.key}", ""))
            for item in self.items
        }

    def say_missing(self, items: Iterable[Item]) -> None:
        for item in items:
            self.add_error(f"a-{item.key}", _("Please answer this, or say that it does not apply."))


def answer_field(item: Item) -> forms.Field:
    if not item.counts:
        return forms.CharField(
            required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
        )
    return forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        choices=[(value, label_of(value)) for value in OFFERED[item.type]],
    )


def label_of(value: str) -> str:
    """What an answer is called; a mark is its number."""
    return {YES: _("Yes"), NO: _("No"), NOT_APPLICABLE: _("Does not apply")}.get(value, value)


def typed(answers: dict[str, Given], *, remarks: str) -> dict[str, str]:
    """What was saved, as the form shows it again."""
    said = {"remarks": remarks}
    for key, given in answers.items():
        said |= {f"a-{key}": given.value, f"n-{key}": given.note}
    return said
