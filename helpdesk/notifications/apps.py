from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "helpdesk.notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_out
        from django.core.checks import register

        from helpdesk.notifications.checks import check_push_key
        from helpdesk.notifications.domain.subscription import end_with_session

        # Django's own signal: signing out is the one moment at which a shared browser has to go quiet.
        user_logged_out.connect(end_with_session, dispatch_uid="push ends with the session")
        register(check_push_key)
