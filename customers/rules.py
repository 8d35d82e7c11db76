"""Who may do what about a customer they can see. Whom they can see is ``Customer.objects.visible_to``."""

from customers.models import ConductNotice
from helpdesk.staff.models import User


def may_lift(user: User, notice: ConductNotice) -> bool:
    """A supervisor, or whoever placed it; nobody once it was lifted."""
    mine = notice.placed_by_id == user.pk and user.can_work
    return notice.lifted_at is None and (user.can_supervise or mine)
