"""The facts of a case as its kind keeps them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from demo.bill_questions import BillQuestion
from demo.case import Case
from demo.complaints import Complaint
from demo.enquiries import Enquiry
from demo.price_corrections import PriceCorrection
from demo.reservations import Reservation
from demo.returns import Return
from demo.room_changes import RoomChange
from demo.service_requests import ServiceRequest
from demo.suggestions import Suggestion
from helpdesk.staff.models import Site, User
from tickets.enums import Priority
from tickets.kinds import (
    Details,
    bill_question,
    complaint,
    enquiry,
    kind_of,
    price_correction,
    reservation,
    return_,
    room_change,
    service_request,
    suggestion,
)
from tickets.kinds.charges import Charge, Verdict
from tickets.models import ProductGroup

_SEVERE = {"low": Priority.NORMAL, "medium": Priority.HIGH, "high": Priority.URGENT}
# How long after it was asked for a guest usually moves.
_UNTIL_THE_MOVE = timedelta(minutes=45)


@dataclass(frozen=True, kw_only=True)
class Logged:
    """Where and when a case is logged, for whom, and the colleague it is about."""

    site: Site
    at: datetime
    customer: str = ""
    colleague: User | None = None

    def on_the_wall(self, *hours: str, days: int) -> list[datetime]:
        """These hours at the site, so many days later; a day later still when the last is over by then."""
        day = self.at.astimezone(self.site.zone).date() + timedelta(days=days)
        clock = [datetime.combine(day, time.fromisoformat(hour), tzinfo=self.site.zone) for hour in hours]
        is_over = clock[-1] <= self.at
        return [at + timedelta(days=is_over) for at in clock]


def priority_of(case: Case, *, kind: str) -> Priority:
    """A complaint's follows how bad it is, everything else its kind."""
    return _SEVERE[case.severity] if isinstance(case, Complaint) else kind_of(kind).priority


def details_of(case: Case, *, logged: Logged) -> Details:
    """Not saved yet. Raises KeyError for a case of no kind."""
    return _FACTS[type(case)](case, logged)


def _complaint(case: Complaint, logged: Logged) -> Details:
    return complaint.Complaint(
        about=case.about, cause=case.cause, severity=case.severity, colleague=logged.colleague
    )


def _return(case: Return, logged: Logged) -> Details:
    groups = ProductGroup.objects.filter(site=logged.site, name=case.group)
    return return_.Return(
        receipt=case.receipt,
        product_group=groups.get() if case.group else None,
        item=case.item,
        quantity=case.quantity,
        price_paid=Decimal(case.price_paid),
        currency=logged.site.currency,
        bought_on=logged.at.astimezone(logged.site.zone).date() - timedelta(days=case.bought_days_ago),
        reason=case.reason,
        condition=case.condition,
        refund_method=case.refund_method,
    )


def _price_correction(case: PriceCorrection, logged: Logged) -> Details:
    return price_correction.PriceCorrection(
        receipt=case.receipt,
        bought_on=logged.at.astimezone(logged.site.zone).date(),
        item=case.item,
        source=case.source,
        agreed_price=Decimal(case.agreed_price),
        charged_price=Decimal(case.charged_price),
        quantity=case.quantity,
        currency=logged.site.currency,
    )


def _room_change(case: RoomChange, logged: Logged) -> Details:
    moves_at = logged.at + _UNTIL_THE_MOVE
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
        currency=logged.site.currency,
    )


def _bill_question(case: BillQuestion, logged: Logged) -> Details:
    details = bill_question.BillQuestion(bill=case.bill, currency=logged.site.currency)
    details.charges = [
        Charge(
            one.text,
            Decimal(one.amount),
            Verdict(one.verdict),
            Decimal(one.corrected_to) if one.corrected_to else None,
        )
        for one in case.charges
    ]
    return details


def _reservation(case: Reservation, logged: Logged) -> Details:
    return reservation.Reservation(
        step=case.step,
        reserved=case.reserved,
        reserved_for=logged.on_the_wall(case.at, days=case.days_ahead)[0],
        party_size=case.party_size,
        under_name=logged.customer,
        confirmation=case.confirmation,
    )


def _enquiry(case: Enquiry, logged: Logged) -> Details:
    if case.promised_in is None:
        return enquiry.Enquiry(topic=case.topic, booking=case.booking)
    promised = (logged.at + timedelta(hours=case.promised_in)).replace(minute=0, second=0, microsecond=0)
    return enquiry.Enquiry(
        topic=case.topic,
        booking=case.booking,
        answer_given=enquiry.AnswerGiven.FOLLOW_UP,
        follow_up_by=promised,
    )


def _suggestion(case: Suggestion, _logged: Logged) -> Details:
    return suggestion.Suggestion(
        concerns=case.concerns,
        forwarded_to=case.forwarded_to,
        result=case.result,
        result_note=case.result_note,
    )


def _service_request(case: ServiceRequest, logged: Logged) -> Details:
    window = logged.on_the_wall(*case.between, days=case.visit_in_days) if case.between else []
    return service_request.ServiceRequest(
        device=case.device,
        serial=case.serial,
        contract=case.contract,
        window_from=window[0] if window else None,
        window_to=window[1] if window else None,
        technician=case.technician,
    )


_FACTS: Mapping[type[Case], Callable[[Any, Logged], Details]] = {
    Complaint: _complaint,
    Return: _return,
    PriceCorrection: _price_correction,
    RoomChange: _room_change,
    BillQuestion: _bill_question,
    Reservation: _reservation,
    Enquiry: _enquiry,
    Suggestion: _suggestion,
    ServiceRequest: _service_request,
}
