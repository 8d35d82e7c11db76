from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.mail.enums import LetterStatus


class Letter(models.Model):
    """An e-mail going out. Life: queued → sending → sent, or back to queued, or failed for good.

    ``handed_over_at`` is committed just when the server is told that the letter is complete. A process
    that dies earlier has delivered nothing; one that dies later has delivered it. A letter that is erased
    keeps when it went and loses whom it went to and what it said; one that had not left is withdrawn.
    """

    # What made us write it ("survey:12"): the same cause never makes two letters.
    cause = models.CharField(_("what made us write it"), max_length=120, unique=True)
    sender = models.CharField(_("from"), max_length=254)
    recipient = models.EmailField(_("to"))
    reply_to = models.CharField(_("answers go to"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("plain text"))
    html = models.TextField(_("HTML"), blank=True)
    headers: models.JSONField[dict[str, str]] = models.JSONField(
        _("further headers"), default=dict, blank=True
    )
    # What is enclosed: the name and type of each file, and what it is called in the storage.
    enclosed: models.JSONField[list[dict[str, str]]] = models.JSONField(
        _("enclosed"), default=list, blank=True
    )
    # Parts of the body nobody may read here once the letter is gone, such as a survey's token.
    secrets: models.JSONField[list[str]] = models.JSONField(
        _("blotted out when sent"), default=list, blank=True
    )
    message_id = models.CharField(_("Message-ID"), max_length=254, unique=True)

    # One of many that nobody waits for: it leaves after all others that may leave.
    is_bulk = models.BooleanField(_("one of many"), default=False, db_default=False)
    status = models.CharField(_("status"), max_length=10, choices=LetterStatus, default=LetterStatus.QUEUED)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken by a worker"), null=True, blank=True)
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    last_answer = models.CharField(_("what the server said"), max_length=500, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["is_bulk", "next_attempt_at"],
                condition=Q(status=LetterStatus.QUEUED),
                name="letter_next_attempt",
            ),
            models.Index(
                fields=["claimed_at"], condition=Q(status=LetterStatus.SENDING), name="letter_being_sent"
            ),
            models.Index(fields=["recipient"], name="letter_by_recipient"),
        ]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient}"
