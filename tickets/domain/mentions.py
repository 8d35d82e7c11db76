"""Cases of somebody else in which a person is named."""

from django.db.models import Q

from customers.domain.traces import Traces
from customers.models import Customer
from helpdesk.folding import fold
from tickets.models import Ticket

# More than a person will look at one by one.
AT_MOST = 50


def find(traces: Traces, *, apart_from: Customer) -> list[int]:
    """Numbers of the newest, as far as an index finds them: whole name, address or number in the subject."""
    named = Q()
    for text in traces.all:
        named |= Q(folded_subject__contains=fold(text))
    if not named:
        return []
    tickets = Ticket.objects.filter(named).exclude(customer=apart_from)
    return list(tickets.order_by("-pk").values_list("pk", flat=True)[:AT_MOST])
