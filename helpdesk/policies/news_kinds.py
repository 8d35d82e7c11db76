"""What people are told of about policies, unless they choose otherwise."""

from django.utils.translation import gettext_lazy as _

from helpdesk.notifications.kinds import NewsKind

POLICY_NEWS = (
    NewsKind(
        "change_suggested", _("Somebody suggests a change to a policy"), supervisors_only=True, position=120
    ),
    NewsKind("suggestion_settled", _("My suggestion for a policy is settled"), position=130),
)
