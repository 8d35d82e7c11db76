"""What people are told of about customers, unless they choose otherwise."""

from django.utils.translation import gettext_lazy as _

from helpdesk.notifications.kinds import NewsKind

CUSTOMER_NEWS = (
    NewsKind("import_ended", _("My import of customers ends"), supervisors_only=True, position=140),
)
