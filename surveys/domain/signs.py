"""What tells an answer of a person from one of a machine that presses everything: docs/decisions/0033.

One weak sign never keeps an answer apart; it makes it wait a few minutes, in which a machine would go on to
press what a person leaves alone. A strong sign keeps it apart until a supervisor has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta

from django.core import signing

from surveys.enums import Effort, LowReason, Score, Sign, Solved, WellDone
from surveys.models import Invitation, Leaving, Response
from surveys.models.answer import Answer

# Whoever needs less than this between opening and sending has not read the page.
READING = timedelta(seconds=2)
# A machine that presses everything is through with a page in this time. So long an answer with a weak sign
# waits.
ROUND = timedelta(minutes=5)
# So soon after the letter left hardly anybody has opened it.
FRESH = timedelta(minutes=2)
# Three different scores in one round: a slip of the finger gives two.
SEVERAL = 3
STRONG = frozenset({Sign.TICKED, Sign.LEFT, Sign.SEVERAL, Sign.AT_ONCE})
_STAMPS = signing.Signer(salt="surveys.shown")


@dataclass(frozen=True)
class Given:
    """What the page sends. ``chosen`` and ``words`` answer a site's own questions, by their keys."""

    score: Score
    solved: Solved | str = ""
    done_well: WellDone | str = ""
    comment: str = ""
    because: tuple[LowReason | str, ...] = ()
    effort: Effort | int | None = None
    recommend: int | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    is_anonymous: bool = False

    @classmethod
    def by(cls, answer: Answer) -> Given:
        said = {one.name: getattr(answer, one.name) for one in fields(cls)}
        return cls(**said | {"score": Score(answer.score), "because": tuple(answer.because)})


@dataclass(frozen=True)
class Shown:
    """When the form was shown, and which score was chosen on it already."""

    at: datetime
    score: int | None


def stamp(invitation: Invitation, *, score: int | None, now: datetime) -> str:
    """What the form carries, signed: nobody else can make one, and it is good for its invitation only."""
    return _STAMPS.sign_object([invitation.pk, score, now.timestamp()])


def read_stamp(text: str, *, invitation: Invitation) -> Shown | None:
    """None for what is missing, altered, or of another invitation."""
    try:
        number, score, at = _STAMPS.unsign_object(text)
    except signing.BadSignature:
        return None
    return Shown(datetime.fromtimestamp(at, tz=UTC), score) if number == invitation.pk else None


def signs_of(
    given: Given,
    *,
    invitation: Invitation,
    shown: Shown | None,
    before: Given | None,
    ticked: bool,
    now: datetime,
) -> list[Sign]:
    """What speaks against this answer. ``before`` is the answer that stood on the page, if one did."""
    signs = []
    if shown is None:
        signs.append(Sign.UNSEEN)
    else:
        if shown.score == given.score and given == untouched(given, before):
            signs.append(Sign.BARE)
        if now - shown.at < READING:
            signs.append(Sign.FAST)
    if ticked:
        signs.append(Sign.TICKED)
    if Leaving.objects.filter(invitation=invitation, at__gt=now - ROUND).exists():
        signs.append(Sign.LEFT)
    if len({int(given.score), *scores_given(invitation, since=now - ROUND)}) >= SEVERAL:
        signs.append(Sign.SEVERAL)
    if {Sign.BARE, Sign.FAST} <= set(signs) and has_just_arrived(invitation, now=now):
        signs.append(Sign.AT_ONCE)
    return signs


def untouched(given: Given, before: Given | None) -> Given:
    """The form as it was shown, with the score that was sent."""
    return replace(before, score=given.score) if before else Given(given.score)


def scores_given(invitation: Invitation, *, since: datetime) -> Iterator[int]:
    """Of every answer since then, whatever became of it."""
    yield from invitation.kept_apart.filter(answered_at__gt=since).values_list("score", flat=True)
    response = Response.objects.filter(invitation=invitation).first()
    if response is not None and (response.changed_at or response.answered_at) > since:
        yield response.score


def has_just_arrived(invitation: Invitation, *, now: datetime) -> bool:
    """The letter, or the one that asked once more."""
    sent = [letter.sent_at for letter in (invitation.letter, invitation.reminder) if letter]
    return any(now - at < FRESH for at in sent if at is not None)
