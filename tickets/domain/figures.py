"""Today's figures, small enough to be counted on every visit."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Count, Q
from django.utils import timezone

from tickets.models import Resolution
from tickets.models.ticket import TicketQuerySet


@dataclass(frozen=True)
class Figures:
    logged: int
    resolved: int
    at_first_contact: int

    @property
    def first_contact_share(self) -> int | None:
        """Whole per cent; None when nothing was resolved."""
        return round(100 * self.at_first_contact / self.resolved) if self.resolved else None


def figures_of_today(visible: TicketQuerySet, *, now: datetime) -> Figures:
    """What was logged and resolved since midnight among the tickets the person sees."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    resolved = Resolution.objects.filter(at__gte=midnight, ticket__in=visible).aggregate(
        all=Count("pk"), first=Count("pk", filter=Q(first_contact=True))
    )
    return Figures(
        logged=visible.filter(created_at__gte=midnight).count(),
        resolved=resolved["all"],
        at_first_contact=resolved["first"],
    )
