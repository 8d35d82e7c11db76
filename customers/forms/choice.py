from __future__ import annotations

from typing import Any

from django import forms

from customers.models import Customer


class CustomerField(forms.ModelChoiceField[Customer]):
    """A customer chosen by number; who was merged while the page was open is followed.

    ``queryset`` is whom the person may choose: ``visible_to`` them and ``current``.
    """

    def to_python(self, value: Any) -> Customer | None:
        number = str(value or "")
        if number.isascii() and number.isdigit() and self.queryset is not None:
            kept = Customer.objects.standing_for(int(number)).values("pk")
            if found := self.queryset.filter(pk__in=kept).first():
                return found
        return super().to_python(value)
