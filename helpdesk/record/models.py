from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Who acts when no person of the house does: a clock, or a customer who answers. Kept as they stand here.
HOUSE = "Courtesy Desk"
CUSTOMER = "The customer"


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, subject: models.Model) -> EntryQuerySet:
        """What happened to one thing, oldest first, with its words."""
        of = self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
        return of.with_words().order_by("sequence")

    def with_words(self) -> EntryQuerySet:
        """Joined, so that ``said`` and ``is_forgotten`` ask the database nothing."""
        return self.select_related("words")


class Entry(models.Model):
    """One line of the record.

    Written by ``helpdesk.record.writing`` only. The database refuses to change or delete one (see the
    migrations), and every entry carries a digest over itself and the entry before it about the same
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
    # What the words were, without saying it; empty when there were none.
    sealed = models.CharField(_("seal"), max_length=64, default="")
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

    @property
    def said(self) -> Mapping[str, Any]:
        """Its words; empty when it had none or they were erased. Read through ``with_words`` in lists."""
        return self.words.said if self.sealed and hasattr(self, "words") else {}

    @property
    def is_forgotten(self) -> bool:
        """Whether it had words that were erased."""
        return bool(self.sealed) and not hasattr(self, "words")

    @property
    def who(self) -> str:
        """The name to show: of a customer as it was then, until it is erased."""
        if self.by_id is None and self.by_name == CUSTOMER:
            return str(self.said.get("by_name") or gettext("The customer"))
        return self.by_name


class Words(models.Model):
    """What an entry says about a person or in free words, kept beside it so that it can be erased.

    Written with its entry, never changed, deleted by ``helpdesk.record.writing.forget`` only; the database
    sees to that (see the migrations). The entry keeps a seal over the salt and the words: it proves them
    while they are here and, with the salt gone, lets nobody guess them afterwards.
    """

    entry = models.OneToOneField(
        Entry,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="words",
        verbose_name=_("record entry"),
    )
    salt = models.CharField(_("salt"), max_length=32)
    said: models.JSONField[dict[str, Any]] = models.JSONField(_("words"), encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("words of a record entry")
        verbose_name_plural = _("words of record entries")

    def __str__(self) -> str:
        return f"Words of entry {self.entry_id}"


class ChainEnd(models.Model):
    """How far the entries about one thing go, so that entries cut off at the end are missed.

    Moved on by ``helpdesk.record.writing`` with every entry; the database refuses to move it back.
    """

    pk = models.CompositePrimaryKey("subject_type", "subject_id")
    subject_type = models.CharField(_("kind of thing"), max_length=60)
    subject_id = models.BigIntegerField(_("number of the thing"))
    sequence = models.PositiveIntegerField(_("position of the last entry"))
    digest = models.CharField(_("digest of the last entry"), max_length=64)

    class Meta:
        verbose_name = _("end of a chain")
        verbose_name_plural = _("ends of chains")

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} #{self.sequence}"
