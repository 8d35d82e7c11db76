"""The closing reason that goes with how a case ended."""

from collections.abc import Mapping

from demo.case import Case, Outcome
from demo.price_corrections import PriceCorrection
from demo.returns import Return

_OF_RETURNS = {"voucher": "voucher_given", "exchange": "exchanged"}

_REASONS: Mapping[str, Mapping[Outcome, str]] = {
    "complaint": {
        "as_asked": "put_right",
        "alternative": "put_right",
        "goodwill_only": "compensated",
        "explained": "apologised",
        "refused": "not_justified",
        "withdrawn": "no_answer",
    },
    "return": {
        "as_asked": "refunded",
        "alternative": "exchanged",
        "goodwill_only": "voucher_given",
        "explained": "kept",
        "refused": "not_accepted",
        "withdrawn": "kept",
    },
    "price_correction": {
        "as_asked": "paid_back",
        "alternative": "voucher_given",
        "goodwill_only": "voucher_given",
        "explained": "price_was_right",
        "refused": "other_terms",
        "withdrawn": "price_was_right",
    },
    "room_change": {
        "as_asked": "moved",
        "alternative": "room_repaired",
        "goodwill_only": "stayed",
        "explained": "no_room",
        "refused": "no_room",
        "withdrawn": "stayed",
    },
    "bill_question": {
        "as_asked": "bill_corrected",
        "alternative": "bill_corrected",
        "explained": "charges_explained",
    },
    "reservation": {"as_asked": "reserved", "alternative": "reserved"},
    "enquiry": {"as_asked": "answered", "explained": "answered"},
    "suggestion": {"as_asked": "taken_up", "alternative": "forwarded", "explained": "forwarded"},
    "service_request": {"as_asked": "repaired", "alternative": "solved_by_phone"},
}


def closing_reason_of(case: Case, *, kind: str, outcome: str) -> str:
    """One of the kind's own; a return by what was handed over, a reservation by what was asked."""
    if isinstance(case, Return) and outcome in ("as_asked", "alternative"):
        return _OF_RETURNS.get(case.refund_method, "refunded")
    if isinstance(case, PriceCorrection) and outcome == "as_asked" and case.site == "vltava":
        return "taken_off"
    step = getattr(case, "step", "")
    if step in ("change", "cancel"):
        return "reservation_changed" if step == "change" else "reservation_cancelled"
    return {str(key): reason for key, reason in _REASONS[kind].items()}[outcome]
