"""Canned replies as the composer uses them: found while one types, in the customer's language, filled in.

Its caller asks ``matching``, then ``choose``, then ``fill``.
"""

from django.db.models import Case, Q, Value, When

from helpdesk.folding import fold
from helpdesk.policies.domain.variables import fill
from helpdesk.policies.models import CannedReply, CannedReplyText
from helpdesk.policies.models.canned_reply import CannedReplyQuerySet
from helpdesk.policies.models.ranking import ENGLISH
from helpdesk.staff.models import Team, User

__all__ = ["choose", "fill", "find", "matching"]

OFFERED = 8
# Nobody types more to find a reply.
LONGEST = 60


def find(text: str, *, among: CannedReplyQuerySet) -> CannedReplyQuerySet:
    """Those with every word of ``text`` in the name, or with a shortcut that begins with the whole of it."""
    words = fold(text[:LONGEST].lstrip(";")).split()
    named = Q()
    for word in words:
        named &= Q(folded_name__contains=word)
    return among.filter(named | Q(shortcut__startswith="-".join(words))) if words else among


def matching(text: str, *, user: User, team: Team | None = None) -> list[CannedReply]:
    """What to offer for the text typed after the semicolon, on a case of ``team``, with texts; two queries.

    First the reply with exactly this shortcut, then shortcuts that begin so, then names. Empty text offers
    the first by name. See ``CannedReply.objects.usable_by`` for which.
    """
    typed = fold(text[:LONGEST].lstrip(";"))
    closeness = Case(
        When(shortcut=typed, then=Value(0)), When(shortcut__startswith=typed, then=Value(1)), default=Value(2)
    )
    found = find(text, among=CannedReply.objects.usable_by(user, team))
    return list(found.order_by(closeness, "folded_name", "id").prefetch_related("texts")[:OFFERED])


def choose(reply: CannedReply, language: str, fallback: str) -> CannedReplyText:
    """The text in ``language``, else in ``fallback``, else in English, else the first there is.

    ``LookupError`` for a reply without a text, which no form makes.
    """
    texts = list(reply.texts.all())
    by_language = {text.language: text for text in texts}
    for wanted in (language, fallback, ENGLISH):
        if wanted in by_language:
            return by_language[wanted]
    if not texts:
        raise LookupError(f"Canned reply {reply.pk} has no text.")
    return texts[0]
