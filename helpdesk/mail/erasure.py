"""Taking people out of letters, without ever meeting a delivery halfway."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.wording import without_words

# What names nobody: why it was written, and the house's own addresses.
WORDLESS = ("cause", "sender", "message_id")
# The dot has not been sent: nobody has the letter.
NOT_GONE = Q(status=LetterStatus.QUEUED) | Q(status=LetterStatus.SENDING, handed_over_at=None)

# Two looks into the index of causes for each, and never through the whole outbox. ";" follows ":" in ASCII.
CAUSED = """
SELECT letter.id FROM unnest(%s::text[]) AS of (cause)
    JOIN mail_letter AS letter ON letter.cause = of.cause
UNION
SELECT letter.id FROM unnest(%s::text[]) AS of (cause)
    JOIN mail_letter AS letter ON letter.cause ~>=~ (of.cause || ':') AND letter.cause ~<~ (of.cause || ';')
"""


def letters_to(addresses: Iterable[str]) -> QuerySet[Letter]:
    """Everything that was ever written to these addresses."""
    return Letter.objects.filter(recipient__in=[address for address in addresses if address])


def letters_because_of(causes: Iterable[str]) -> QuerySet[Letter]:
    """Letters of these causes and their parts: "clock:12" wrote "clock:12:breach:7", not "clock:123"."""
    of = list(causes)
    return Letter.objects.filter(pk__in=RawSQL(CAUSED, [of, of]))  # noqa: S611  # the causes are parameters


@transaction.atomic
def erase(letters: QuerySet[Letter], *, now: datetime) -> int:
    """Empty them: who they went to, what they said, what the server answered. Returns how many.

    One that has not left is withdrawn: a worker that holds it hangs up before the closing dot, as its claim
    is gone, and no sweep takes it up again. One handed over this moment is settled by its worker and stays
    empty. When it was written and whether it arrived stays known.
    """
    chosen = Letter.objects.filter(pk__in=letters.order_by().values("pk"), erased_at=None)
    locked = list(chosen.order_by("pk").select_for_update().values_list("pk", flat=True))
    return Letter.objects.filter(pk__in=locked).update(
        status=Case(When(NOT_GONE, then=Value(LetterStatus.WITHDRAWN)), default=F("status")),
        erased_at=now,
        **without_words(Letter, kept=WORDLESS),
    )
