from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.staff.models import Site, User


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def visible_to(self, user: User) -> ChecklistQuerySet:
        """Those of the person's sites; none for whoever may be the one that is looked at."""
        if not user.can_oversee:
            return self.none()
        return self if user.sees_every_site else self.filter(site__in=user.site_ids)

    def published(self) -> ChecklistQuerySet:
        """Those a visit can be planned with."""
        versions = ChecklistVersion.objects.published().filter(checklist=models.OuterRef("pk"))
        return self.filter(models.Exists(versions))


class Checklist(models.Model):
    """What mystery visitors of a site look at; what it says is in its versions."""

    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, related_name="checklists", verbose_name=_("site")
    )
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=120)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "name"], name="checklist_name_once")]
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("surveys:checklist", args=[self.pk])


class ChecklistVersionQuerySet(models.QuerySet["ChecklistVersion"]):
    def visible_to(self, user: User) -> ChecklistVersionQuerySet:
        return self.filter(checklist__in=Checklist.objects.visible_to(user))

    def published(self) -> ChecklistVersionQuerySet:
        return self.filter(published_at__isnull=False)

    def drafts(self) -> ChecklistVersionQuerySet:
        return self.filter(published_at=None)


class ChecklistVersion(models.Model):
    """What a checklist asks. A draft can be changed; once published it is final.

    The database refuses to change it then (see the migration): visits are scored by it. What ``content``
    looks like is known to ``surveys.domain.checklist_content``.
    """

    checklist = models.ForeignKey(
        Checklist, on_delete=models.PROTECT, related_name="versions", verbose_name=_("checklist")
    )
    # 1, 2, 3 … within the checklist.
    number = models.PositiveIntegerField(_("version"))
    content: models.JSONField[list[dict[str, Any]]] = models.JSONField(_("content"), default=list)
    # How often the draft was saved: whoever saves an older one is told.
    edition = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    published_at = models.DateTimeField(_("published"), null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("published by"),
    )

    objects = ChecklistVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checklist", "number"], name="checklist_version_number_once"),
            models.UniqueConstraint(
                fields=["checklist"], condition=Q(published_at=None), name="checklist_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="checklist_published_by_somebody",
            ),
        ]
        verbose_name = _("version of a checklist")
        verbose_name_plural = _("versions of checklists")

    def __str__(self) -> str:
        return f"{self.checklist} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("surveys:checklist_version", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
