from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    name = "helpdesk.staff"
    label = "staff"
    verbose_name = _("Staff")

    def ready(self) -> None:
        from helpdesk.record.sentences import register
        from helpdesk.staff.sentences import STAFF_SENTENCES

        register(STAFF_SENTENCES)
