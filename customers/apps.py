from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "customers"
    verbose_name = _("Customers")

    def ready(self) -> None:
        from customers.sentences import CUSTOMER_REASONS, CUSTOMER_SENTENCES
        from helpdesk.record.sentences import REASONS, register

        register(CUSTOMER_SENTENCES)
        REASONS.update(CUSTOMER_REASONS)
