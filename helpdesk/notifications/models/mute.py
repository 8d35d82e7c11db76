from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User


class MuteQuerySet(models.QuerySet["Mute"]):
    def visible_to(self, user: User) -> MuteQuerySet:
        """One's own."""
        return self.filter(person=user.pk)


class Mute(models.Model):
    """One person wants to hear no more about one thing, as "ticket:42", but what is meant for them alone."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mutes", verbose_name=_("person")
    )
    about = models.CharField(_("about"), max_length=60)
    at = models.DateTimeField(_("since"), default=timezone.now)

    objects = MuteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "about"], name="mute_once_per_thing")]
        verbose_name = _("mute")
        verbose_name_plural = _("mutes")

    def __str__(self) -> str:
        return f"{self.person}: {self.about}"


def muted_by(user: User, name: str) -> Exists:
    """To annotate a queryset of what "name:42" is: whether the person has muted each of its rows."""
    about = Concat(Value(f"{name}:"), Cast(OuterRef("pk"), models.CharField()))
    return Exists(Mute.objects.visible_to(user).filter(about=about))
