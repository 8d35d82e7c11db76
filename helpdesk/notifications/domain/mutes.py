"""Hearing no more about one thing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from helpdesk.notifications.kinds import KINDS
from helpdesk.notifications.models import Dispatch, Mute
from helpdesk.notifications.subjects import Subject, seen_by
from helpdesk.staff.models import User

# Of the settings page.
SHOWN = 100


@transaction.atomic
def mute(about: str, *, by: User, now: datetime) -> None:
    """From now on the person hears of this only what is meant for them alone; what waits does not leave.

    It changes nothing about the thing itself, so no record tells of it. Twice is once.
    """
    Mute.objects.get_or_create(person=by, about=about, defaults={"at": now})
    waiting = Dispatch.objects.waiting().filter(news__recipient=by, news__about=about)
    waiting.exclude(news__kind__in=[kind.key for kind in KINDS.values() if kind.through_mute]).delete()


def unmute(about: str, *, by: User) -> None:
    """The person hears of it again."""
    Mute.objects.visible_to(by).filter(about=about).delete()


def muted_subjects(person: User) -> list[Subject]:
    """What the person has muted and still sees, the newest first; no more than ``SHOWN``."""
    abouts = list(Mute.objects.visible_to(person).order_by("-id").values_list("about", flat=True)[:SHOWN])
    seen = seen_by(person, abouts)
    return [seen[about] for about in abouts if about in seen]
