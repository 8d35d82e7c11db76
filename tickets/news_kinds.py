"""What people are told of about tickets, unless they choose otherwise."""

from django.utils.translation import gettext_lazy as _

from helpdesk.notifications.enums import Email
from helpdesk.notifications.kinds import NewsKind

TICKET_NEWS = (
    NewsKind("assigned", _("Somebody gives me a ticket"), push=True, position=10),
    NewsKind("mentioned", _("Somebody mentions me"), push=True, through_mute=True, position=20),
    NewsKind("customer_replied", _("A customer answers"), push=True, position=30),
    NewsKind("due_soon", _("A promise is due soon"), email=Email.AT_ONCE, push=True, position=40),
    NewsKind("late", _("A promise is broken"), email=Email.AT_ONCE, push=True, position=50),
    NewsKind("follow_up_due", _("A follow-up is due"), push=True, position=60),
    NewsKind("handed_over", _("Something is handed over to me"), position=70),
    NewsKind("approval_asked", _("A supervisor is asked"), push=True, supervisors_only=True, position=80),
    NewsKind("approval_given", _("A supervisor answers me"), push=True, position=90),
    NewsKind("same_case", _("A colleague writes down the same case"), position=110),
)
