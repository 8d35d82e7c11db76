"""What figures about promises are asked for: a time, a site, a target, and what they are told apart by."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User
from tickets.domain.attainment import Grouping, Scope, Standing
from tickets.domain.attainment_lists import Place
from tickets.enums import Target
from tickets.forms.period import PeriodForm, group_in


class AttainmentForm(PeriodForm):
    """Which clocks: when they were due, of which site and target."""

    groupings = Grouping
    further = {"target": dict(Target.choices)}

    target = forms.ChoiceField(
        label=_("Target"), required=False, choices=[("", _("All targets")), *Target.choices]
    )

    def __init__(self, query: QueryDict, *, user: User, today: date) -> None:
        super().__init__(query, user=user, today=today)
        self.fields["since"].label, self.fields["until"].label = _("Due from"), _("Due until")

    @property
    def scope(self) -> Scope:
        """Of a form that is right."""
        since, until = self.period
        return Scope(since, until, site=self.site_number, target=self.cleaned_data["target"])

    @property
    def by_what(self) -> Grouping:
        return Grouping(self.cleaned_data["by"])


class ClocksForm(AttainmentForm):
    """What a list of clocks is asked for: also which of them (``is``), and ``of`` which group."""

    of = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, query: QueryDict, *, user: User, today: date) -> None:
        super().__init__(query, user=user, today=today)
        self.fields["is"] = forms.ChoiceField(
            label=_("Which"), required=False, choices=[("", _("All decided")), *Standing.choices]
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["place"] = group_in(said, make=lambda by, key: Place(Grouping(by), key))
        return said

    @property
    def place(self) -> Place | None:
        place: Place | None = self.cleaned_data["place"]
        return place

    @property
    def standing(self) -> Standing | None:
        return Standing(self.cleaned_data["is"]) if self.cleaned_data["is"] else None
