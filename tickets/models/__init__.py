from tickets.models.attachment import Attachment
from tickets.models.bulk import BulkAction, BulkItem
from tickets.models.calendar import Calendar, FormerHours, SpecialDay
from tickets.models.clock import Clock, ClockPause
from tickets.models.escalation import Escalation
from tickets.models.exception import RuleException
from tickets.models.follow_up import FollowUp
from tickets.models.grace_period import GracePeriod
from tickets.models.handover_note import HandoverNote
from tickets.models.kind_at_site import KindAtSite
from tickets.models.link import Link
from tickets.models.message import Message
from tickets.models.option import Option
from tickets.models.price_match_rule import PriceMatchRule
from tickets.models.product_group import ProductGroup
from tickets.models.recount import Recount
from tickets.models.reference import Reference
from tickets.models.resolution import Resolution
from tickets.models.return_rule import ReturnRule
from tickets.models.room_change_fee import RoomChangeFee
from tickets.models.saved_view import QueueLayout, SavedView
from tickets.models.search_text import SearchText
from tickets.models.sla_policy import SlaPolicy, SlaReminder, SlaTarget
from tickets.models.tag import Tag
from tickets.models.ticket import Ticket
from tickets.models.ticket_merge import TicketMerge
from tickets.models.watching import Watching

__all__ = [
    "Attachment",
    "BulkAction",
    "BulkItem",
    "Calendar",
    "Clock",
    "ClockPause",
    "Escalation",
    "FollowUp",
    "FormerHours",
    "GracePeriod",
    "HandoverNote",
    "KindAtSite",
    "Link",
    "Message",
    "Option",
    "PriceMatchRule",
    "ProductGroup",
    "QueueLayout",
    "Recount",
    "Reference",
    "Resolution",
    "ReturnRule",
    "RoomChangeFee",
    "RuleException",
    "SavedView",
    "SearchText",
    "SlaPolicy",
    "SlaReminder",
    "SlaTarget",
    "SpecialDay",
    "Tag",
    "Ticket",
    "TicketMerge",
    "Watching",
]
