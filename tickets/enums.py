"""The fixed words of the tickets app. Kinds are not among them: each is a module in ``kinds/``."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    NEW = "new", pgettext_lazy("ticket status", "New")
    OPEN = "open", pgettext_lazy("ticket status", "Open")
    PENDING = "pending", pgettext_lazy("ticket status", "Pending")
    ON_HOLD = "on_hold", pgettext_lazy("ticket status", "On hold")
    RESOLVED = "resolved", pgettext_lazy("ticket status", "Resolved")
    CLOSED = "closed", pgettext_lazy("ticket status", "Closed")


# Somebody still has something to do.
UNFINISHED = (Status.NEW, Status.OPEN, Status.PENDING, Status.ON_HOLD)
# And nobody has to be waited for first.
TO_BE_TAKEN = (Status.NEW, Status.OPEN)


class Priority(IntegerChoices):
    LOW = 1, pgettext_lazy("priority", "Low")
    NORMAL = 2, pgettext_lazy("priority", "Normal")
    HIGH = 3, pgettext_lazy("priority", "High")
    URGENT = 4, pgettext_lazy("priority", "Urgent")


class MessageType(TextChoices):
    REPLY = "reply", _("Reply")
    NOTE = "note", _("Note")
    CALL = "call", _("Call")
    VISIT = "visit", _("Visit")


class Direction(TextChoices):
    """From the house's side. A note goes nowhere."""

    IN = "in", pgettext_lazy("direction", "from the customer")
    OUT = "out", pgettext_lazy("direction", "to the customer")
    INTERNAL = "internal", pgettext_lazy("direction", "for staff")


class Outcome(TextChoices):
    AS_ASKED = "as_asked", _("As the customer asked")
    ALTERNATIVE = "alternative", _("Another way the customer agreed to")
    GOODWILL_ONLY = "goodwill_only", _("Goodwill only")
    EXPLAINED = "explained", _("Explained")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn by the customer")


class Answer(TextChoices):
    """What a supervisor says to an escalation."""

    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    ADVICE = "advice", _("Advice")


class Target(TextChoices):
    """What a clock measures."""

    FIRST_RESPONSE = "first_response", _("First response")
    NEXT_RESPONSE = "next_response", _("Next response")
    RESOLUTION = "resolution", _("Resolution")


# Met by a word to the customer.
RESPONSES = (Target.FIRST_RESPONSE, Target.NEXT_RESPONSE)


class Pausing(TextChoices):
    """In which statuses a clock can stand still, and so why it did."""

    PENDING = Status.PENDING.value, pgettext_lazy("why a clock stands still", "waiting for the customer")
    ON_HOLD = Status.ON_HOLD.value, pgettext_lazy("why a clock stands still", "waiting for a third party")


class Point(TextChoices):
    """When a clock says something."""

    SHARE = "share", pgettext_lazy("when a clock speaks", "at a share of the time")
    BEFORE = "before", pgettext_lazy("when a clock speaks", "before it is due")
    AFTER = "after", pgettext_lazy("when a clock speaks", "after it was due")


class Listener(TextChoices):
    """Whom a clock tells. Above supervisors is whom they answer to, else the administrators."""

    ASSIGNEE = "assignee", pgettext_lazy("whom a clock tells", "the assignee")
    TEAM = "team", pgettext_lazy("whom a clock tells", "the team")
    SUPERVISORS = "supervisors", pgettext_lazy("whom a clock tells", "the supervisors of the site")
    ABOVE = "above", pgettext_lazy("whom a clock tells", "whom these supervisors answer to")


class RecountCause(TextChoices):
    """Why all open clocks are counted anew."""

    CALENDAR = "calendar", pgettext_lazy("why clocks are counted anew", "opening hours")
    POLICIES = "policies", pgettext_lazy("why clocks are counted anew", "SLA policies")
    CUSTOMER = "customer", pgettext_lazy("why clocks are counted anew", "the customer")


class ReferenceType(TextChoices):
    """What sort of number a customer shows at the counter."""

    RECEIPT = "receipt", _("Receipt")
    BOOKING = "booking", _("Booking")
    ROOM = "room", _("Room")
    BILL = "bill", _("Bill")
    CONFIRMATION = "confirmation", _("Confirmation")
    SERIAL = "serial", _("Serial number")
    CONTRACT = "contract", _("Contract")


class PriceSource(TextChoices):
    """Where a lower price was promised; the rule for price corrections says which of them count."""

    SHELF_LABEL = "shelf_label", _("Shelf label")
    ADVERT = "advert", _("Advert")
    AGREEMENT = "agreement", _("Agreement")
    LOYALTY_PRICE = "loyalty_price", _("Loyalty price")
    WEBSITE = "website", _("Website")


class RoomChangeReason(TextChoices):
    """Why a guest moves; for some of them the house asks no fee."""

    NO_HOT_WATER = "no_hot_water", _("No hot water")
    NOISE = "noise", _("Noise")
    CLEANLINESS = "cleanliness", _("Cleanliness")
    BROKEN = "broken", _("Something broken")
    WRONG_TYPE = "wrong_type", _("Not the room that was booked")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    VIEW = "view", _("View")
    SMOKING = "smoking", _("Smoke")
    OTHER = "other", _("Something else")


class LinkType(TextChoices):
    """What one ticket is to another."""

    PART = "part", pgettext_lazy("link between tickets", "Part of")
    DUPLICATE = "duplicate", pgettext_lazy("link between tickets", "Duplicate of")
    RELATED = "related", pgettext_lazy("link between tickets", "Related to")
    SPLIT = "split", pgettext_lazy("link between tickets", "Split off from")
    CAME_BACK = "came_back", pgettext_lazy("link between tickets", "Came back about")


class BulkVerb(TextChoices):
    """What can be done to many tickets at once."""

    ASSIGN = "assign", pgettext_lazy("to many tickets", "Assign")
    MOVE = "move", pgettext_lazy("to many tickets", "Move to another team")
    PRIORITY = "priority", pgettext_lazy("to many tickets", "Change the priority")
    TAG = "tag", pgettext_lazy("to many tickets", "Change the tags")
    REPLY = "reply", pgettext_lazy("to many tickets", "Reply")
    RESOLVE = "resolve", pgettext_lazy("to many tickets", "Resolve")


class BulkStatus(TextChoices):
    """How far a bulk action is; undoing it is the way back over the same tickets."""

    RUNNING = "running", pgettext_lazy("bulk action", "Running")
    DONE = "done", pgettext_lazy("bulk action", "Done")
    STOPPED = "stopped", pgettext_lazy("bulk action", "Stopped")
    UNDOING = "undoing", pgettext_lazy("bulk action", "Being undone")
    UNDONE = "undone", pgettext_lazy("bulk action", "Undone")


class ItemState(TextChoices):
    """What became of one ticket of a bulk action."""

    WAITING = "waiting", pgettext_lazy("ticket of a bulk action", "Waits")
    DONE = "done", pgettext_lazy("ticket of a bulk action", "Done")
    UNCHANGED = "unchanged", pgettext_lazy("ticket of a bulk action", "Was so already")
    REFUSED = "refused", pgettext_lazy("ticket of a bulk action", "Left as it was")
    UNDONE = "undone", pgettext_lazy("ticket of a bulk action", "Undone")
    KEPT = "kept", pgettext_lazy("ticket of a bulk action", "Could not be undone")
