from __future__ import annotations

from typing import Any

from django import forms

from customers.domain.customer import FACTS
from customers.models import Customer


class MergeForm(forms.Form):
    """Which of two is kept, and of every fact in which they differ, whose it is."""

    def __init__(self, *args: Any, one: Customer, other: Customer, proposed: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one, str(other.pk): other}
        choices = [(number, str(person)) for number, person in self.people.items()]
        self.fields["keep"] = forms.ChoiceField(choices=choices, initial=str(proposed.pk))
        self.facts = [name for name in FACTS if getattr(one, name) != getattr(other, name)]
        for name in self.facts:
            # What only one of them has is kept.
            holder = proposed if getattr(proposed, name) else next(p for p in (one, other) if p != proposed)
            self.fields[name] = forms.ChoiceField(choices=choices, initial=str(holder.pk), required=False)

    @property
    def kept(self) -> Customer:
        return self.people[self.cleaned_data["keep"]]

    @property
    def merged(self) -> Customer:
        return next(person for person in self.people.values() if person != self.kept)

    @property
    def choose(self) -> set[str]:
        """The facts that are taken from the one who goes."""
        return {name for name in self.facts if self.cleaned_data.get(name) == str(self.merged.pk)}
