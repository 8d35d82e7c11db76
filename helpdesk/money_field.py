"""The form field for a price."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helpdesk.money import parse_amount

# Above this it is a typing mistake, in every currency the desk meets.
HIGHEST = Decimal(10) ** 9


class MoneyField(forms.Field):
    """A price as people type it; a ``Decimal`` from 0 to ``HIGHEST`` with at most three decimals."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        try:
            amount = parse_amount(str(value), language=get_language() or "en")
        except ValueError as error:
            raise ValidationError(_("Write the amount as a number, for example 1290 or 1290,50.")) from error
        if amount > HIGHEST:
            raise ValidationError(_("That is more than anyone pays here."))
        exponent = amount.normalize().as_tuple().exponent
        if isinstance(exponent, int) and exponent < -3:
            raise ValidationError(_("That is finer than the smallest coin."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return format_decimal(value, locale=get_language() or "en", group_separator=False)
        return value
