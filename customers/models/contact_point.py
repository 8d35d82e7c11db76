from __future__ import annotations

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
        if self.type != ContactType.PHONE:
            return self.value
        number = phonenumbers.parse(self.value)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
