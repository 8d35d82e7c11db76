"""What people are told of about surveys, unless they choose otherwise."""

from django.utils.translation import gettext_lazy as _

from helpdesk.notifications.kinds import NewsKind

SURVEY_NEWS = (
    NewsKind("low_score", _("A customer gives a low score"), supervisors_only=True, position=100),
    NewsKind("review_late", _("Nobody looks after a low score in time"), supervisors_only=True, position=105),
    NewsKind("kept_apart", _("An answer to a survey is kept apart"), supervisors_only=True, position=110),
    NewsKind("visit_submitted", _("A mystery visit is submitted"), supervisors_only=True, position=130),
    NewsKind("praise", _("A customer is satisfied with what I did, and says so"), position=120),
)
