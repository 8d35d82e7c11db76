from tickets.models import Ticket


def lock(ticket: Ticket) -> Ticket:
    """The ticket as it is now, held until the transaction ends: two people change it one after the other."""
    tickets = Ticket.objects.select_related("site", "team", "customer", "assignee")
    return tickets.select_for_update(of=("self",)).get(pk=ticket.pk)
