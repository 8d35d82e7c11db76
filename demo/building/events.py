"""What happens in a case between the moment it is logged and its end, in order."""

from typing import Literal

from demo.case import Case, Said
from tickets.enums import Answer, Status

# A supervisor is asked, and answers.
Event = Said | Literal["asked", "answered"]

# What an associate writes when somebody outside the team has to move first, and what a supervisor writes.
_THIRD_PARTY = ("Předáno", "technik", "apytać", "Svoz", "po úklidu", "hlídat")
_DECLINED = ("Odmítnout",)
_ADVICE = ("Odpisuję", "hlídám osobně")


def is_out(event: Event) -> bool:
    """Whether somebody of the house spoke to the customer."""
    return isinstance(event, Said) and event.who == "associate" and event.how != "note"


def events_of(case: Case) -> list[Event]:
    """The talk, with the question to a supervisor after what staff said.

    A question that was answered comes before the customer's last word, one that still waits after it.
    """
    events: list[Event] = list(case.talk)
    if case.escalation is None:
        return events
    if not case.escalation.answer:
        return [*events, "asked"]
    place = len(events)
    while place and case.talk[place - 1].who == "customer":
        place -= 1
    return [*events[:place], "asked", "answered", *events[place:]]


def answer_in(text: str) -> Answer:
    """What a supervisor's words amount to."""
    if any(cue in text for cue in _DECLINED):
        return Answer.DECLINED
    return Answer.ADVICE if any(cue in text for cue in _ADVICE) else Answer.AGREED


def waits_for(case: Case) -> Status | None:
    """What an unfinished case waits for; None when the team has to act."""
    spoken = [said for said in case.talk if said.how != "note"]
    if case.escalation or not case.talk or case.talk[-1].who == "customer":
        return None
    if any(cue in case.talk[-1].text for cue in _THIRD_PARTY):
        return Status.ON_HOLD
    return Status.PENDING if spoken and spoken[-1].who == "associate" else None
