"""Taking files in, and giving them to what they belong to."""

import logging
from collections.abc import Collection
from contextlib import ExitStack
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO, cast

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files import File as Content
from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.files import blobs, pictures
from helpdesk.files.containers import HasMacros, UnknownPicture
from helpdesk.files.content import type_of
from helpdesk.files.enums import Scan
from helpdesk.files.errors import FileRefused, NoLongerHere
from helpdesk.files.filetypes import FileType
from helpdesk.files.models import File
from helpdesk.files.names import clean_name, extension_of, fitting_name
from helpdesk.files.pictures import Picture
from helpdesk.files.scanning import Infected, ScannerSilent, look_for_viruses

log = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024


def take_in(upload: Content[bytes], *, owner: AbstractBaseUser, now: datetime) -> File:
    """Look at the file, and keep it: checked, scanned, a picture drawn anew. Nothing is attached yet.

    Row and blobs are kept together or not at all, but for a process that dies in between or a transaction
    around this one that is rolled back: then the blobs are swept later. Raises ``FileRefused``.
    """
    name = clean_name(upload.name or "") or _("A file without a name")
    content = _readable(upload)
    _check_size(content, name=name)
    scan = _scanned(content, name=name, owner=owner)
    filetype = _recognised(content, name=name)
    picture = _drawn(content, name=name, filetype=filetype) if filetype.is_picture else None
    kept = BytesIO(picture.content) if picture else content
    file = File(
        owner_id=owner.pk,
        name=fitting_name(upload.name or "", filetype=filetype),
        content_type=filetype.content_type,
        scan=scan,
        created_at=now,
    )
    return _store(file, kept, picture=picture, now=now)


def attach(files: Collection[File], *, owner: AbstractBaseUser, now: datetime) -> None:
    """Say that these files of the owner's belong to something now, in the transaction that says to what.

    A file can be attached once. Raises ``NoLongerHere``, and then none is attached.
    """
    keys = {file.pk for file in files}
    with transaction.atomic():
        if File.objects.visible_to(owner).filter(pk__in=keys).update(attached_at=now) != len(keys):
            raise NoLongerHere(gone())
    for file in files:
        file.attached_at = now


def detach(files: Collection[File], *, now: datetime) -> None:
    """These belong to nothing any more: they are their owners' again, for as long as a file just chosen."""
    File.objects.filter(pk__in=[file.pk for file in files]).update(attached_at=None, created_at=now)


def gone() -> str:
    return _("A file that was chosen before is no longer here. Choose it again.")


def _readable(upload: Content[bytes]) -> BinaryIO:
    upload.seek(0)
    # An upload wraps the file it came in, which has all that a file has.
    return cast(BinaryIO, upload.file)


def _check_size(content: BinaryIO, *, name: str) -> None:
    size = content.seek(0, 2)
    if size == 0:
        raise FileRefused(_("“%(name)s” is empty.") % {"name": name})
    if size > settings.FILE_LIMIT:
        limit = settings.FILE_LIMIT // MEGABYTE
        raise FileRefused(
            _("“%(name)s” is larger than %(limit)s MB, the most one file may have.")
            % {"name": name, "limit": limit}
        )


def _scanned(content: BinaryIO, *, name: str, owner: AbstractBaseUser) -> Scan:
    try:
        return look_for_viruses(content)
    except Infected as virus:
        log.warning("A file of user %s was refused: %s", owner.pk, virus)
        raise FileRefused(_("“%(name)s” contains a virus and was not taken.") % {"name": name}) from virus
    except ScannerSilent as silent:
        log.error("The virus scanner gives no verdict, files are refused: %s", silent)
        sentence = _("“%(name)s” could not be checked for viruses just now. Try again in a moment.")
        raise FileRefused(sentence % {"name": name}, again=True) from silent


def _recognised(content: BinaryIO, *, name: str) -> FileType:
    try:
        filetype = type_of(content, extension=extension_of(name))
    except HasMacros as error:
        sentence = _("“%(name)s” contains macros. Save it without them, or as a PDF.")
        raise FileRefused(sentence % {"name": name}) from error
    except UnknownPicture as error:
        sentence = _("“%(name)s” is a picture in a format not every browser can show. Save it as JPEG first.")
        raise FileRefused(sentence % {"name": name}) from error
    if filetype is None:
        sentence = _(
            "“%(name)s” cannot be attached. Pictures, PDF, text, CSV, office documents without macros, "
            "saved e-mails, sound and video can."
        )
        raise FileRefused(sentence % {"name": name})
    return filetype


def _drawn(content: BinaryIO, *, name: str, filetype: FileType) -> Picture:
    try:
        return pictures.draw_anew(content, filetype=filetype)
    except pictures.TooManyPixels as error:
        limit = pictures.MOST_PIXELS // 1_000_000
        sentence = _("“%(name)s” has more than %(limit)s million pixels. Make the picture smaller first.")
        raise FileRefused(sentence % {"name": name, "limit": limit}) from error
    except pictures.CannotBeRead as error:
        log.info("A picture could not be read: %s", error)
        raise FileRefused(_("“%(name)s” is damaged, or no picture.") % {"name": name}) from error


def _store(file: File, content: BinaryIO, *, picture: Picture | None, now: datetime) -> File:
    file.sha256 = _digest(content)
    file.size = content.seek(0, 2)
    with ExitStack() as undo:
        file.storage_name = blobs.put(content, now=now)
        undo.callback(blobs.delete, file.storage_name)
        if picture:
            file.thumbnail_name = blobs.put(BytesIO(picture.thumbnail), now=now)
            undo.callback(blobs.delete, file.thumbnail_name)
            file.width, file.height = picture.width, picture.height
        file.save(force_insert=True)
        undo.pop_all()
    return file


def _digest(content: BinaryIO) -> str:
    digest = sha256()
    content.seek(0)
    while piece := content.read(CHUNK):
        digest.update(piece)
    return digest.hexdigest()
