"""Who the customer is: found, new, or somebody who leaves no details."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from customers.domain.customer import add_customer
from customers.forms.choice import CustomerField
from customers.forms.customer import clean_email, clean_phone
from customers.models import Customer
from helpdesk.form_fields import field_of
from helpdesk.staff.models import Site, User
from tickets.domain.finding import Found, find_customers


class WhoForm(forms.Form):
    """The customer is one of four: chosen (``customer``), typed but not chosen yet (``customer_text``; the
    page then offers the matches), new (``new_name`` and so on), or a walk-in who leaves no details.

    Whoever uses it calls ``know`` with the person and the site before the form is read.
    """

    customer = CustomerField(Customer.objects.none(), required=False, widget=forms.HiddenInput)
    customer_text = forms.CharField(label=_("Customer"), required=False, max_length=200)
    walk_in = forms.BooleanField(label=_("Walk-in, no details"), required=False)
    new_name = forms.CharField(label=_("Name"), required=False, max_length=160)
    new_phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    new_email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    new_language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, required=False)

    user: User
    site: Site

    def know(self, *, user: User, site: Site) -> None:
        """Whom the person may choose from, and how a phone number is read at the site."""
        self.user, self.site = user, site
        people = Customer.objects.visible_to(user).current()
        self.known_customers = people.with_contact_points().with_notices(on=timezone.localdate())
        field_of(self, "customer", forms.ModelChoiceField).queryset = people
        self.initial.setdefault("new_language", site.language)

    def clean_new_phone(self) -> str:
        typed = self.cleaned_data["new_phone"].strip()
        return clean_phone(typed, country=self.site.country) if typed else ""

    def clean_new_email(self) -> str:
        typed = self.cleaned_data["new_email"].strip()
        return clean_email(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        reachable = data.get("new_phone") or data.get("new_email")
        if reachable and not data.get("new_name") and not self.has_error("new_name"):
            self.add_error("new_name", ValidationError(_("What is their name?")))
        known = data.get("customer") or data.get("new_name") or data.get("walk_in")
        if not known and not self.has_error("customer") and not self.has_error("new_name"):
            self.add_error("customer_text", self._who_is_it(data.get("customer_text", "")))
        return data

    def _who_is_it(self, typed: str) -> ValidationError:
        if typed and self.matches():
            return ValidationError(_("Choose one of the customers found."))
        if typed:
            return ValidationError(_("Nobody found. Add them as a new customer, or mark them as a walk-in."))
        return ValidationError(_("Find the customer, add a new one, or mark them as a walk-in."))

    def matches(self) -> list[Found]:
        """Customers that fit what was typed but not chosen: how one chooses without JavaScript."""
        typed = str(self.data.get("customer_text", "")).strip()
        if not typed or self.data.get("customer"):
            return []
        return [found for found in find_customers(typed, user=self.user) if found.customer]

    @cached_property
    def chosen_customer(self) -> Customer | None:
        """Whom the search box shows as chosen when the form comes back, looked up once."""
        value = self["customer"].value()
        if not value:
            return None
        if isinstance(value, Customer):
            return value
        number = str(value)
        readable = number.isascii() and number.isdigit() and len(number) < 19
        return self.known_customers.filter(pk=number).first() if readable else None

    def customer_for(self, *, by: User, site: Site) -> Customer | None:
        """The chosen customer, or the new one, saved now; None for a walk-in."""
        data = self.cleaned_data
        if data.get("customer") or not data.get("new_name"):
            return data.get("customer")
        customer = Customer(name=data["new_name"], language=data["new_language"] or site.language)
        emails = [data["new_email"]] if data["new_email"] else []
        phones = [data["new_phone"]] if data["new_phone"] else []
        return add_customer(customer, site=site, by=by, emails=emails, phones=phones)
