"""Keeping what somebody types, until it is sent or no longer wanted."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from helpdesk.drafts.contents import contents_of, size_of, storable
from helpdesk.drafts.models import LONGEST_LABEL, Draft, DraftQuerySet
from helpdesk.turns import wait_for_turn

# Bytes of JSON: a hundred typed pages.
LONGEST = 200_000
# Of one person about one thing; the oldest go.
MOST = 20

Person = AbstractBaseUser | AnonymousUser


class NotKept(Exception):
    """Nothing was changed; the subclass says why."""


class TooLong(NotKept):
    """More than ``LONGEST``. What was kept before is still there."""


class NotTheirs(NotKept):
    """The key belongs to somebody else's draft."""


class Discarded(NotKept):
    """It was sent or thrown away meanwhile."""


class Older(NotKept):
    """A newer save was here first; ``seq`` is its number."""

    def __init__(self, seq: int) -> None:
        super().__init__(seq)
        self.seq = seq


@transaction.atomic
def keep(
    key: UUID,
    *,
    owner: AbstractBaseUser,
    about: str,
    data: Mapping[str, Iterable[str]],
    now: datetime,
    label: str = "",
    seq: int | None = None,
) -> Draft:
    """Keep ``data`` as the draft of this key, in place of what it held; makes it if there is none.

    Of two saves the one with the higher ``seq`` stays; None stands for "after everything so far". ``about``
    of a draft never changes. Raises ``TooLong``, ``NotTheirs``, ``Discarded`` or ``Older``.
    """
    contents = contents_of(data.items())
    if size_of(contents) > LONGEST:
        raise TooLong
    seq_if_new = milliseconds(now) if seq is None else seq
    label = storable(label)[:LONGEST_LABEL]
    draft, new = Draft.objects.select_for_update().get_or_create(
        key=key,
        defaults={
            "owner_id": owner.pk,
            "about": about,
            "data": contents,
            "label": label,
            "seq": seq_if_new,
            "created_at": now,
            "updated_at": now,
        },
    )
    if new:
        _drop_oldest(draft)
        return draft
    _may_be_kept(draft, owner=owner, seq=seq)
    draft.seq = max(draft.seq + 1, seq_if_new) if seq is None else seq
    draft.data, draft.label, draft.updated_at = contents, label, now
    draft.save(update_fields=["data", "label", "seq", "updated_at"])
    return draft


def milliseconds(moment: datetime) -> int:
    """What a page counts its saves by."""
    return int(moment.timestamp() * 1000)


def _may_be_kept(draft: Draft, *, owner: AbstractBaseUser, seq: int | None) -> None:
    if draft.owner_id != owner.pk:
        raise NotTheirs
    if draft.discarded_at:
        raise Discarded
    if seq is not None and seq <= draft.seq:
        raise Older(draft.seq)


def _drop_oldest(newest: Draft) -> None:
    """Leave the newest ``MOST`` of this owner about this; one that is being saved just now stays too."""
    wait_for_turn(f"drafts:{newest.owner_id}:{newest.about}")
    fellows = Draft.objects.live().filter(owner=newest.owner_id, about=newest.about)
    beyond = list(fellows.newest_first().values_list("pk", flat=True)[MOST:])
    if beyond:
        locked = Draft.objects.select_for_update(skip_locked=True).filter(pk__in=beyond)
        Draft.objects.filter(pk__in=[draft.pk for draft in locked.only("pk")]).delete()


def drafts_of(user: Person, about: str) -> DraftQuerySet:
    """The person's drafts about this, newest first, without what is in them."""
    return Draft.objects.visible_to(user).live().filter(about=about).defer("data").newest_first()


def draft_or_none(key: UUID, user: Person) -> Draft | None:
    """The person's own draft, unless it was discarded."""
    return Draft.objects.visible_to(user).live().filter(pk=key).first()


@transaction.atomic
def discard(key: UUID, *, owner: AbstractBaseUser, now: datetime) -> None:
    """Empty the draft of this key: what was typed is sent, or not wanted any more.

    Called in the transaction that saves the ticket or message. Also without a draft it leaves a mark, so
    that an autosave still on its way makes none. A draft of somebody else is left alone.
    """
    mark = Draft(key=key, owner_id=owner.pk, created_at=now, updated_at=now, discarded_at=now)
    Draft.objects.bulk_create([mark], ignore_conflicts=True)
    empty(Draft.objects.live().filter(pk=key, owner=owner.pk), now=now)


def empty(drafts: DraftQuerySet, *, now: datetime) -> int:
    """Take everything that was typed out of these drafts. Returns how many there were."""
    return drafts.update(data={}, label="", discarded_at=now)
