from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.enums import Delimiter, Encoding, ImportFailure, ImportStatus
from helpdesk.staff.models import Site, User


class CustomerImportQuerySet(models.QuerySet["CustomerImport"]):
    def visible_to(self, user: User) -> CustomerImportQuerySet:
        """Those of the sites the person supervises."""
        if user.sees_every_site:
            return self
        return self.filter(site__in=user.site_ids) if user.can_supervise else self.none()

    def running(self) -> CustomerImportQuerySet:
        return self.filter(status=ImportStatus.RUNNING)

    def resting_since(self, moment: datetime) -> CustomerImportQuerySet:
        """Running, but nobody has worked on them since then."""
        return self.running().filter(worked_at__lt=moment)


class CustomerImport(models.Model):
    """One file of customers: how it is read, how far it is worked through, and what became of its rows."""

    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("site"),
        help_text=_("Here the customers become known, and as in its country phone numbers are read."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("imported by")
    )
    # What the storage calls the file: nothing of its own name, and nothing anybody could guess.
    stored_as = models.CharField(max_length=120, blank=True, editable=False)
    # As the person called it; it may name somebody and goes with the file.
    file_name = models.CharField(_("name of the file"), max_length=120, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"))

    encoding = models.CharField(_("encoding"), max_length=20, choices=Encoding)
    delimiter = models.CharField(_("columns are separated by"), max_length=20, choices=Delimiter)
    has_header = models.BooleanField(_("the first row has the names of the columns"), default=True)
    # The field each column is read as, "" for a column that is left out.
    columns: models.JSONField[list[str]] = models.JSONField(default=list)

    status = models.CharField(
        _("status"), max_length=20, choices=ImportStatus, default=ImportStatus.UPLOADED, editable=False
    )
    failure = models.CharField(max_length=20, choices=ImportFailure, blank=True, editable=False)
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True, blank=True, editable=False)
    worked_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)
    # When the file and the rows that were left out go; nothing goes while it runs.
    sweep_at = models.DateTimeField(null=True, blank=True, editable=False)
    swept_at = models.DateTimeField(_("file deleted"), null=True, blank=True, editable=False)
    # In a row, without a batch that succeeded between them.
    failed_attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    # How far it is: bytes and lines that are done with.
    position = models.PositiveBigIntegerField(default=0, editable=False)
    line = models.PositiveIntegerField(default=0, editable=False)
    added = models.PositiveIntegerField(_("added"), default=0, editable=False)
    updated = models.PositiveIntegerField(_("updated"), default=0, editable=False)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0, editable=False)
    failed = models.PositiveIntegerField(_("left out"), default=0, editable=False)

    objects = CustomerImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="import_newest_first"),
            models.Index(fields=["site", "-created_at", "-id"], name="import_of_site"),
            models.Index(
                fields=["worked_at"], condition=Q(status=ImportStatus.RUNNING), name="import_running"
            ),
            models.Index(fields=["sweep_at"], condition=Q(swept_at=None), name="import_to_sweep"),
        ]
        verbose_name = _("import of customers")
        verbose_name_plural = _("imports of customers")

    def __str__(self) -> str:
        return f"{self.site} {self.created_at:%Y-%m-%d}"

    @property
    def is_uploaded(self) -> bool:
        return self.status == ImportStatus.UPLOADED

    @property
    def is_running(self) -> bool:
        return self.status == ImportStatus.RUNNING

    @property
    def rows(self) -> int:
        """How many rows were worked through."""
        return self.added + self.updated + self.unchanged + self.failed

    @property
    def share_done(self) -> int:
        """Of the file, in per cent, rounded down."""
        return 100 * self.position // self.size if self.size else 100


class ImportCancellation(models.Model):
    """Somebody asked a running import to stop. A row of its own: it need not wait for the running batch."""

    customer_import = models.OneToOneField(
        CustomerImport, on_delete=models.CASCADE, primary_key=True, related_name="cancellation"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("cancelled by")
    )
    at = models.DateTimeField(_("cancelled"), default=timezone.now)

    class Meta:
        verbose_name = _("cancelled import")
        verbose_name_plural = _("cancelled imports")

    def __str__(self) -> str:
        return f"{self.customer_import_id}"


class ImportProblem(models.Model):
    """A row that was left out, as it stood in the file, and what is wrong with it."""

    customer_import = models.ForeignKey(CustomerImport, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField(_("line"))
    row: models.JSONField[list[str]] = models.JSONField(_("row"))
    # Codes with what they are about; ``customers.domain.imports.faults`` says them in words.
    faults: models.JSONField[list[dict[str, Any]]] = models.JSONField()

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["customer_import", "line"], name="import_problem_once_per_line")
        ]
        verbose_name = _("row that was left out")
        verbose_name_plural = _("rows that were left out")

    def __str__(self) -> str:
        return f"{self.customer_import_id}:{self.line}"
