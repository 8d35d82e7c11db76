from __future__ import annotations

from functools import lru_cache

import phonenumbers
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.enums import ContactType
from customers.models.customer import Customer


class ContactPoint(models.Model):
    """One way to reach a customer: an e-mail address in lower case, or a phone number in E.164."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="contact_points")
    type = models.CharField(_("type"), max_length=10, choices=ContactType)
    value = models.CharField(_("address or number"), max_length=254)
    is_preferred = models.BooleanField(_("preferred"), default=False)

    class Meta:
        ordering = ["-is_preferred", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "type", "value"], name="contact_point_once_per_customer"
            )
        ]
        indexes = [
            models.Index(fields=["value"], name="contact_point_exact"),
        ]
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """As people write it: ``+420 777 123 456``."""
        return spaced(self.value) if self.type == ContactType.PHONE else self.value


@lru_cache(maxsize=4096)
def spaced(number: str) -> str:
    """A number in E.164 as people write it. Kept: to take it apart costs more than the rest of its row."""
    return phonenumbers.format_number(
        phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
