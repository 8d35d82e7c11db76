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


class ImportStatus(TextChoices):
    """What an import of customers does: it waits to be started, is worked on, or has come to its end."""

    UPLOADED = "uploaded", _("Not started")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Stopped")


class ImportFailure(TextChoices):
    """Why an import stopped before its end."""

    UNREADABLE = "unreadable", _("The file could not be read any more.")
    TOO_MANY_ROWS = "too_many_rows", _("The file has more rows than one import takes.")
    NO_ACCESS = "no_access", _("Whoever started it may no longer add customers at this site.")
    BROKEN = "broken", _("Something went wrong again and again; the log of the worker says what.")


class Encoding(TextChoices):
    """How letters are written in a file; the values are Python's names."""

    UTF_8 = "utf-8", "UTF-8"
    UTF_16_LE = "utf-16-le", "UTF-16"
    UTF_16_BE = "utf-16-be", "UTF-16 BE"
    CP1250 = "cp1250", "Windows-1250"
    ISO_8859_2 = "iso8859-2", "ISO 8859-2"


class Delimiter(TextChoices):
    COMMA = "comma", _("Comma")
    SEMICOLON = "semicolon", _("Semicolon")
    TAB = "tab", _("Tab")

    @property
    def sign(self) -> str:
        return {Delimiter.COMMA: ",", Delimiter.SEMICOLON: ";", Delimiter.TAB: "\t"}[self]


class ImportField(TextChoices):
    """What a column of a file of customers can mean."""

    NUMBER = "number", _("Courtesy Desk number")
    REFERENCE = "reference", _("Own reference")
    NAME = "name", _("Name")
    FIRST_NAME = "first_name", _("First name")
    LAST_NAME = "last_name", _("Last name")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    LANGUAGE = "language", _("Language")
    CHANNEL = "preferred_channel", _("Preferred channel")
    COMPANY = "company", _("Company")
    LOYALTY = "loyalty_number", _("Loyalty number")
    VIP = "is_vip", _("VIP")


class ErasureGround(TextChoices):
    """Why a person's data must go: Article 17 (1) of the GDPR. A choice: words would name them again."""

    ASKED = "asked", _("They asked for it")
    NOT_NEEDED = "not_needed", _("It is no longer needed")
    NOT_LAWFUL = "not_lawful", _("It should not have been kept")
    REQUIRED = "required", _("A law or an authority requires it")
