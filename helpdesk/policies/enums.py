"""The fixed words of the policies app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VersionState(TextChoices):
    """What a version is on a certain day."""

    IN_FORCE = "in_force", _("In force")
    COMING = "coming", _("Not yet in force")
    DRAFT = "draft", _("Draft")
    ENDED = "ended", _("Ended")
    # Ended before its first day was over: it was never what the house promised.
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return TONES.get(self, "")


TONES = {VersionState.IN_FORCE: "good", VersionState.COMING: "calm", VersionState.DRAFT: "soon"}


class SuggestionOutcome(TextChoices):
    """What became of a suggested change."""

    DONE = "done", _("Done")
    DECLINED = "declined", _("Declined")


class Variable(TextChoices):
    """What a canned reply may leave open, written in braces: ``{customer}``."""

    CUSTOMER = "customer", _("the customer’s name")
    TICKET = "ticket", _("the number of the ticket")
    SITE = "site", _("the name of the site")
    SIGNATURE = "signature", _("your name and the site, as under a letter")
