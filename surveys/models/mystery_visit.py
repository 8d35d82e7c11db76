from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.files.models import File
from helpdesk.mail.models import Letter
from helpdesk.staff.models import Site, Team, User
from surveys.enums import VisitState
from surveys.models.checklist import ChecklistVersion


class MysteryVisitQuerySet(models.QuerySet["MysteryVisit"]):
    def visible_to(self, user: User) -> MysteryVisitQuerySet:
        """Those of the person's sites; none for whoever may be the one that is visited."""
        if not user.can_oversee:
            return self.none()
        return self if user.sees_every_site else self.filter(site__in=user.site_ids)

    def submitted(self) -> MysteryVisitQuerySet:
        return self.filter(submitted_at__isnull=False)

    def with_places(self) -> MysteryVisitQuerySet:
        return self.select_related("site", "team", "version__checklist")


class MysteryVisit(models.Model):
    """One visit somebody makes unknown to the desk, and what they wrote about it.

    The link in the visitor's letter is their whole account; only the digest of its token is kept. It works
    from ``begins_at`` to ``ends_at``, and after submitting until ``locks_at``. What ``answers`` looks like is
    known to ``surveys.domain.checklist_content``.
    """

    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        db_index=False,
        related_name="mystery_visits",
        verbose_name=_("site"),
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("team")
    )
    version = models.ForeignKey(
        ChecklistVersion, on_delete=models.PROTECT, related_name="visits", verbose_name=_("checklist")
    )
    # Both empty once the visitor was erased.
    visitor_name = models.CharField(_("visitor"), max_length=120, blank=True)
    visitor_email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    begins_at = models.DateTimeField(_("link works from"))
    ends_at = models.DateTimeField(_("link works until"))
    planned_at = models.DateTimeField(_("planned"), default=timezone.now)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("planned by")
    )
    withdrawn_at = models.DateTimeField(pgettext_lazy("mystery visit", "withdrawn"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    # The newest one, with the link that works.
    letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, related_name="mystery_visit", verbose_name=_("letter")
    )
    letters = models.PositiveSmallIntegerField(default=0, editable=False)

    answers: models.JSONField[dict[str, dict[str, str]]] = models.JSONField(_("answers"), default=dict)
    remarks = models.TextField(_("remarks"), blank=True)
    # How often it was saved: whoever saves an older page is told.
    edition = models.PositiveIntegerField(default=1, editable=False)
    kept_at = models.DateTimeField(_("last saved"), null=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    locks_at = models.DateTimeField(_("may be changed until"), null=True)
    # What was reached of what could be, in quarters of a weight: see ``surveys.domain.visit_score``.
    points = models.PositiveIntegerField(_("points"), null=True)
    most_points = models.PositiveIntegerField(_("most points"), null=True)

    objects = MysteryVisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="visit_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, locks_at=None, points=None, most_points=None)
                | Q(submitted_at__isnull=False, locks_at__isnull=False, points__lte=F("most_points")),
                name="visit_submitted_with_points",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, submitted_at=None),
                name="visit_withdrawn_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["-planned_at", "-id"], name="visit_newest"),
            models.Index(fields=["site", "-planned_at", "-id"], name="visit_site_newest"),
            models.Index(
                fields=["site", "submitted_at"],
                include=["points", "most_points"],
                condition=Q(submitted_at__isnull=False),
                name="visit_site_submitted",
            ),
        ]
        verbose_name = _("mystery visit")
        verbose_name_plural = _("mystery visits")

    def __str__(self) -> str:
        return f"{self.site_id}: {self.first_day}"

    def get_absolute_url(self) -> str:
        return reverse("surveys:mystery_visit", args=[self.pk])

    def state_at(self, now: datetime) -> VisitState:
        if self.withdrawn_at is not None:
            return VisitState.WITHDRAWN
        if self.locks_at is not None:
            return VisitState.LOCKED if now >= self.locks_at else VisitState.SUBMITTED
        if now >= self.ends_at:
            return VisitState.EXPIRED
        return VisitState.OPEN if now >= self.begins_at else VisitState.PLANNED

    @property
    def percent(self) -> int | None:
        """What was reached, in whole per cent; None before it is submitted, and when nothing applied."""
        if self.points is None or not self.most_points:
            return None
        return round(100 * self.points / self.most_points)


class VisitPhoto(models.Model):
    """A picture a visitor took, drawn anew as every picture is."""

    visit = models.ForeignKey(MysteryVisit, on_delete=models.PROTECT, related_name="photos")
    file = models.OneToOneField(File, on_delete=models.CASCADE, related_name="visit_photo")
    at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        verbose_name = _("photo of a mystery visit")
        verbose_name_plural = _("photos of mystery visits")

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.file_id}"

    @property
    def url(self) -> str:
        """Where it can be downloaded by whoever sees the visit."""
        return reverse("surveys:mystery_visit_photo", args=[self.visit_id, self.file_id])

    @property
    def image_url(self) -> str:
        return f"{self.url}?show"

    @property
    def thumbnail_url(self) -> str:
        return reverse("surveys:mystery_visit_thumbnail", args=[self.visit_id, self.file_id])
