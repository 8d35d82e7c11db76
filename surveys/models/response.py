from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import Site, User
from surveys.enums import Score, Solved, WellDone
from surveys.models.invitation import Invitation
from tickets.models.ticket import hidden_from

TO_REVIEW = models.Q(is_low=True, is_reviewed=False)


class ResponseQuerySet(models.QuerySet["Response"]):
    def visible_to(self, user: User) -> ResponseQuerySet:
        """Answers about the tickets a person sees; the site stands here too, for an index to find them by."""
        answers = self.model._default_manager
        hidden = answers.filter(invitation__resolution__ticket__in=hidden_from(user))
        seen = self.exclude(pk__in=hidden.values("pk"))
        return seen if user.sees_every_site else seen.filter(site__in=user.site_ids)

    def to_review(self) -> ResponseQuerySet:
        """Low scores nobody has looked after yet, oldest first."""
        return self.filter(TO_REVIEW).order_by("answered_at", "id")

    def with_ticket(self) -> ResponseQuerySet:
        return self.select_related("invitation__resolution__ticket__customer", "invitation__resolution__by")


class Response(models.Model):
    """The customer's answer to one invitation; it may be changed until it locks."""

    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="response")
    # The ticket's site, and whether there is a review; kept here by the database, for lists to have an index.
    site = models.ForeignKey(Site, on_delete=models.PROTECT, db_index=False, related_name="+", editable=False)
    is_reviewed = models.BooleanField(default=False, db_default=False, editable=False)
    score = models.PositiveSmallIntegerField(_("score"), choices=Score)
    solved = models.CharField(_("is it resolved"), max_length=10, choices=Solved, blank=True)
    done_well = models.CharField(_("done well"), max_length=10, choices=WellDone, blank=True, db_default="")
    comment = models.TextField(_("comment"), blank=True)
    answered_at = models.DateTimeField(_("answered"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    locks_at = models.DateTimeField(_("may be changed until"))
    # By the rules of the site at the time of the answer.
    is_low = models.BooleanField(_("low score"))

    objects = ResponseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["answered_at", "id"], condition=TO_REVIEW, name="response_to_review"),
            models.Index(
                fields=["site", "answered_at", "id"], condition=TO_REVIEW, name="response_site_to_review"
            ),
            models.Index(fields=["-answered_at", "-id"], name="response_newest"),
            models.Index(
                fields=["site", "-answered_at", "-id"], include=["score"], name="response_site_newest"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(score__gte=1, score__lte=5), name="score_from_1_to_5")
        ]
        verbose_name = _("survey response")
        verbose_name_plural = _("survey responses")

    def __str__(self) -> str:
        return f"{self.score}"

    def is_locked(self, *, now: datetime) -> bool:
        return now >= self.locks_at
