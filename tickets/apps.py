from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TicketsConfig(AppConfig):
    name = "tickets"
    verbose_name = _("Tickets")

    def import_models(self) -> None:
        """The kinds bring tables of their own, so Django has to meet them while it loads the models."""
        super().import_models()
        import_module("tickets.kinds")

    def ready(self) -> None:
        from customers.domain import keepers
        from helpdesk.policies import subjects
        from helpdesk.record.sentences import register
        from tickets.domain.keeper import TicketKeeper
        from tickets.kinds import KINDS
        from tickets.sentences import TICKET_SENTENCES

        register(TICKET_SENTENCES)
        subjects.register({kind.key: kind.label for kind in KINDS.values()})
        keepers.register(TicketKeeper())
