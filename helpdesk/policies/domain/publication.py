"""Publishing a version, and ending one. Days are whole days; what has applied on a past day stays so."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from helpdesk.policies.domain.draft import lock_draft, name_of
from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.domain.policy import lock
from helpdesk.policies.models import PolicyVersion
from helpdesk.policies.models.version import PolicyVersionQuerySet
from helpdesk.record import writing as record
from helpdesk.staff.models import User

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Effect:
    """What publishing a draft does to the others: which end, and on which day nothing applies any more."""

    ending: list[PolicyVersion]
    last_day: date
    nothing_from: date | None


def published_beside(version: PolicyVersion) -> PolicyVersionQuerySet:
    """The other published versions of the same policy in the same language."""
    same = PolicyVersion.objects.published().filter(policy=version.policy_id, language=version.language)
    return same.exclude(pk=version.pk).order_by("valid_from", "number")


def overlaps(one: PolicyVersion, other: PolicyVersion) -> bool:
    """Whether both would apply on some day."""
    first = max(one.valid_from, other.valid_from)
    last_days = [version.valid_until for version in (one, other) if version.valid_until is not None]
    return all(first <= day for day in last_days)


def effect_of(draft: PolicyVersion, *, now: datetime) -> Effect:
    """What publishing would do. Raises ``NotPossible`` with the reason why it cannot be published.

    The first version in a language may begin in the past, so that what holds already can be written down;
    every later one begins today at the earliest. One that begins later is never cut short by an earlier one.
    """
    if not draft.title.strip() or not draft.body.strip():
        raise NotPossible(_("A version needs a title and a text."))
    others = list(published_beside(draft))
    if others and draft.valid_from < timezone.localdate(now):
        raise NotPossible(_("It has to begin today or later: an earlier version has applied until now."))
    in_the_way = [other for other in others if overlaps(draft, other)]
    for other in in_the_way:
        if other.valid_from > draft.valid_from:
            raise NotPossible(
                _("Version %(number)s applies from %(day)s. This one has to end before.")
                % {"number": other.number, "day": date_format(other.valid_from)}
            )
    follows = any(other.valid_from == after(draft) for other in others)
    nothing_from = None if follows else after(draft)
    return Effect(in_the_way, draft.valid_from - ONE_DAY, nothing_from)


def after(version: PolicyVersion) -> date | None:
    """The first day after it; None when it applies until further notice."""
    return version.valid_until + ONE_DAY if version.valid_until else None


@transaction.atomic
def publish(draft: PolicyVersion, *, by: User, now: datetime) -> PolicyVersion:
    """Make a draft final. The version that applies until then ends on the day before.

    Raises ``NotPossible`` as ``effect_of``, and when the draft is published or gone.
    """
    policy = lock(draft.policy)
    version = lock_draft(draft)
    for other in effect_of(version, now=now).ending:
        set_last_day(other, version.valid_from - ONE_DAY, by=by)
    version.published_at, version.published_by = now, by
    version.save(update_fields=["published_at", "published_by"])
    record.write(
        policy,
        "policy.published",
        by=by,
        title=version.title,
        valid_from=version.valid_from,
        valid_until=version.valid_until,
        **name_of(version),
    )
    return version


@transaction.atomic
def end(version: PolicyVersion, *, last_day: date | None, by: User, now: datetime) -> PolicyVersion:
    """Let a published version apply until ``last_day``, or with None until further notice.

    One that has not begun is withdrawn by a last day before its first. Raises ``NotPossible`` when that
    would change what has applied, when another version follows already, and for a draft.
    """
    lock(version.policy)
    version = PolicyVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if not version.is_published:
        raise NotPossible(_("A draft applies on no day. Publish it first."))
    yesterday = timezone.localdate(now) - ONE_DAY
    if version.valid_until is not None and version.valid_until < yesterday:
        raise NotPossible(_("This version has ended. What has applied stays as it was."))
    earliest = max(version.valid_from - ONE_DAY, yesterday)
    if last_day is not None and last_day < earliest:
        raise NotPossible(_("It can end on %(day)s at the earliest.") % {"day": date_format(earliest)})
    wished = PolicyVersion(valid_from=version.valid_from, valid_until=last_day)
    for other in published_beside(version):
        if overlaps(wished, other):
            raise NotPossible(
                _("Version %(number)s applies from %(day)s.")
                % {"number": other.number, "day": date_format(other.valid_from)}
            )
    set_last_day(version, last_day, by=by)
    return version


def set_last_day(version: PolicyVersion, last_day: date | None, *, by: User) -> None:
    if version.valid_until == last_day:
        return
    before, version.valid_until = version.valid_until, last_day
    version.save(update_fields=["valid_until"])
    record.write(
        version.policy, "policy.ended", by=by, before=before, valid_until=last_day, **name_of(version)
    )
