from __future__ import annotations

from email.headerregistry import Address
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.staff.enums import SiteType

if TYPE_CHECKING:
    from helpdesk.staff.models.user import User


def check_time_zone(name: str) -> None:
    """Refuse a name that is not in the IANA time zone database."""
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


class SiteQuerySet(models.QuerySet["Site"]):
    def visible_to(self, user: User) -> SiteQuerySet:
        """The sites a person works at; an administrator works at all of them."""
        if user.sees_every_site:
            return self
        return self.filter(pk__in=user.site_ids)


class Site(models.Model):
    """A shop, hotel, restaurant or call centre."""

    name = models.CharField(pgettext_lazy("of a place", "name"), max_length=120, unique=True)
    type = models.CharField(_("type"), max_length=20, choices=SiteType)
    town = models.CharField(_("town"), max_length=80, blank=True)
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, as CZ."))],
    )
    time_zone = models.CharField(_("time zone"), max_length=60, validators=[check_time_zone])
    currency = models.CharField(
        _("currency"),
        max_length=3,
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters, as CZK."))],
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    email = models.EmailField(_("letters come from"))

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("site")
        verbose_name_plural = _("sites")

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def mailbox(self) -> str:
        """Name and address as the sender of a letter, whatever signs the name contains."""
        return str(Address(self.name, addr_spec=self.email))
