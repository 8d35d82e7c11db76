"""Photos of a mystery visit: pictures only, drawn anew, so that they say nothing of where they were taken."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.files.containers import HasMacros, UnknownPicture
from helpdesk.files.content import type_of
from helpdesk.files.errors import FileRefused
from helpdesk.files.intake import attach, take_in
from helpdesk.files.models import File
from helpdesk.files.names import extension_of
from helpdesk.files.removal import remove
from surveys.domain.visiting import VisitEnded, lock_open
from surveys.models import MysteryVisit, VisitPhoto

MOST_PHOTOS = 10


def add_photo(visit: MysteryVisit, upload: UploadedFile[bytes], *, now: datetime) -> VisitPhoto:
    """Take a picture in and attach it to the visit. Raises ``FileRefused``, and ``VisitEnded``.

    A file belongs to somebody who works here: these to whoever planned the visit.
    """
    if visit.photos.count() >= MOST_PHOTOS:
        raise FileRefused(too_many())
    check_picture(upload)
    file = take_in(upload, owner=visit.planned_by, now=now)
    try:
        return attach_photo(visit, file, now=now)
    except (FileRefused, VisitEnded):
        remove([file], now=now)
        raise


@transaction.atomic
def attach_photo(visit: MysteryVisit, file: File, *, now: datetime) -> VisitPhoto:
    visit = lock_open(visit, now=now)
    if visit.photos.count() >= MOST_PHOTOS:
        raise FileRefused(too_many())
    attach([file], owner=visit.planned_by, now=now)
    return VisitPhoto.objects.create(visit=visit, file=file, at=now)


@transaction.atomic
def remove_photos(visit: MysteryVisit, keys: list[str], *, now: datetime) -> int:
    """Delete these photos of the visit for good. Returns how many. Raises ``VisitEnded``."""
    visit = lock_open(visit, now=now)
    photos = [photo for photo in visit.photos.select_related("file") if str(photo.file_id) in keys]
    remove([photo.file for photo in photos], now=now)
    return len(photos)


def check_picture(upload: UploadedFile[bytes]) -> None:
    """Raises ``FileRefused`` for what is known to be something else than a picture."""
    try:
        found = type_of(cast(BinaryIO, upload.file), extension=extension_of(upload.name or ""))
    except (HasMacros, UnknownPicture):
        # Refused as it is taken in, with a sentence of its own.
        return
    if found is not None and not found.is_picture:
        raise FileRefused(_("“%(name)s” is no picture. Choose photos only.") % {"name": upload.name})


def too_many() -> str:
    return _("A visit may have %(limit)s photos. Take some out first.") % {"limit": MOST_PHOTOS}
