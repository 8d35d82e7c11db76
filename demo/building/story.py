"""One case from its first word to its last, told through the product's own verbs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.utils import translation

from demo.building.casting import AT_THE_DESK
from demo.building.details import Logged, details_of, priority_of
from demo.building.endings import closing_reason_of
from demo.building.events import Event, answer_in
from demo.building.house import House
from demo.building.schedule import Course
from demo.building.timeline import Timeline
from demo.case import Said
from demo.places import LANGUAGES
from demo.second_thoughts import second_thought
from helpdesk.staff.models import User
from tickets.domain.assignment import assign, take
from tickets.domain.escalation import answer, escalate
from tickets.domain.exception import ask_exception
from tickets.domain.lifecycle import move
from tickets.domain.message import add_message
from tickets.domain.policies import policies_for
from tickets.domain.resolution import reopen, resolve
from tickets.domain.ticket import log_ticket
from tickets.enums import Direction, MessageType, Outcome, Status
from tickets.models import Message, Ticket

_A_MOMENT = timedelta(seconds=30)
_CAME_BACK = {"in_person": MessageType.VISIT, "phone": MessageType.CALL}
# Every third case that nobody logged for themselves is handed out by the supervisor.
_HANDED_OUT_EVERY = 3


@dataclass
class Story:
    """Puts the steps of a course on the timeline; each step changes the ticket when its time comes."""

    course: Course
    house: House
    timeline: Timeline
    ticket: Ticket | None = None

    def plan(self) -> None:
        course, at = self.course, self.timeline.at
        at(course.logged_at, self.log)
        if course.cast.is_assigned:
            at(self._assigned_at(), self.give_out)
        for moment, event in course.events:
            at(moment, partial(self.happen, event))
        if course.resolved_at is None:
            at(self._last_moment() + _A_MOMENT, self.wait)
            return
        at(course.resolved_at, self.resolve)
        if course.reopened_at is not None:
            at(course.reopened_at, self.reopen)
        if course.resolved_again_at is not None:
            at(course.resolved_again_at, self.resolve_again)
        if course.closed_at is not None:
            at(course.closed_at, self.close)

    def _last_moment(self) -> datetime:
        return max([self._assigned_at(), *self.course.event_times])

    def _assigned_at(self) -> datetime:
        """At once by whoever stands at the desk, else before the first thing that happens."""
        course = self.course
        if course.cast.case.channel in AT_THE_DESK:
            return course.logged_at
        first = min([*course.event_times, course.resolved_at or course.logged_at + 4 * _A_MOMENT])
        return course.logged_at + (first - course.logged_at) / 2

    @property
    def worker(self) -> User:
        return self.house.person(self.course.cast.worker)

    @property
    def supervisor(self) -> User:
        return self.house.person(self.course.cast.supervisor)

    @property
    def logged(self) -> Ticket:
        if self.ticket is None:
            raise RuntimeError("Nothing can happen to a case before it is logged.")
        return self.ticket

    def log(self) -> None:
        cast, house = self.course.cast, self.house
        case, site = cast.case, house.sites[cast.case.site]
        ticket = Ticket(
            kind=cast.kind,
            channel=case.channel,
            priority=priority_of(case, kind=cast.kind),
            site=site,
            team=house.teams[case.site, cast.team],
            customer=house.customers[cast.customer.name] if cast.customer else None,
            subject=case.subject,
            what_happened=case.what_happened,
            wanted=case.wanted,
        )
        logged = Logged(
            site=site,
            at=self.course.logged_at,
            customer=cast.customer.name if cast.customer else "",
            colleague=house.person(cast.colleague) if cast.colleague else None,
        )
        details = details_of(case, logged=logged)
        by = house.person(cast.logged_by)
        self.ticket = log_ticket(ticket, details=details, by=by, options=case.options, chosen=case.chosen)
        with translation.override(site.language):
            rule = details.outside_rule()
        if rule and case.escalation:
            ask_exception(self.ticket, rule=rule, reason=case.escalation.reason, by=by)

    def give_out(self) -> None:
        """Whoever will work on it takes it; some of what came in writing is handed out instead."""
        ticket = self.logged
        if self.course.cast.case.channel not in AT_THE_DESK and ticket.pk % _HANDED_OUT_EVERY == 0:
            self.ticket = assign(ticket, team=ticket.team, assignee=self.worker, by=self.supervisor)
        else:
            self.ticket = take(ticket, by=self.worker)

    def happen(self, event: Event) -> None:
        escalation = self.course.cast.case.escalation
        if isinstance(event, Said):
            self.say(event)
        elif escalation is not None and event == "asked":
            escalate(self.logged, reason=escalation.reason, by=self.worker)
        elif escalation is not None:
            waiting = self.logged.escalations.waiting().get()
            text = escalation.answer
            answer(waiting, answer=answer_in(text), text=text, by=self.supervisor)

    def say(self, said: Said) -> None:
        talk = self.course.cast.case.talk
        following = talk[talk.index(said) + 1 :]
        then = Status.PENDING if following and following[0].who == "customer" else None
        direction = Direction.IN if said.who == "customer" else Direction.OUT
        if said.how == "note":
            direction, then = Direction.INTERNAL, None
        message = Message(type=said.how, direction=direction, body=said.text)
        if said.how in (MessageType.CALL, MessageType.VISIT):
            message.minutes = 2 + len(said.text) // 25
        by = self.worker if self.course.cast.is_assigned else self.house.person(self.course.cast.logged_by)
        add_message(self.logged, message, by=by, then=then)

    def wait(self) -> None:
        """An unfinished case waits for its customer, for somebody else, or for the team."""
        cast = self.course.cast
        if cast.waits_for is not None and cast.is_assigned:
            move(self.logged, cast.waits_for, by=self.worker)

    def resolve(self) -> None:
        resolution = self.course.cast.case.resolution
        if resolution is not None:
            self._resolve(Outcome(resolution.outcome), resolution.explanation)

    def _resolve(self, outcome: Outcome, explanation: str) -> None:
        ticket, cast = self.logged, self.course.cast
        rests_on = policies_for(ticket, language=ticket.site.language) if outcome == Outcome.REFUSED else []
        resolve(
            ticket,
            outcome=outcome,
            closing_reason=closing_reason_of(cast.case, kind=cast.kind, outcome=outcome),
            explanation=explanation,
            policy_version=rests_on[0] if rests_on else None,
            by=self.worker,
        )

    def reopen(self) -> None:
        case = self.course.cast.case
        thought = second_thought(case)
        if thought is None:
            return
        reopen(self.logged, reason=thought.reason[LANGUAGES[case.site]], by=self.worker)
        how = _CAME_BACK.get(case.channel, MessageType.REPLY)
        words = Message(type=how, direction=Direction.IN, body=thought.words[case.language])
        add_message(self.logged, words, by=self.worker)

    def resolve_again(self) -> None:
        case = self.course.cast.case
        thought = second_thought(case)
        if thought is not None:
            self._resolve(Outcome.AS_ASKED, thought.explanation[case.language])

    def close(self) -> None:
        move(self.logged, Status.CLOSED, by=self.supervisor)
