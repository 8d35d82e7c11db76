"""Drafts of a policy: begun from what applies, saved as often as needed, published or thrown away."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.domain.policy import lock
from helpdesk.policies.models import Policy, PolicyVersion
from helpdesk.record import writing as record
from helpdesk.staff.models import User

WRITTEN = ["title", "body", "folded_text", "valid_from", "valid_until", "edition"]


@transaction.atomic
def start_draft(policy: Policy, *, language: str, by: User, now: datetime) -> PolicyVersion:
    """The one draft in this language: the one somebody began already, or a new one.

    A new one begins as a copy of the last published version in the language, for tomorrow; the first in a
    language begins empty, for the day the policy itself began.
    """
    policy = lock(policy)
    versions = PolicyVersion.objects.filter(policy=policy)
    if begun := versions.drafts().filter(language=language).first():
        return begun
    last = versions.filter(language=language).order_by("number").last()
    draft = PolicyVersion(
        policy=policy,
        language=language,
        number=last.number + 1 if last else 1,
        title=last.title if last else "",
        body=last.body if last else "",
        valid_from=first_day(policy, last, today=timezone.localdate(now)),
    )
    draft.save()
    record.write(policy, "policy.drafted", by=by, **name_of(draft))
    return draft


def first_day(policy: Policy, last: PolicyVersion | None, *, today: date) -> date:
    """What a new draft proposes as its first day."""
    if last is not None:
        return today + timedelta(days=1)
    elsewhere = PolicyVersion.objects.filter(policy=policy).applying_on(today).order_by("valid_from").first()
    return elsewhere.valid_from if elsewhere else today


@transaction.atomic
def save_draft(draft: PolicyVersion, *, edition: int, by: User) -> PolicyVersion:
    """Keep what was written. ``edition`` is the one the writer had opened.

    Raises ``NotPossible`` when the draft is published or gone, or somebody saved it meanwhile.
    """
    policy = lock(draft.policy)
    current = lock_draft(draft)
    if current.edition != edition:
        raise NotPossible(_("Somebody else has changed this draft meanwhile. Their text stands below yours."))
    draft.edition = edition + 1
    draft.save(update_fields=WRITTEN)
    record.write(policy, "policy.draft_changed", by=by, **name_of(draft))
    return draft


@transaction.atomic
def discard_draft(draft: PolicyVersion, *, by: User) -> Policy | None:
    """Throw a draft away. A policy without any other version goes with it, and None is returned."""
    policy = lock(draft.policy)
    draft = lock_draft(draft)
    record.write(policy, "policy.draft_discarded", by=by, title=draft.title, **name_of(draft))
    draft.delete()
    if PolicyVersion.objects.filter(policy=policy).exists():
        return policy
    policy.delete()
    return None


def lock_draft(draft: PolicyVersion) -> PolicyVersion:
    """The draft as it is now, held. Raises ``NotPossible`` when it is no draft any more."""
    current = PolicyVersion.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if current is None:
        raise NotPossible(_("Somebody has thrown this draft away."))
    if current.is_published:
        raise NotPossible(_("This version is published already."))
    return current


def name_of(version: PolicyVersion) -> dict[str, Any]:
    """How the record calls a version."""
    return {"version": version.pk, "number": version.number, "language": version.language}
