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
        from helpdesk.notifications import kinds as news_kinds
        from helpdesk.notifications import subjects as news_subjects
        from helpdesk.policies import subjects
        from helpdesk.record.sentences import register
        from tickets.clock_sentences import CLOCK_SENTENCES
        from tickets.domain.keeper import TicketKeeper
        from tickets.domain.news import tickets_seen
        from tickets.follow_up_sentences import FOLLOW_UP_SENTENCES
        from tickets.kinds import KINDS
        from tickets.news_kinds import TICKET_NEWS
        from tickets.sentences import TICKET_SENTENCES
        from tickets.sla_sentences import SLA_SENTENCES

        register(TICKET_SENTENCES)
        register(CLOCK_SENTENCES)
        register(FOLLOW_UP_SENTENCES)
        register(SLA_SENTENCES)
        subjects.register({kind.key: kind.label for kind in KINDS.values()})
        keepers.register(TicketKeeper())
        news_kinds.register(*TICKET_NEWS)
        news_subjects.register("ticket", tickets_seen)
