from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "customers"
    verbose_name = _("Customers")

    def ready(self) -> None:
        from customers.news_kinds import CUSTOMER_NEWS
        from customers.sentences import CUSTOMER_REASONS, CUSTOMER_SENTENCES
        from helpdesk.notifications import kinds as news_kinds
        from helpdesk.record.sentences import REASONS, register

        register(CUSTOMER_SENTENCES)
        REASONS.update(CUSTOMER_REASONS)
        news_kinds.register(*CUSTOMER_NEWS)
