"""Being away, and being back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from helpdesk.record import writing as record
from helpdesk.staff.models import Absence, User


@transaction.atomic
def go_away(
    person: User, *, starts_at: datetime, ends_at: datetime | None, by: User, now: datetime
) -> Absence:
    """Nothing goes to the person by itself from one moment until another, or until they are back.

    What was noted for a part of that time becomes one with it; when it ends is as it is said now. The caller
    has made sure that it ends later than ``now`` and than it starts.
    """
    User.objects.select_for_update(no_key=True).values_list("pk").get(pk=person.pk)
    noted = Absence.objects.filter(person=person).not_over(now=now)
    overlapping = noted.filter(Q(ends_at=None) | Q(ends_at__gte=starts_at))
    if ends_at is not None:
        overlapping = overlapping.filter(starts_at__lte=ends_at)
    starts_at = min([starts_at, *overlapping.values_list("starts_at", flat=True)])
    overlapping.delete()
    absence = Absence.objects.create(person=person, starts_at=starts_at, ends_at=ends_at, noted_by=by)
    ends = ends_at.isoformat() if ends_at else None
    record.write(person, "person.away", by=by, starts_at=starts_at.isoformat(), ends_at=ends)
    return absence


@transaction.atomic
def come_back(absence: Absence, *, by: User, now: datetime) -> None:
    """The absence ends; one that has not begun is called off. Nothing happens to one that is over."""
    held = Absence.objects.select_for_update().not_over(now=now).filter(pk=absence.pk).first()
    if held is None:
        return
    has_begun = held.starts_at <= now
    if has_begun:
        held.ends_at = now
        held.save(update_fields=["ends_at"])
    else:
        held.delete()
    record.write(absence.person, "person.back" if has_begun else "person.not_away", by=by)
