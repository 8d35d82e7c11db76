from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    name = "helpdesk.policies"
    label = "policies"
    verbose_name = _("Policies")

    def ready(self) -> None:
        from helpdesk.policies.sentences import POLICY_SENTENCES
        from helpdesk.record.sentences import register

        register(POLICY_SENTENCES)
