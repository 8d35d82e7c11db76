from tickets.models.attachment import Attachment
from tickets.models.clock import Clock
from tickets.models.escalation import Escalation
from tickets.models.exception import RuleException
from tickets.models.kind_at_site import KindAtSite
from tickets.models.message import Message
from tickets.models.option import Option
from tickets.models.price_match_rule import PriceMatchRule
from tickets.models.product_group import ProductGroup
from tickets.models.reference import Reference
from tickets.models.resolution import Resolution
from tickets.models.return_rule import ReturnRule
from tickets.models.room_change_fee import RoomChangeFee
from tickets.models.sla_policy import SlaPolicy
from tickets.models.ticket import Ticket

__all__ = [
    "Attachment",
    "Clock",
    "Escalation",
    "KindAtSite",
    "Message",
    "Option",
    "PriceMatchRule",
    "ProductGroup",
    "Reference",
    "Resolution",
    "ReturnRule",
    "RoomChangeFee",
    "RuleException",
    "SlaPolicy",
    "Ticket",
]
