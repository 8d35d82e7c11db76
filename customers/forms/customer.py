from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from customers.domain.contact_points import Points
from customers.domain.customer import FACTS, version_of
from customers.enums import ContactType
from customers.forms.contact_points import ContactLines, Line, clean_email, clean_phone
from customers.models import ContactPoint, Customer

__all__ = ["CustomerForm", "CustomerForms", "clean_email", "clean_phone"]

# Of its own, since it may be drawn in the middle of another form's page.
IDS = "of-customer-%s"


class CustomerForm(forms.ModelForm[Customer]):
    version = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    class Meta:
        model = Customer
        fields = list(FACTS)


class CustomerForms:
    """The facts of a customer and the ways to reach them, read and checked as one form.

    ``country`` is where a phone number without one is read. ``version`` tells when somebody else changed
    the customer since.
    """

    def __init__(self, form: CustomerForm, lines: Mapping[ContactType, ContactLines]) -> None:
        self.form, self.lines = form, lines

    @classmethod
    def of(
        cls, customer: Customer, *, country: str, initial: Mapping[str, str] | None = None
    ) -> CustomerForms:
        """As the customer is; ``initial`` for one who is new."""
        known = customer.pk is not None
        version = version_of(customer) if known else ""
        form = CustomerForm(instance=customer, initial={"version": version, **(initial or {})}, auto_id=IDS)
        points = list(customer.contact_points.all()) if known else []
        return cls(form, {kind: lines_of(kind, points, country=country) for kind in ContactType})

    @classmethod
    def read(cls, typed: Mapping[str, str], *, customer: Customer, country: str) -> CustomerForms:
        form = CustomerForm(typed, instance=customer, auto_id=IDS)
        return cls(form, {kind: ContactLines.read(kind, typed, country=country) for kind in ContactType})

    @classmethod
    def unread(cls, typed: Mapping[str, str], *, customer: Customer, country: str) -> CustomerForms:
        """What was typed so far, without complaints: nobody is done yet."""
        flags = {name: name in typed for name in ("is_vip", "is_vulnerable")}
        initial = {**typed, **flags}
        form = CustomerForm(instance=customer, initial=initial, auto_id=IDS)
        return cls(form, {kind: ContactLines.read(kind, typed, country=country) for kind in ContactType})

    @property
    def emails(self) -> ContactLines:
        return self.lines[ContactType.EMAIL]

    @property
    def phones(self) -> ContactLines:
        return self.lines[ContactType.PHONE]

    def is_valid(self) -> bool:
        # All are asked, so that every mistake is shown at once.
        return all([self.form.is_valid(), *(lines.is_valid() for lines in self.lines.values())])

    @property
    def points(self) -> Points:
        return {kind: lines.values for kind, lines in self.lines.items()}

    @property
    def version(self) -> str:
        return str(self.form.cleaned_data["version"])

    def add_what_is_there(self, described: dict[str, Any], *, version: str) -> None:
        """Somebody else saved this meanwhile: no contact point of theirs is lost by saving once more."""
        for kind, lines in self.lines.items():
            typed = set(lines.values)
            there = [value for of, value, _first in described["contact_points"] if of == kind]
            lines.filled += [Line(shown(kind, value)) for value in there if value not in typed]
        self.form.data = {**self.form.data, "version": version}


def lines_of(kind: ContactType, points: list[ContactPoint], *, country: str) -> ContactLines:
    lines = [Line(point.shown, point.is_preferred) for point in points if point.type == kind]
    return ContactLines(kind, country=country, lines=lines)


def shown(kind: ContactType, value: str) -> str:
    return ContactPoint(type=kind, value=value).shown
