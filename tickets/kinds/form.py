"""The kind's part of a form: it reads what was typed, and works out what can be worked out so far."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from helpdesk.money import minor_unit
from helpdesk.money_field import MoneyField
from helpdesk.staff.models import Site
from tickets.kinds.details import Details, Figure

# Whatever lies outside is a typing mistake.
YEARS = range(2000, 2101)


class DetailsForm(forms.ModelForm[Details]):
    """The kind's part of the new-ticket form. ``on`` is the day at the site on which the customer came."""

    def __init__(self, *args: Any, site: Site, on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site = site
        self.on = on or timezone.localdate(timezone=site.zone)
        self.currency: str = getattr(self.instance, "currency", "") or site.currency
        if hasattr(self.instance, "currency"):
            self.instance.currency = self.currency

    def clean(self) -> dict[str, Any]:
        """Amounts finer than the currency's smallest coin are refused, never rounded."""
        super().clean()
        coin = minor_unit(self.currency)
        for name, field in self.fields.items():
            amount = self.cleaned_data.get(name)
            if isinstance(field, MoneyField) and amount is not None and amount % coin:
                said = {"currency": self.currency, "coin": coin}
                self.add_error(
                    name, ValidationError(_("%(currency)s has no smaller coin than %(coin)s."), params=said)
                )
        return self.cleaned_data

    def known(self) -> dict[str, Any]:
        """What is right so far, by the names of the columns; whatever is missing or wrong is None."""
        columns = {field.name for field in self._meta.model._meta.fields}
        return {name: self.cleaned_data.get(name) for name in self.fields if name in columns}

    @cached_property
    def draft(self) -> Details:
        """Details made of what is right so far, under the house rules of the day. Not to be saved."""
        self.is_valid()  # reads what was posted, unless that was done
        draft = self._meta.model(**self.known())
        if hasattr(draft, "currency"):
            draft.currency = self.currency
        draft.take_rules(site=self.site, on=self.on)
        return draft

    def figure(self) -> Figure | None:
        """The sum from the fields that are right so far; None while they do not suffice."""
        return self.draft.figure_on(self.on) if self.is_bound else None

    def outside_rule(self) -> str:
        """The house rule that what was typed so far goes beyond, as a sentence; empty when it does not.

        Then the ticket needs a reason for an exception: see ``tickets/domain/exception.py``.
        """
        return self.draft.outside_rule_on(self.on) if self.is_bound else ""

    def time_at_site(self, name: str) -> datetime | None:
        """The field's time as it stands on the wall of the site, whatever the reader's zone."""
        typed: datetime | None = self.cleaned_data.get(name)
        if typed is None:
            return None
        if typed.year not in YEARS:
            raise ValidationError(_("Check the year."))
        return timezone.make_naive(typed).replace(tzinfo=self.site.zone)

    def time_ahead(self, name: str) -> datetime | None:
        """As ``time_at_site``, and ahead, for it is promised; what was promised before may have passed."""
        at = self.time_at_site(name)
        if at is not None and at <= timezone.now() and at != getattr(self.instance, name):
            raise ValidationError(_("This time has passed already."))
        return at

    def day_so_far(self, name: str) -> date | None:
        """The field's day, which must have come by now."""
        day: date | None = self.cleaned_data.get(name)
        if day is not None and day > timezone.localdate(timezone=self.site.zone):
            raise ValidationError(_("This day has not come yet."))
        return day


def day_input(**attrs: str) -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")


def time_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
