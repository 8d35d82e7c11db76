from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

LONGEST_ABOUT = 120
LONGEST_LABEL = 120


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> DraftQuerySet:
        """One's own, discarded ones included; nothing for nobody. No rank opens somebody else's."""
        return self.filter(owner=user.pk)

    def live(self) -> DraftQuerySet:
        """Those that still hold what was typed."""
        return self.filter(discarded_at=None)

    def newest_first(self) -> DraftQuerySet:
        return self.order_by("-updated_at", "pk")


class Draft(models.Model):
    """What one person typed into one form and has not sent yet.

    A discarded draft is empty and stays for a day, so that an autosave that comes late finds it and
    does not bring back what was sent or thrown away.
    """

    # The ``form_key`` of the page: the ticket or message made from the form has the same.
    key = models.UUIDField(_("key"), primary_key=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("typed by")
    )
    # The form and its subject: "ticket", "ticket:1042:message".
    about = models.CharField(_("about"), max_length=LONGEST_ABOUT)
    # The fields as ``QueryDict.lists()`` has them, without passwords and tokens.
    data: models.JSONField[dict[str, list[str]]] = models.JSONField(_("typed"), default=dict)
    label = models.CharField(_("first words"), max_length=LONGEST_LABEL, blank=True)
    # Grows with every save of a page, so that the one sent last wins and not the one that arrives last.
    seq = models.BigIntegerField(_("number of the save"), default=0)
    created_at = models.DateTimeField(_("begun"))
    updated_at = models.DateTimeField(_("kept"))
    discarded_at = models.DateTimeField(_("discarded"), null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["owner", "about", "-updated_at"],
                condition=Q(discarded_at=None),
                name="draft_newest_of_owner",
            ),
            models.Index(fields=["updated_at"], condition=Q(discarded_at=None), name="draft_oldest"),
            models.Index(
                fields=["discarded_at"], condition=Q(discarded_at__isnull=False), name="draft_discarded"
            ),
        ]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return f"{self.about}: {self.label}"

    @property
    def typed(self) -> QueryDict:
        """The fields as a view gets them in ``request.POST``."""
        typed = QueryDict(mutable=True)
        for name, values in self.data.items():
            typed.setlist(name, values)
        return typed
