"""The cases of the house with everything that hangs off them, a few thousand at a time."""

from __future__ import annotations

import random
from bisect import bisect
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from bench.population.case_sheets import Sheets
from bench.population.customers import Customers
from bench.population.kinds import WEIGHTS
from bench.population.staff import SHARES, TEAM_SHARES, Staff
from bench.population.story import CALL, CHANNELS, HOUR, IN, INTERNAL, NOTE, Story, clocks, story
from bench.population.words import Phrasebook
from tickets.domain.ticket import last_line_of
from tickets.enums import Pausing, Status

FIRST_NUMBER = 1001
# A person's own load does not grow with the house, nor does how often one customer comes.
MINE = 60
REGULAR, VISITS = 2, 300
# Which of them has the long talk.
LONG = 1
TAGS = ("vip", "refund", "angry", "group", "wedding", "conference", "breakage", "late check-out")
CLOSES_AFTER = timedelta(days=7)
OUTCOMES = ("as_asked", "explained", "alternative", "refused", "withdrawn")
OUTCOME_WEIGHTS = (55, 25, 12, 5, 3)
KIND_KEYS, KIND_WEIGHTS = list(WEIGHTS), list(accumulate(WEIGHTS.values()))
CHANNEL_KEYS, CHANNEL_WEIGHTS = list(CHANNELS), list(accumulate(CHANNELS.values()))

Said = tuple[str, datetime, int, str, dict[str, Any]]


@dataclass(eq=False)
class Case:
    """One of them while its rows are written."""

    ticket: int
    told: Story
    place: int
    team: int
    kind: str
    clerk: int
    assignee: int | None
    customer: int | None
    rare: str
    last_line: str = ""
    due: datetime | None = None
    row: tuple[object, ...] = ()
    tail: tuple[object, ...] = ()


@dataclass
class Cases:
    """Draws one case after the other and writes what it consists of."""

    staff: Staff
    customers: Customers
    book: Phrasebook
    draw: random.Random
    now: datetime
    number: int
    long_talk: int
    sheets: Sheets = field(default_factory=Sheets)
    messages: int = 0
    clocks: int = 0
    mine: int = 0
    visits: int = 0
    measured: list[Case] = field(default_factory=list)

    def add(self, n: int) -> None:
        """The ``n``-th case, from 1 for the oldest."""
        case = self.case(n)
        self.write_ticket(case)
        self.write_talk(case)
        self.write_clocks(case)
        self.write_end(case)
        self.write_rest(case)

    def case(self, n: int) -> Case:
        draw, told = self.draw, story((n - 0.5) / self.number, draw=self.draw, now=self.now)
        # What is unfinished lies at the busiest site, where whoever is measured works.
        busy = told.ended is None and draw.random() < 0.8
        place = 0 if busy else bisect(SHARES, draw.random() * SHARES[-1])
        (team,) = draw.choices(range(len(TEAM_SHARES)), TEAM_SHARES)
        (kind,) = draw.choices(KIND_KEYS, cum_weights=KIND_WEIGHTS)
        clerk = draw.choice(self.staff.associates[place])
        assignee: int | None = clerk
        if told.status == Status.NEW or (told.ended is None and draw.random() < 0.2):
            assignee = None
        elif told.ended is None and place == 0 and team == 0 and self.mine < MINE:
            assignee, self.mine = self.staff.associate.pk, self.mine + 1
        elif told.ended is None and assignee == self.staff.associate.pk:
            assignee = self.staff.associates[0][1]
        at = (place, self.staff.teams[place][team], kind, clerk, assignee, self.who(place))
        case = Case(n + FIRST_NUMBER - 1, told, *at, rare=draw.choice(self.book.rare))
        if assignee == self.staff.associate.pk and told.ended is None:
            self.measured.append(case)
        return case

    def who(self, place: int) -> int | None:
        """Six of seven leave a name; one of them comes again and again."""
        if place == 0 and self.visits < VISITS and self.draw.random() < max(0.002, 2 * VISITS / self.number):
            self.visits += 1
            return REGULAR
        return self.customers.at(place, self.draw) if self.draw.random() < 0.86 else None

    def text(self) -> str:
        return f"{self.draw.choice(self.book.sentences)} {self.draw.choice(self.book.sentences)}"

    def write_ticket(self, case: Case) -> None:
        draw, told, sheets = self.draw, case.told, self.sheets
        subject, rare = draw.choice(self.book.subjects), case.rare
        happened, wanted = self.text(), draw.choice(self.book.sentences)
        (channel,) = draw.choices(CHANNEL_KEYS, cum_weights=CHANNEL_WEIGHTS)
        case.last_line = wanted
        site = self.staff.sites[case.place].pk
        closes = told.ended + CLOSES_AFTER if told.ended and told.status == Status.RESOLVED else None
        tags = f'{{"{draw.choice(TAGS)}"}}' if draw.random() < 0.15 else "{}"
        reference = sheets.details[case.kind].add(case.ticket)
        priority = sheets.details[case.kind].kind.priority if draw.random() < 0.9 else draw.randint(1, 4)
        case.row = (
            *(case.ticket, case.kind, channel, told.status, int(priority), site, case.team, case.assignee),
            *(
                case.customer,
                f"{subject.text} {rare}",
                f"{subject.folded} {rare}",
                happened,
                wanted,
                case.clerk,
            ),
            told.began,
        )
        case.tail = (tags, closes)
        if reference:
            sheets.references.add(case.ticket, site, *reference, told.began)

    def write_talk(self, case: Case) -> None:
        told = case.told
        if case in self.measured[LONG : LONG + 1]:
            for n in range(self.long_talk):
                at = told.began + (told.said[0] - told.began) * n / self.long_talk
                self.say(case, *((CALL, IN) if n % 2 else (NOTE, INTERNAL)), at)
        for (kind, way), at in zip(told.talk, told.said, strict=True):
            self.say(case, kind, way, at)

    def say(self, case: Case, kind: str, way: str, at: datetime) -> None:
        self.messages += 1
        body = self.text()
        phone = f"+4207{self.draw.randrange(10**8):08}" if kind == CALL else ""
        self.sheets.talk.add(self.messages, case.ticket, kind, way, case.clerk, at, body, phone)
        if way != INTERNAL:
            case.last_line = body

    def write_clocks(self, case: Case) -> None:
        running = []
        for clock in clocks(case.told):
            self.clocks += 1
            self.sheets.clocks.add(self.clocks, case.ticket, *clock.columns(now=self.now))
            if clock.paused is not None:
                self.sheets.pauses.add(self.clocks, Pausing.PENDING.value, clock.paused)
            elif clock.met is None:
                running.append(clock.due)
        case.due = min(running, default=None)

    def write_end(self, case: Case) -> None:
        told, row, name = case.told, case.row, "Alena Dvořáková"
        details = {"kind": case.kind, "channel": row[2], "customer": case.customer}
        entries = [("ticket.logged", told.began, case.clerk, name, details)]
        updated = told.said[-1]
        if told.ended:
            updated = told.ended if told.status == Status.RESOLVED else told.ended + CLOSES_AFTER
            entries.append(self.resolve(case, told.ended, name))
        case.last_line = last_line_of(case.last_line)
        self.sheets.tickets.add(*row, updated, case.due, told.waits_since, case.last_line, *case.tail)
        self.sheets.record.tell(case.ticket, *entries)

    def resolve(self, case: Case, at: datetime, name: str) -> Said:
        draw, sheets = self.draw, self.sheets
        (outcome,) = draw.choices(OUTCOMES, OUTCOME_WEIGHTS)
        case.last_line = draw.choice(self.book.sentences)
        first = not any(way == IN for _kind, way in case.told.talk)
        sheets.resolutions.add(
            case.ticket, case.ticket, outcome, case.last_line, case.clerk, at, "t" if first else "f"
        )
        if draw.random() < 0.25:
            self.ask(case, at)
        details = {
            "resolution": case.ticket,
            "outcome": outcome,
            "closing_reason": "",
            "policy_version": None,
        }
        return "ticket.resolved", at, case.clerk, name, details

    def ask(self, case: Case, at: datetime) -> None:
        """The customer is asked how it was; one in three answers."""
        sheets, week = self.sheets, CLOSES_AFTER
        sheets.invitations.add(case.ticket, case.ticket, at, at + 2 * week, f"{case.ticket:064x}")
        if self.draw.random() < 0.33:
            (score,) = self.draw.choices(range(1, 6), (4, 6, 15, 35, 40))
            # What was low was looked after long ago, but for the last days.
            low = score < 3 and case.told.status == Status.RESOLVED
            sheets.responses.add(
                case.ticket,
                score,
                self.draw.choice(self.book.sentences),
                at + HOUR,
                at + week,
                "t" if low else "f",
                at + 9 * HOUR if low else None,
            )

    def write_rest(self, case: Case) -> None:
        """What only some have: a promise that is still open, a question to the supervisors."""
        if case.told.ended or case.assignee is None:
            return
        draw, site = self.draw, self.staff.sites[case.place].pk
        if draw.random() < 0.2:
            due = self.now + draw.uniform(-10, 50) * HOUR
            promise = (
                draw.choice(self.book.sentences),
                case.assignee,
                case.clerk,
                case.told.began,
                due,
                None,
            )
            self.sheets.follow_ups.add(case.ticket, site, case.team, *promise)
        if draw.random() < 0.02:
            self.sheets.escalations.add(
                case.ticket, draw.choice(self.book.sentences), case.clerk, case.told.began
            )
