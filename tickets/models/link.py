from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User
from tickets.enums import LinkType
from tickets.models.ticket import Ticket


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, user: User) -> LinkQuerySet:
        """Whoever sees both ends sees the link: nobody is told of a ticket that is hidden from them."""
        seen = Ticket.objects.visible_to(user)
        return self.filter(ticket__in=seen, other__in=seen)

    def of(self, ticket: Ticket) -> LinkQuerySet:
        return self.filter(Q(ticket=ticket) | Q(other=ticket))


class Link(models.Model):
    """Two tickets have to do with each other. Read from ``ticket`` to ``other``: this is part of that."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(
        Ticket, on_delete=models.PROTECT, related_name="links_back", verbose_name=_("other ticket")
    )
    type = models.CharField(_("type"), max_length=10, choices=LinkType)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("linked by")
    )
    at = models.DateTimeField(_("linked"), default=timezone.now)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(ticket=F("other")), name="link_between_two"),
            models.UniqueConstraint(
                Least("ticket", "other"), Greatest("ticket", "other"), name="linked_one_way_only"
            ),
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(type=LinkType.PART), name="part_of_one_ticket"
            ),
        ]
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return f"{self.ticket_id} → {self.other_id}"
