from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, subject: models.Model) -> EntryQuerySet:
        """What happened to one thing, oldest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("sequence")


class Entry(models.Model):
    """One line of the record.

    Written by ``helpdesk.record.write`` only. The database refuses to change or delete one (see the
    migration), and every entry carries a digest over itself and the entry before it about the same
    subject, so that a line taken out or altered behind the database's back shows.
    """

    subject_type = models.CharField(_("kind of thing"), max_length=60)
    subject_id = models.BigIntegerField(_("number of the thing"))
    sequence = models.PositiveIntegerField(_("position"))
    at = models.DateTimeField(_("when"))
    # No foreign key action may touch the record: a person who did something here cannot be deleted.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    by_name = models.CharField(_("name at the time"), max_length=120)
    verb = models.CharField(_("what"), max_length=60)
    details: models.JSONField[dict[str, Any]] = models.JSONField(
        _("details"), default=dict, encoder=DjangoJSONEncoder
    )
    digest = models.CharField(_("digest"), max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "sequence"], name="record_sequence_per_subject"
            )
        ]
        verbose_name = _("record entry")
        verbose_name_plural = _("record entries")

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} #{self.sequence} {self.verb}"
