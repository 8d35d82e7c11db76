from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from customers.domain.customer import add_customer
from customers.domain.search import find
from customers.enums import Channel
from customers.forms.customer import clean_email, clean_phone
from customers.models import Customer
from helpdesk.form_fields import field_of
from helpdesk.staff.models import Team, User
from tickets.enums import Priority
from tickets.models import Ticket

OPTIONS = 3
MATCHES_OFFERED = 8


class TeamField(forms.ModelChoiceField[Team]):
    def label_from_instance(self, obj: Team) -> str:
        return f"{obj.site.name} · {obj.name}"


class TicketForm(forms.ModelForm[Ticket]):
    """What every kind asks: who, what happened, what they want, what was offered.

    The customer is one of four: chosen (``customer``), typed but not chosen yet (``customer_text``; the page
    then offers the matches), new (``new_name`` and so on), or a walk-in who leaves no details.
    """

    team = TeamField(Team.objects.none(), label=_("Team"), empty_label=None)
    customer = forms.ModelChoiceField(Customer.objects.none(), required=False, widget=forms.HiddenInput)
    customer_text = forms.CharField(label=_("Customer"), required=False, max_length=200)
    walk_in = forms.BooleanField(label=_("Walk-in, no details"), required=False)
    new_name = forms.CharField(label=_("Name"), required=False, max_length=160)
    new_phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    new_email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    new_language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, required=False)
    chosen = forms.TypedChoiceField(
        choices=[("", "")] + [(str(n), str(n + 1)) for n in range(OPTIONS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    take = forms.BooleanField(label=_("I take it myself"), required=False, initial=True)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Ticket
        fields = ["team", "channel", "priority", "subject", "what_happened", "wanted"]
        widgets = {
            "what_happened": forms.Textarea(attrs={"rows": 3}),
            "wanted": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, user: User, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.site = user, team.site
        field_of(self, "team", TeamField).queryset = Team.objects.visible_to(user).select_related("site")
        self.known_customers = Customer.objects.visible_to(user).with_contact_points()
        field_of(self, "customer", forms.ModelChoiceField).queryset = self.known_customers
        self.fields["priority"].required = self.fields["channel"].required = True
        for n in range(OPTIONS):
            self.fields[f"option_{n}"] = forms.CharField(label=_("Option"), required=False, max_length=300)
        self.initial.setdefault("team", team.pk)
        self.initial.setdefault("new_language", team.site.language)
        self.initial.setdefault("channel", Channel.IN_PERSON)
        self.initial.setdefault("priority", Priority.NORMAL)
        self.initial.setdefault("form_key", uuid4())

    def clean_new_phone(self) -> str:
        typed = self.cleaned_data["new_phone"].strip()
        return clean_phone(typed, country=self.site.country) if typed else ""

    def clean_new_email(self) -> str:
        typed = self.cleaned_data["new_email"].strip()
        return clean_email(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        reachable = data.get("new_phone") or data.get("new_email")
        if reachable and not data.get("new_name"):
            self.add_error("new_name", ValidationError(_("What is their name?")))
        known = data.get("customer") or data.get("new_name") or data.get("walk_in")
        if not known and not self.has_error("customer"):
            self.add_error("customer_text", self._who_is_it(data.get("customer_text", "")))
        chosen = data.get("chosen")
        if chosen is not None and not data.get(f"option_{chosen}"):
            self.add_error("chosen", ValidationError(_("The chosen option has no text.")))
        return data

    def _who_is_it(self, typed: str) -> ValidationError:
        if typed and self.matches():
            return ValidationError(_("Choose one of the customers found."))
        if typed:
            return ValidationError(_("Nobody found. Add them as a new customer, or mark them as a walk-in."))
        return ValidationError(_("Find the customer, add a new one, or mark them as a walk-in."))

    def matches(self) -> list[Customer]:
        """Customers that fit what was typed but not chosen: how one chooses without JavaScript."""
        typed = str(self.data.get("customer_text", "")).strip()
        if not typed or self.data.get("customer"):
            return []
        return list(find(typed, user=self.user).with_contact_points()[:MATCHES_OFFERED])

    def chosen_customer(self) -> Customer | None:
        """Whom the search box shows as chosen when the form comes back."""
        value = self["customer"].value()
        if not value:
            return None
        if isinstance(value, Customer):
            return value
        return self.known_customers.filter(pk=value).first() if str(value).isdecimal() else None

    @property
    def option_fields(self) -> list[forms.BoundField]:
        return [self[f"option_{n}"] for n in range(OPTIONS)]

    def options(self) -> tuple[list[str], int | None]:
        """The options that have a text, and the index of the chosen one among them."""
        data = self.cleaned_data
        filled = [n for n in range(OPTIONS) if data.get(f"option_{n}")]
        chosen = data.get("chosen")
        return [data[f"option_{n}"] for n in filled], filled.index(chosen) if chosen in filled else None

    def customer_for(self, *, by: User) -> Customer | None:
        """The chosen customer, or the new one, saved now; None for a walk-in."""
        data = self.cleaned_data
        if data.get("customer") or not data.get("new_name"):
            return data.get("customer")
        customer = Customer(name=data["new_name"], language=data["new_language"] or self.site.language)
        emails = [data["new_email"]] if data["new_email"] else []
        phones = [data["new_phone"]] if data["new_phone"] else []
        return add_customer(customer, site=data["team"].site, by=by, emails=emails, phones=phones)
