"""Taking out what everybody was told about something, wherever it is on its way."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from helpdesk.live.models import News
from helpdesk.mail import erasure as mail
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.notifications.models import Dispatch


@transaction.atomic
def forget(abouts: Collection[str], *, now: datetime) -> None:
    """Delete the news about these things and what waits of them, and empty the letters that told of them.

    A letter that has not left is withdrawn; what else stood in it, as in a digest, waits for another one.
    A fixed number of statements.
    """
    of = Dispatch.objects.filter(news__about__in=abouts)
    # Whoever is making a letter of them at the moment has made it afterwards, and it is found below.
    held = list(of.order_by("pk").select_for_update(of=("self",)).values_list("letter", flat=True))
    letters = Letter.objects.filter(pk__in={letter for letter in held if letter is not None})
    mail.erase(letters, now=now)
    beside = Dispatch.objects.filter(letter__in=letters, letter__status=LetterStatus.WITHDRAWN)
    beside.exclude(pk__in=of.values("pk")).update(letter=None, settled_at=None, attempts=F("attempts") + 1)
    News.objects.filter(about__in=abouts).delete()
