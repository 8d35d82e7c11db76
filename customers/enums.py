from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """How a customer and the house talk."""

    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    WEB = "web", _("Web")
    LETTER = "letter", _("Letter")


class ContactType(TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
