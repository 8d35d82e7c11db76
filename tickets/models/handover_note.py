from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import Site, Team, User
from tickets.models.ticket import Ticket


class HandoverNoteQuerySet(models.QuerySet["HandoverNote"]):
    def visible_to(self, user: User) -> HandoverNoteQuerySet:
        """Those of the sites a person works at, but none about a ticket they do not see."""
        # Asked of each note: beside an OR the database would gather every ticket a person sees.
        theirs = models.Exists(Ticket.objects.visible_to(user).filter(pk=models.OuterRef("ticket")))
        seen = self.filter(Q(ticket=None) | theirs)
        return seen if user.sees_every_site else seen.filter(site__in=user.site_ids)

    def open(self) -> HandoverNoteQuerySet:
        return self.filter(settled_at=None)

    def for_team(self, team: Team) -> HandoverNoteQuerySet:
        """What is written to the team, and what is written to everybody at its site."""
        return self.filter(Q(team=team.pk) | Q(team=None), site=team.site_id)


class HandoverNote(models.Model):
    """Something the next shift must know that stands in no ticket's promises. It goes once it is seen to."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", verbose_name=_("site"))
    # Empty: for every team of the site.
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("team")
    )
    ticket = models.ForeignKey(
        Ticket,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="handover_notes",
        verbose_name=_("ticket"),
    )
    text = models.TextField(_("note"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("seen to by"),
    )
    settled_at = models.DateTimeField(_("seen to"), null=True, blank=True)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = HandoverNoteQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["site", "written_at", "id"], condition=Q(settled_at=None), name="handover_note_open"
            ),
            models.Index(
                fields=["settled_at"], condition=Q(settled_at__isnull=False), name="handover_note_settled"
            ),
        ]
        verbose_name = _("note for the next shift")
        verbose_name_plural = _("notes for the next shift")

    def __str__(self) -> str:
        return self.text[:60]
