"""The facts of a case as its kind keeps them."""

from datetime import datetime, timedelta
from decimal import Decimal

from demo.case import Case
from demo.complaints import Complaint
from demo.price_corrections import PriceCorrection
from demo.returns import Return
from demo.room_changes import RoomChange
from helpdesk.staff.models import Site, User
from tickets.enums import Priority
from tickets.kinds import Details, complaint, kind_of, price_correction, return_, room_change

_SEVERE = {"low": Priority.NORMAL, "medium": Priority.HIGH, "high": Priority.URGENT}
# How long after it was asked for a guest usually moves.
_UNTIL_THE_MOVE = timedelta(minutes=45)


def priority_of(case: Case, *, kind: str) -> Priority:
    """A complaint's follows how bad it is, everything else its kind."""
    return _SEVERE[case.severity] if isinstance(case, Complaint) else kind_of(kind).priority


def details_of(case: Case, *, site: Site, colleague: User | None, at: datetime) -> Details:
    """Unsaved; `at` is when the case is logged. Raises TypeError for a case of no kind."""
    match case:
        case Complaint():
            return complaint.Complaint(
                about=case.about, cause=case.cause, severity=case.severity, colleague=colleague
            )
        case Return():
            return _return(case, site=site, at=at)
        case PriceCorrection():
            return price_correction.PriceCorrection(
                receipt=case.receipt,
                item=case.item,
                source=case.source,
                agreed_price=Decimal(case.agreed_price),
                charged_price=Decimal(case.charged_price),
                quantity=case.quantity,
                currency=site.currency,
            )
        case RoomChange():
            return _room_change(case, site=site, at=at)
    raise TypeError(f"{type(case).__name__} is no kind of case.")


def _return(case: Return, *, site: Site, at: datetime) -> Details:
    return return_.Return(
        receipt=case.receipt,
        item=case.item,
        quantity=case.quantity,
        price_paid=Decimal(case.price_paid),
        currency=site.currency,
        bought_on=at.astimezone(site.zone).date() - timedelta(days=case.bought_days_ago),
        reason=case.reason,
        condition=case.condition,
        refund_method=case.refund_method,
    )


def _room_change(case: RoomChange, *, site: Site, at: datetime) -> Details:
    moves_at = at + _UNTIL_THE_MOVE
    moves_at = moves_at.replace(minute=moves_at.minute // 15 * 15, second=0, microsecond=0)
    return room_change.RoomChange(
        booking=case.booking,
        from_room=case.from_room,
        reason=case.reason,
        wanted_type=case.wanted_type,
        to_room=case.to_room,
        moves_at=moves_at if case.to_room else None,
        nights=case.nights,
        price_from=Decimal(case.price_per_night_from),
        price_to=Decimal(case.price_per_night_to),
        fault_of_house=case.fault_of_house,
        currency=site.currency,
    )
