from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.folding import fold
from helpdesk.staff.models import Site, User


class PolicyQuerySet(models.QuerySet["Policy"]):
    def applying_at(self, site_ids: Iterable[int]) -> PolicyQuerySet:
        """Policies of every site, and those of one of these."""
        restricted = PolicySite.objects.filter(policy=OuterRef("pk"))
        return self.filter(~Exists(restricted) | Exists(restricted.filter(site__in=site_ids)))

    def applying_to(self, kind: str) -> PolicyQuerySet:
        """Policies of every kind, and those of this one."""
        return self.filter(Q(kinds=[]) | Q(kinds__contains=[kind]))

    def writable_by(self, user: User) -> PolicyQuerySet:
        """Every policy for an administrator; for a supervisor those that apply nowhere but at their sites."""
        if not user.can_supervise:
            return self.none()
        if user.sees_every_site:
            return self
        restricted = PolicySite.objects.filter(policy=OuterRef("pk"))
        return self.filter(Exists(restricted), ~Exists(restricted.exclude(site__in=user.site_ids)))

    def visible_to(self, user: User) -> PolicyQuerySet:
        """Policies of every site or of the person's sites; a never published one only to its writers."""
        if user.sees_every_site:
            return self
        versions = apps.get_model("policies", "PolicyVersion")._default_manager
        published = versions.filter(policy=OuterRef("pk"), published_at__isnull=False)
        written = Policy.objects.writable_by(user)
        return self.applying_at(user.site_ids).filter(Exists(published) | Q(pk__in=written.values("pk")))


class Policy(models.Model):
    """What the house has promised about something. What exactly, and since when, its versions say."""

    name = models.CharField(
        pgettext_lazy("of a thing", "name"), max_length=120, help_text=_("What staff call it.")
    )
    folded_name = models.CharField(max_length=240, editable=False)
    kinds = ArrayField(models.CharField(max_length=30), default=list, blank=True, verbose_name=_("kinds"))
    sites = models.ManyToManyField(
        Site, through="PolicySite", blank=True, related_name="policies", verbose_name=_("sites")
    )

    objects = PolicyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["folded_name", "id"], name="policy_by_name"),
            GinIndex(fields=["folded_name"], name="policy_name_anywhere", opclasses=["gin_trgm_ops"]),
        ]
        verbose_name = _("policy")
        verbose_name_plural = _("policies")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_name = fold(self.name)[:240]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("policies:policy", args=[self.pk])


class PolicySite(models.Model):
    """One site a policy is restricted to.

    The site cannot be deleted while this stands: without its last site a policy would apply everywhere.
    """

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "site"], name="policy_once_per_site")]
        verbose_name = _("site of a policy")
        verbose_name_plural = _("sites of policies")

    def __str__(self) -> str:
        return f"{self.policy} · {self.site}"
