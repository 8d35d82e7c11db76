from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import ExpressionWrapper, F, Func, OuterRef, Q, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from helpdesk.folding import fold
from helpdesk.policies.enums import VersionState
from helpdesk.policies.models.policy import Policy
from helpdesk.policies.models.ranking import preference, urgency
from helpdesk.staff.models import Site, User

# About ten printed pages; an article that is longer nobody reads with a customer waiting.
LONGEST_BODY = 20_000
# A day outside is a slip of the finger.
SENSIBLE_DAY = [MinValueValidator(date(1990, 1, 1)), MaxValueValidator(date(2199, 12, 31))]


class PolicyVersionQuerySet(models.QuerySet["PolicyVersion"]):
    def published(self) -> PolicyVersionQuerySet:
        return self.filter(published_at__isnull=False)

    def drafts(self) -> PolicyVersionQuerySet:
        return self.filter(published_at=None)

    def visible_to(self, user: User) -> PolicyVersionQuerySet:
        """What was published, of every policy the person may see; drafts only of those they may write."""
        seen = Policy.objects.all() if user.sees_every_site else Policy.objects.applying_at(user.site_ids)
        written = Policy.objects.writable_by(user)
        return self.filter(
            Q(published_at__isnull=False, policy__in=seen.values("pk")) | Q(policy__in=written.values("pk"))
        )

    def applying_on(self, day: date) -> PolicyVersionQuerySet:
        """Published, begun and not over on that day."""
        unended = Q(valid_until=None) | Q(valid_until__gte=day)
        return self.published().filter(unended, valid_from__lte=day)

    def beginning_after(self, day: date) -> PolicyVersionQuerySet:
        """Published for later, and not withdrawn."""
        not_withdrawn = Q(valid_until=None) | Q(valid_until__gte=F("valid_from"))
        return self.published().filter(not_withdrawn, valid_from__gt=day)

    def in_force(self, *, kind: str, site: Site, on: date) -> PolicyVersionQuerySet:
        """What holds for this kind of case at this site on this day there, in every language.

        ``one_per_policy`` chooses the language.
        """
        policies = Policy.objects.applying_to(kind).applying_at([site.pk])
        return self.applying_on(on).filter(policy__in=policies.values("pk"))

    def best_first(self, *, on: date, languages: Sequence[str]) -> PolicyVersionQuerySet:
        """Within a policy: in force before coming, draft and ended; then by the first language there is."""
        return self.order_by("policy", urgency(on), preference(languages), "language", "-number")

    def one_per_policy(self, *, on: date, languages: Sequence[str]) -> PolicyVersionQuerySet:
        """The best version of each policy: see ``best_first``."""
        return self.best_first(on=on, languages=languages).distinct("policy")

    def with_vote_of(self, user: User) -> PolicyVersionQuerySet:
        """With ``my_vote``: True, False, or None where the person has not voted."""
        votes = self.model._meta.get_field("votes").related_model._default_manager
        mine = votes.filter(version=OuterRef("pk"), by=user.pk)
        return self.annotate(my_vote=Subquery(mine.values("useful")[:1]))


class PolicyVersion(models.Model):
    """What a policy says in one language, from one day to another, both included.

    A draft can be changed. Once published only its last day can, and the database refuses everything else
    (see the migration): refusals and exceptions rest on it.
    """

    policy = models.ForeignKey(
        Policy, on_delete=models.PROTECT, related_name="versions", verbose_name=_("policy")
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    # 1, 2, 3 … within the policy and the language.
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=160)
    body = models.TextField(_("text"), max_length=LONGEST_BODY, help_text=_("Markdown."))
    folded_text = models.TextField(editable=False)
    valid_from = models.DateField(_("applies from"), validators=SENSIBLE_DAY)
    valid_until = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        validators=SENSIBLE_DAY,
        help_text=_("Empty: until further notice."),
    )
    # How often the draft was saved: whoever saves an older one is told.
    edition = models.PositiveIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )

    objects = PolicyVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "language", "number"], name="policy_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["policy", "language"], condition=Q(published_at=None), name="policy_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="policy_version_published_by_somebody",
            ),
            # A withdrawn version ends on the day before its first.
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(
                    valid_until__gte=ExpressionWrapper(
                        F("valid_from") - Value(1), output_field=models.DateField()
                    )
                ),
                name="policy_version_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="policy_versions_do_not_overlap",
                expressions=[
                    ("policy", RangeOperators.EQUAL),
                    ("language", RangeOperators.EQUAL),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_until"),
                            function="daterange",
                            template="%(function)s(%(expressions)s + 1)",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(published_at__isnull=False),
            ),
        ]
        indexes = [
            GinIndex(fields=["folded_text"], name="policy_text_anywhere", opclasses=["gin_trgm_ops"]),
        ]
        verbose_name = _("policy version")
        verbose_name_plural = _("policy versions")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_text = fold(f"{self.title} {self.body}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("policies:version", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def state_on(self, day: date) -> VersionState:
        if not self.is_published:
            return VersionState.DRAFT
        if self.valid_until is not None and self.valid_until < self.valid_from:
            return VersionState.WITHDRAWN
        if day < self.valid_from:
            return VersionState.COMING
        if self.valid_until is not None and day > self.valid_until:
            return VersionState.ENDED
        return VersionState.IN_FORCE
