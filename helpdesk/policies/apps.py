from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    name = "helpdesk.policies"
    label = "policies"
    verbose_name = _("Policies")

    def ready(self) -> None:
        from helpdesk.notifications import kinds as news_kinds
        from helpdesk.policies.news_kinds import POLICY_NEWS
        from helpdesk.policies.sentences import POLICY_SENTENCES
        from helpdesk.record.sentences import register

        register(POLICY_SENTENCES)
        news_kinds.register(*POLICY_NEWS)
