from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Email(TextChoices):
    """Whether a kind of news also comes by e-mail."""

    NONE = "none", pgettext_lazy("news by e-mail", "No")
    AT_ONCE = "at_once", pgettext_lazy("news by e-mail", "At once")
    DIGEST = "digest", pgettext_lazy("news by e-mail", "Digest")


class Way(TextChoices):
    """How news leave the house. The bell is no way out: it rings in the same transaction."""

    EMAIL = "email", _("e-mail")
    DIGEST = "digest", pgettext_lazy("news by e-mail", "digest")
    PUSH = "push", _("push message")


class DigestRhythm(TextChoices):
    DAILY = "daily", _("Once a day")
    HOURLY = "hourly", _("Every hour")
