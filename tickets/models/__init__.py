from tickets.models.clock import Clock
from tickets.models.escalation import Escalation
from tickets.models.kind_at_site import KindAtSite
from tickets.models.message import Message
from tickets.models.option import Option
from tickets.models.reference import Reference
from tickets.models.resolution import Resolution
from tickets.models.sla_policy import SlaPolicy
from tickets.models.ticket import Ticket

__all__ = [
    "Clock",
    "Escalation",
    "KindAtSite",
    "Message",
    "Option",
    "Reference",
    "Resolution",
    "SlaPolicy",
    "Ticket",
]
