"""How one person hears of things: what they have chosen, or else what the kind of news says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from helpdesk.notifications.domain.moments import after_quiet, next_digest
from helpdesk.notifications.enums import DigestRhythm, Email, Way
from helpdesk.notifications.kinds import NewsKind
from helpdesk.notifications.models import Habits
from helpdesk.staff.models import User


@dataclass(frozen=True)
class Ways:
    """By which ways somebody wants to hear of a kind of news."""

    bell: bool
    email: Email
    push: bool

    @classmethod
    def of(cls, kind: NewsKind) -> Ways:
        """As long as nobody has chosen."""
        return cls(kind.bell, kind.email, kind.push)

    @property
    def out(self) -> list[Way]:
        """The ways that lead out of the house."""
        letters = {Email.NONE: [], Email.AT_ONCE: [Way.EMAIL], Email.DIGEST: [Way.DIGEST]}[self.email]
        return [*letters, Way.PUSH] if self.push else letters


def habits_of(person: User) -> Habits:
    """What the person has chosen, else what everybody begins with, which is not saved."""
    return getattr(person, "news_habits", None) or Habits(person=person)


def zone_of(person: User) -> tzinfo:
    """The time of the person's first site, as all of their pages."""
    return person.sites[0].zone if person.sites else UTC


def leaves_at(way: Way, *, person: User, now: datetime) -> datetime:
    """When news that are told now may leave this way: with the digest, and never in quiet hours."""
    habits = habits_of(person)
    if way != Way.DIGEST and habits.quiet_from is None:
        return now
    zone, moment = zone_of(person), now
    if way == Way.DIGEST:
        rhythm = DigestRhythm(habits.digest)
        moment = next_digest(now, rhythm=rhythm, hour=habits.digest_hour, zone=zone)
    return after_quiet(moment, start=habits.quiet_from, end=habits.quiet_until, zone=zone)
