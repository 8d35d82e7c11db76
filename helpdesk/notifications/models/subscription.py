from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User

# Push services use about 200 characters, Windows' up to 600.
LONGEST_ENDPOINT = 1000


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def visible_to(self, user: User) -> SubscriptionQuerySet:
        """One's own browsers."""
        return self.filter(person=user.pk)


class Subscription(models.Model):
    """A browser that takes push messages for one person: where its push service takes them, and its keys."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="push_subscriptions",
        verbose_name=_("person"),
    )
    endpoint = models.CharField(_("address"), max_length=LONGEST_ENDPOINT, unique=True)
    # What only this browser can read is encrypted with these (RFC 8291).
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    browser = models.CharField(_("browser"), max_length=60, blank=True)
    # Digest of the session it was made in: a browser that signs out is told nothing more.
    session = models.CharField(max_length=64, blank=True, db_index=True)
    at = models.DateTimeField(_("since"), default=timezone.now)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("browser with push messages")
        verbose_name_plural = _("browsers with push messages")

    def __str__(self) -> str:
        return f"{self.person}: {self.browser}"
