from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from customers.domain.phone import to_e164
from customers.enums import ContactType
from customers.models import ContactPoint, Customer


def clean_phone(spelling: str, *, country: str) -> str:
    """The number in E.164. Raises ``ValidationError`` with a sentence for the person at the counter."""
    number = to_e164(spelling, country=country)
    if number is None:
        raise ValidationError(
            _("“%(number)s” is not a number one can call. Add the country, as +420."),
            params={"number": spelling},
        )
    return number


def clean_email(address: str) -> str:
    validate_email(address)
    return address.strip().lower()


class CustomerForm(forms.ModelForm[Customer]):
    class Meta:
        model = Customer
        fields = ["name", "language", "preferred_channel"]


class ContactPointForm(forms.ModelForm[ContactPoint]):
    class Meta:
        model = ContactPoint
        fields = ["type", "value", "is_preferred"]

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        if self.instance.pk:
            self.initial["value"] = self.instance.shown

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        value = data.get("value", "")
        if not value or self.has_error("value"):
            return data
        try:
            if data.get("type") == ContactType.PHONE:
                data["value"] = clean_phone(value, country=self.country)
            else:
                data["value"] = clean_email(value)
        except ValidationError as error:
            self.add_error("value", error)
        else:
            self._refuse_twice(data)
        return data

    def _refuse_twice(self, data: dict[str, Any]) -> None:
        """Django leaves this constraint of an inline form to the database."""
        same = ContactPoint.objects.filter(type=data.get("type", ""), value=data["value"])
        if same.filter(customer=self.instance.customer_id).exclude(pk=self.instance.pk).exists():
            self.add_error("value", _("This customer has it already."))


ContactPointFormSet: type[BaseInlineFormSet[ContactPoint, Customer, ContactPointForm]] = (
    forms.inlineformset_factory(
        Customer, ContactPoint, form=ContactPointForm, extra=2, max_num=20, absolute_max=30, validate_max=True
    )
)
