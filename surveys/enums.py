from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Score(IntegerChoices):
    """How satisfied the customer is."""

    VERY_BAD = 1, pgettext_lazy("score", "Very bad")
    BAD = 2, pgettext_lazy("score", "Bad")
    SO_SO = 3, pgettext_lazy("score", "So-so")
    GOOD = 4, pgettext_lazy("score", "Good")
    VERY_GOOD = 5, pgettext_lazy("score", "Very good")


class Solved(TextChoices):
    """The customer's answer to "Is it resolved?"."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class NotSent(TextChoices):
    """Why a resolution got no survey letter."""

    NO_CUSTOMER = "no_customer", _("The customer left no details")
    NO_EMAIL = "no_email", _("No e-mail address")
    REOPENED = "reopened", _("Reopened before the letter was due")
