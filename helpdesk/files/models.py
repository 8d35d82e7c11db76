from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.files.enums import Scan
from helpdesk.files.filetypes import TYPES, FileType


class FileQuerySet(models.QuerySet["File"]):
    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> FileQuerySet:
        """What somebody handed over and has not attached to anything yet.

        Who may see an attached file is known to whatever it is attached to, not here.
        """
        return self.unattached().filter(owner=user.pk)

    def unattached(self) -> FileQuerySet:
        return self.filter(attached_at=None)


class File(models.Model):
    """A file somebody handed over: what is known about it. Its content is a blob in the storage.

    ``name``, ``content_type`` and ``size`` are of what is kept, which for a picture is not what came in.
    """

    key = models.UUIDField(_("key"), primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="files",
        verbose_name=_("handed over by"),
    )
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=160)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    storage_name = models.CharField(_("name in the storage"), max_length=100, unique=True)
    thumbnail_name = models.CharField(_("thumbnail in the storage"), max_length=100, blank=True)
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    scan = models.CharField(_("virus scan"), max_length=12, choices=Scan)
    created_at = models.DateTimeField(_("taken in"), default=timezone.now)
    attached_at = models.DateTimeField(_("attached"), null=True, blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thumbnail_name"], condition=~Q(thumbnail_name=""), name="file_thumbnail_once"
            )
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(attached_at=None), name="file_unattached"),
        ]
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.name

    @property
    def filetype(self) -> FileType:
        return TYPES[self.content_type]

    @property
    def is_picture(self) -> bool:
        return self.filetype.is_picture

    @property
    def blobs(self) -> list[str]:
        """The names of everything it has in the storage."""
        return [name for name in (self.storage_name, self.thumbnail_name) if name]


class Leftover(models.Model):
    """A blob whose file is gone. Written with the removal; it goes when the blob has been deleted."""

    storage_name = models.CharField(_("name in the storage"), max_length=100, unique=True)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("leftover")
        verbose_name_plural = _("leftovers")

    def __str__(self) -> str:
        return self.storage_name
