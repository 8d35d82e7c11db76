"""A search as a condition on tickets, for lists with an order of their own."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from helpdesk.staff.models import User
from tickets.domain.search.lexemes import Lexemes
from tickets.domain.search.wanted import want
from tickets.enums import UNFINISHED
from tickets.models import SearchText


def matching(text: str, *, user: User, now: datetime | None = None) -> Q:
    """The tickets that fit everything typed; all of them when nothing was.

    Understands what the search page does, but for what was said so late in a long ticket that it stands in a
    further part. It says nothing about what the person may see: the tickets it narrows have to come from
    ``visible_to``. Costs a query, and one more for each name that is looked up.
    """
    wanted = want(text, user=user)
    found = Q()
    if wanted.everything:
        heads = SearchText.objects.filter(ticket=OuterRef("pk"), part=0, document=Lexemes(wanted.everything))
        found &= Q(Exists(heads))
    if wanted.since:
        found &= Q(created_at__gte=wanted.since)
    if wanted.until:
        found &= Q(created_at__lt=wanted.until)
    if wanted.is_late:
        found &= Q(status__in=UNFINISHED, due_at__lt=now or timezone.now())
    return found
