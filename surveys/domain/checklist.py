"""Checklists: begun, written as drafts, published, and from then on final."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User
from surveys.domain.checklist_content import Section, items_of, read, write
from surveys.models import Checklist, ChecklistVersion
from tickets.domain.errors import NotPossible


@transaction.atomic
def add_checklist(site: Site, *, name: str, by: User, now: datetime) -> ChecklistVersion:
    """A new checklist with the empty draft of its first version. ``NotPossible`` for a name the site has."""
    try:
        with transaction.atomic():
            checklist = Checklist.objects.create(site=site, name=name)
    except IntegrityError as error:
        raise NotPossible(_("The site has a checklist of this name already.")) from error
    record.write(checklist, "checklist.added", by=by, name=name)
    return ChecklistVersion.objects.create(checklist=checklist, number=1, created_at=now)


@transaction.atomic
def start_draft(checklist: Checklist, *, by: User, now: datetime) -> ChecklistVersion:
    """The one draft: the one somebody began already, or a copy of the newest version."""
    lock(checklist)
    versions = ChecklistVersion.objects.filter(checklist=checklist).order_by("number")
    last = versions.last()
    if last is not None and not last.is_published:
        return last
    draft = ChecklistVersion.objects.create(
        checklist=checklist,
        number=last.number + 1 if last else 1,
        content=last.content if last else [],
        created_at=now,
    )
    record.write(checklist, "checklist.drafted", by=by, **name_of(draft))
    return draft


@transaction.atomic
def save_draft(
    draft: ChecklistVersion, *, sections: Sequence[Section], edition: int, by: User
) -> ChecklistVersion:
    """Keep what was written. ``edition`` is the one the writer had opened.

    Raises ``NotPossible`` when the draft is published or gone, or somebody saved it meanwhile.
    """
    current = lock_draft(draft)
    if current.edition != edition:
        raise NotPossible(_("Somebody else has changed this draft meanwhile. Saving again replaces theirs."))
    current.content, current.edition = write(sections), edition + 1
    current.save(update_fields=["content", "edition"])
    record.write(current.checklist, "checklist.draft_changed", by=by, **name_of(current))
    return current


@transaction.atomic
def publish(draft: ChecklistVersion, *, by: User, now: datetime) -> ChecklistVersion:
    """Make a draft final; visits planned from now on are scored by it.

    Raises ``NotPossible`` when nothing in it counts, and when it is published or gone.
    """
    current = lock_draft(draft)
    if not any(item.counts for item in items_of(read(current.content))):
        raise NotPossible(_("Nothing in it counts yet. A checklist needs a yes or no, or a mark."))
    current.published_at, current.published_by = now, by
    current.save(update_fields=["published_at", "published_by"])
    record.write(current.checklist, "checklist.published", by=by, **name_of(current))
    return current


@transaction.atomic
def discard_draft(draft: ChecklistVersion, *, by: User) -> Checklist | None:
    """Throw a draft away. A checklist without any other version goes with it, and None is returned."""
    current = lock_draft(draft)
    checklist = current.checklist
    record.write(checklist, "checklist.draft_discarded", by=by, name=checklist.name, **name_of(current))
    current.delete()
    if checklist.versions.exists():
        return checklist
    checklist.delete()
    return None


def published_version(checklist: Checklist) -> ChecklistVersion | None:
    """The newest one, by which visits are planned."""
    return checklist.versions.published().order_by("number").last()


def lock(checklist: Checklist) -> None:
    Checklist.objects.select_for_update().get(pk=checklist.pk)


def lock_draft(draft: ChecklistVersion) -> ChecklistVersion:
    """The draft as it is now, held. Raises ``NotPossible`` when it is no draft any more."""
    versions = ChecklistVersion.objects.select_related("checklist__site").select_for_update(of=("self",))
    current = versions.filter(pk=draft.pk).first()
    if current is None:
        raise NotPossible(_("Somebody has thrown this draft away."))
    if current.is_published:
        raise NotPossible(_("This version is published already."))
    return current


def name_of(version: ChecklistVersion) -> dict[str, Any]:
    """How the record calls a version."""
    return {"version": version.pk, "number": version.number}
