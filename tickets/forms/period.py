"""The days that figures are asked for, of which site, and what they are told apart by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Protocol, TypeVar

from django import forms
from django.db.models import Q, TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from helpdesk.form_fields import field_of
from helpdesk.staff.models import User
from tickets.domain.grouping import midnight
from tickets.kinds.form import YEARS, day_input

# Figures are of four weeks unless somebody asks for another time, and of a year at most.
USUAL_DAYS, MOST_DAYS = 28, 366
TOO_LONG = ngettext_lazy("At most %(days)s day at once.", "At most %(days)s days at once.", "days")


class PeriodForm(forms.Form):
    """A form that only asks. Whatever is left out is the usual.

    Whatever inherits it says what there is to tell apart by, the usual one first, and what ``further`` fields
    an address has.
    """

    since = forms.DateField(required=False, widget=day_input())
    until = forms.DateField(required=False, widget=day_input())
    site = forms.ChoiceField(label=_("Site"), required=False)

    groupings: ClassVar[type[TextChoices]]
    further: ClassVar[Mapping[str, Mapping[str, Any]]] = {}

    def __init__(self, query: QueryDict, *, user: User, today: date) -> None:
        usual = {
            "since": str(today - timedelta(days=USUAL_DAYS - 1)),
            "until": str(today),
            "by": self.groupings.values[0],
        }
        super().__init__(usual | {key: value for key, value in query.dict().items() if str(value).strip()})
        self.sites = {str(site.pk): site.name for site in user.sites}
        self.fields["by"] = forms.ChoiceField(choices=self.groupings.choices, widget=forms.HiddenInput)
        field_of(self, "site", forms.ChoiceField).choices = [("", _("All sites")), *self.sites.items()]

    def clean_since(self) -> date:
        return within_reason(self.cleaned_data["since"])

    def clean_until(self) -> date:
        until = within_reason(self.cleaned_data["until"])
        since = self.cleaned_data.get("since")
        if since and until < since:
            raise forms.ValidationError(_("This is before the first day."))
        if since and (until - since).days >= MOST_DAYS:
            raise forms.ValidationError(TOO_LONG, params={"days": MOST_DAYS})
        return until

    @property
    def period(self) -> tuple[datetime, datetime]:
        """From when on, and before when, in the zone that is active. Of a form that is right."""
        said = self.cleaned_data
        return midnight(said["since"]), midnight(said["until"] + timedelta(days=1))

    @property
    def site_number(self) -> int | None:
        said: str = self.cleaned_data["site"]
        return int(said) if said else None

    @property
    def narrowed_to(self) -> list[str]:
        """The site and the rest that was chosen, in words."""
        labels: dict[str, Mapping[str, Any]] = {"site": self.sites, **self.further}
        chosen = ((known, self.cleaned_data[name]) for name, known in labels.items())
        return [str(known[value]) for known, value in chosen if value]

    @property
    def hidden_problems(self) -> list[str]:
        """What is wrong with what nobody typed into a field."""
        hidden = [problem for field in self.hidden_fields() for problem in field.errors]
        return [str(problem) for problem in (*hidden, *self.non_field_errors())]

    def asked(self) -> dict[str, str]:
        """The same again for an address."""
        told = {name: str(self.cleaned_data[name]) for name in ("since", "until", "site", *self.further)}
        return {name: value for name, value in told.items() if value}


class Group(Protocol):
    """One group, as an address names it."""

    def narrow(self) -> Q: ...


G = TypeVar("G", bound=Group)


def group_in(said: Mapping[str, Any], *, make: Callable[[str, str], G]) -> G | None:
    """The group asked for, ``of`` what is told apart ``by``. ``ValidationError`` where there is none."""
    if not (said.get("of") and said.get("by")):
        return None
    try:
        group = make(said["by"], said["of"])
        group.narrow()
    except ValueError as wrong:
        raise forms.ValidationError(_("There is no such group.")) from wrong
    return group


def within_reason(day: date) -> date:
    if day.year not in YEARS:
        raise forms.ValidationError(_("Check the year."))
    return day
