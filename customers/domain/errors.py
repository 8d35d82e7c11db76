"""What the domain refuses. The views say it to the person and keep what was typed."""

from typing import Any

from django.utils.translation import gettext as _

from customers.models import Customer


class NotPossible(Exception):
    """The customer or the ticket is no longer in a state in which this can be done.

    ``str()`` is a translated sentence.
    """


class MergedMeanwhile(NotPossible):
    """The customer was merged into ``kept``."""

    def __init__(self, kept: Customer) -> None:
        super().__init__(_("This customer was merged into %(kept)s.") % {"kept": kept})
        self.kept = kept


class ChangedMeanwhile(Exception):
    """Somebody else changed the customer since the form was opened.

    ``now`` and ``typed`` are what ``describe`` says of it by now, and would say of what was typed.
    """

    def __init__(self, *, now: dict[str, Any], typed: dict[str, Any]) -> None:
        super().__init__("The customer was changed meanwhile.")
        self.now, self.typed = now, typed
