"""The queue: its views, what narrows them, in which order they come, and how many there are."""

from tickets.domain.queue.asked import Asked, narrowed, tickets_for
from tickets.domain.queue.counting import COUNT_CAP, Count, counts
from tickets.domain.queue.sorts import SORTS
from tickets.domain.queue.views import VIEWS

__all__ = ["COUNT_CAP", "SORTS", "VIEWS", "Asked", "Count", "counts", "narrowed", "tickets_for"]
