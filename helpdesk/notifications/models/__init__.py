from helpdesk.notifications.models.choice import Choice
from helpdesk.notifications.models.dispatch import Dispatch
from helpdesk.notifications.models.habits import Habits
from helpdesk.notifications.models.mute import Mute
from helpdesk.notifications.models.subscription import Subscription

__all__ = ["Choice", "Dispatch", "Habits", "Mute", "Subscription"]
