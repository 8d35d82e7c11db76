from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.enums import Role
from helpdesk.staff.models import Site, User
from surveys.enums import AnswerChannel
from surveys.models.answer import Answer
from surveys.models.invitation import Invitation
from tickets.models.ticket import hidden_from

TO_REVIEW = models.Q(is_low=True, is_reviewed=False)
REVIEW_IS_AWAITED = TO_REVIEW & models.Q(late_told_at=None, review_due_at__isnull=False)

READERS = (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR)


def reads_answers(user: User) -> bool:
    """Whether the person reads what customers answer, of every ticket they see; the others what they are told
    of themselves: see ``surveys/domain/reading.py``.
    """
    return user.role in READERS


class ResponseQuerySet(models.QuerySet["Response"]):
    def visible_to(self, user: User) -> ResponseQuerySet:
        """Answers about the tickets a person sees, for whoever reads answers; none for the others."""
        return self.about_tickets_of(user) if reads_answers(user) else self.none()

    def about_tickets_of(self, user: User) -> ResponseQuerySet:
        """Whatever the person's role. The site stands here too, for an index to find them by."""
        answers = self.model._default_manager
        hidden = answers.filter(invitation__resolution__ticket__in=hidden_from(user))
        seen = self.exclude(pk__in=hidden.values("pk"))
        return seen if user.sees_every_site else seen.filter(site__in=user.site_ids)

    def named(self) -> ResponseQuerySet:
        """Those of which it may be said whose they are."""
        return self.filter(is_anonymous=False)

    def to_review(self) -> ResponseQuerySet:
        """Low scores nobody has looked after yet, what is due first first."""
        return self.filter(TO_REVIEW).order_by("review_due_at", "id")

    def with_a_review_due_before(self, now: datetime) -> ResponseQuerySet:
        """Those nobody has looked after in time, of which nobody has been told yet."""
        return self.filter(REVIEW_IS_AWAITED, review_due_at__lte=now).order_by("review_due_at", "id")

    def with_ticket(self) -> ResponseQuerySet:
        return self.select_related("invitation__resolution__ticket__customer", "invitation__resolution__by")


class Response(Answer):
    """The customer's answer to one invitation; it may be changed until it locks."""

    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="response")
    # The ticket's site, who resolved it, and whether there is a review; the database keeps them here, for
    # lists to have an index.
    site = models.ForeignKey(Site, on_delete=models.PROTECT, db_index=False, related_name="+", editable=False)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        db_index=False,
        related_name="+",
        editable=False,
    )
    is_reviewed = models.BooleanField(default=False, db_default=False, editable=False)
    channel = models.CharField(
        _("how it came"),
        max_length=10,
        choices=AnswerChannel,
        default=AnswerChannel.LETTER,
        db_default=AnswerChannel.LETTER,
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("taken down by"),
    )
    answered_at = models.DateTimeField(_("answered"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    locks_at = models.DateTimeField(_("may be changed until"))
    # By the rules of the site at the time of the answer.
    is_low = models.BooleanField(_("low score, or not resolved"))
    review_due_at = models.DateTimeField(_("to be looked after by"), null=True, editable=False)
    late_told_at = models.DateTimeField(null=True, editable=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["review_due_at", "id"], condition=TO_REVIEW, name="response_to_review"),
            models.Index(
                fields=["site", "review_due_at", "id"], condition=TO_REVIEW, name="response_site_to_review"
            ),
            models.Index(
                fields=["review_due_at", "id"], condition=REVIEW_IS_AWAITED, name="response_review_due"
            ),
            models.Index(fields=["-answered_at", "-id"], name="response_newest"),
            models.Index(
                fields=["site", "-answered_at", "-id"], include=["score"], name="response_site_newest"
            ),
            models.Index(fields=["resolved_by", "-answered_at", "-id"], name="response_of_resolver"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(score__gte=1, score__lte=5), name="score_from_1_to_5"),
            models.CheckConstraint(
                condition=models.Q(effort=None) | models.Q(effort__gte=1, effort__lte=5),
                name="effort_from_1_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(recommend=None) | models.Q(recommend__lte=10), name="recommend_to_10"
            ),
        ]
        verbose_name = _("survey response")
        verbose_name_plural = _("survey responses")

    def __str__(self) -> str:
        return f"{self.score}"

    def is_locked(self, *, now: datetime) -> bool:
        return now >= self.locks_at
