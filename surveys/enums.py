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
    MERGED = "merged", _("Merged into another ticket")
    DUPLICATE = "duplicate", _("A duplicate of another ticket")
    ERASED = "erased", _("The customer was erased")
    OPTED_OUT = "opted_out", _("The customer wants no surveys")
    LEGAL_HOLD = "legal_hold", _("A legal hold is in force")
    CONDUCT = "conduct", _("A conduct notice is in force")
    TOO_OLD = "too_old", _("Resolved too long ago")
    NOT_IN_SAMPLE = "not_in_sample", _("Not chosen: only some are asked")
    TOO_RECENT = "too_recent", _("Asked about another ticket shortly before")


class NotReminded(TextChoices):
    """Why somebody who was asked was not asked once more."""

    ANSWERED = "answered", _("Answered")
    ENDED = "ended", _("The survey has ended")
    NO_CUSTOMER = NotSent.NO_CUSTOMER.value, NotSent.NO_CUSTOMER.label
    NO_EMAIL = NotSent.NO_EMAIL.value, NotSent.NO_EMAIL.label
    REOPENED = "reopened", _("Reopened")
    MERGED = NotSent.MERGED.value, NotSent.MERGED.label
    DUPLICATE = NotSent.DUPLICATE.value, NotSent.DUPLICATE.label
    ERASED = NotSent.ERASED.value, NotSent.ERASED.label
    OPTED_OUT = NotSent.OPTED_OUT.value, NotSent.OPTED_OUT.label
    LEGAL_HOLD = NotSent.LEGAL_HOLD.value, NotSent.LEGAL_HOLD.label
    CONDUCT = NotSent.CONDUCT.value, NotSent.CONDUCT.label


class WellDone(TextChoices):
    """The customer's answer to "Did the person do the job well?"."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class Sign(TextChoices):
    """What may tell that a machine pressed the buttons: see docs/decisions/0033."""

    BARE = "bare", _("Nothing but the score from the letter")
    FAST = "fast", _("Sent faster than the page can be read")
    UNSEEN = "unseen", _("Sent without opening the page first")
    TICKED = "ticked", _("The box for programs was ticked")
    LEFT = "left", _("The other button, for whoever does not answer, was pressed too")
    SEVERAL = "several", _("Several different scores within minutes")
    AT_ONCE = "at_once", _("Nothing but the score, at once, as soon as the letter arrived")


class Verdict(TextChoices):
    """What became of an answer that was kept apart."""

    COUNTS = "counts", _("Counts")
    DOES_NOT = "does_not", _("Does not count")
    REPLACED = "replaced", _("The customer has answered anew")
