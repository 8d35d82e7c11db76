"""Which of several versions one wants to read, as the database orders them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Case, F, Q, Value, When

# When nobody wrote a policy in one's own language or in that of the site.
ENGLISH = "en"


def urgency(on: date) -> Case:
    """How much a version matters on that day; the smallest number most."""
    over = Q(valid_until__lt=F("valid_from"))
    return Case(
        When(published_at=None, then=Value(2)),
        When(over, then=Value(4)),
        When(valid_from__gt=on, then=Value(1)),
        When(valid_until__lt=on, then=Value(3)),
        default=Value(0),
    )


def preference(languages: Sequence[str]) -> Case:
    """The place of a version's language among these, with English after them and all others last."""
    wanted = dict.fromkeys([*languages, ENGLISH])
    return Case(
        *(When(language=one, then=Value(place)) for place, one in enumerate(wanted)),
        default=Value(len(wanted)),
    )
