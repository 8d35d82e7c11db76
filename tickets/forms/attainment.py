"""What figures about promises are asked for: a time, a site, a target, and what they are told apart by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from helpdesk.form_fields import field_of
from helpdesk.staff.models import User
from tickets.domain.attainment import Grouping, Scope, Standing
from tickets.domain.attainment_lists import Place, midnight
from tickets.enums import Target
from tickets.kinds.form import YEARS, day_input

# Figures are of four weeks unless somebody asks for another time, and of a year at most.
USUAL_DAYS, MOST_DAYS = 28, 366
TOO_LONG = ngettext_lazy("At most %(days)s day at once.", "At most %(days)s days at once.", "days")


class AttainmentForm(forms.Form):
    """A form that only asks. Whatever is left out is the usual."""

    due_from = forms.DateField(label=_("Due from"), required=False, widget=day_input())
    due_to = forms.DateField(label=_("Due until"), required=False, widget=day_input())
    site = forms.ChoiceField(label=_("Site"), required=False)
    target = forms.ChoiceField(
        label=_("Target"), required=False, choices=[("", _("All targets")), *Target.choices]
    )
    by = forms.ChoiceField(choices=Grouping.choices, widget=forms.HiddenInput)

    def __init__(self, query: QueryDict, *, user: User, today: date) -> None:
        usual = {
            "due_from": str(today - timedelta(days=USUAL_DAYS - 1)),
            "due_to": str(today),
            "by": Grouping.POLICY.value,
        }
        super().__init__(usual | {key: value for key, value in query.dict().items() if str(value).strip()})
        self.sites = {str(site.pk): site.name for site in user.sites}
        field_of(self, "site", forms.ChoiceField).choices = [("", _("All sites")), *self.sites.items()]

    def clean_due_from(self) -> date:
        return within_reason(self.cleaned_data["due_from"])

    def clean_due_to(self) -> date:
        until = within_reason(self.cleaned_data["due_to"])
        since = self.cleaned_data.get("due_from")
        if since and until < since:
            raise forms.ValidationError(_("This is before the first day."))
        if since and (until - since).days >= MOST_DAYS:
            raise forms.ValidationError(TOO_LONG, params={"days": MOST_DAYS})
        return until

    @property
    def scope(self) -> Scope:
        """Of a form that is right."""
        said = self.cleaned_data
        return Scope(
            since=midnight(said["due_from"]),
            until=midnight(said["due_to"] + timedelta(days=1)),
            site=int(said["site"]) if said["site"] else None,
            target=said["target"],
        )

    @property
    def by_what(self) -> Grouping:
        return Grouping(self.cleaned_data["by"])

    @property
    def narrowed_to(self) -> list[str]:
        """The site and the target that were chosen, in words."""
        labels: dict[str, Mapping[str, Any]] = {"site": self.sites, "target": dict(Target.choices)}
        chosen = ((known, self.cleaned_data[name]) for name, known in labels.items())
        return [str(known[value]) for known, value in chosen if value]

    @property
    def hidden_problems(self) -> list[str]:
        """What is wrong with what nobody typed into a field."""
        hidden = [problem for field in self.hidden_fields() for problem in field.errors]
        return [str(problem) for problem in (*hidden, *self.non_field_errors())]

    def asked(self) -> dict[str, str]:
        """The same again for an address."""
        told = {name: str(self.cleaned_data[name]) for name in ("due_from", "due_to", "site", "target")}
        return {name: value for name, value in told.items() if value}


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
        try:
            place = Place(Grouping(said["by"]), said["of"]) if said.get("of") and said.get("by") else None
            if place:
                place.narrow()
        except ValueError as wrong:
            raise forms.ValidationError(_("There is no such group.")) from wrong
        said["place"] = place
        return said

    @property
    def place(self) -> Place | None:
        place: Place | None = self.cleaned_data["place"]
        return place

    @property
    def standing(self) -> Standing | None:
        return Standing(self.cleaned_data["is"]) if self.cleaned_data["is"] else None


def within_reason(day: date) -> date:
    if day.year not in YEARS:
        raise forms.ValidationError(_("Check the year."))
    return day
