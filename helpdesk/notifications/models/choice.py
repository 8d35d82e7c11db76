from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.notifications.enums import Email
from helpdesk.staff.models import User


class Choice(models.Model):
    """By which ways one person wants to hear of one kind of news. Without a row: as the kind says."""

    person = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="news_choices", verbose_name=_("person")
    )
    kind = models.CharField(_("kind of news"), max_length=40)
    bell = models.BooleanField(_("bell"))
    email = models.CharField(_("e-mail"), max_length=10, choices=Email)
    push = models.BooleanField(_("push message"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="choice_once_per_kind")]
        verbose_name = _("choice of news")
        verbose_name_plural = _("choices of news")

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"
