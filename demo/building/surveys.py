"""What the customers answered, and what supervisors did about the low scores."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from demo.answers import ANSWERS, WORK_NOTES, Answer
from demo.building.hours import minutes, part
from demo.building.schedule import JUST_NOW, Course
from demo.building.story import Story
from demo.building.timeline import Timeline
from demo.places import SITES
from surveys.domain import invitation, response
from surveys.domain.review import review
from surveys.enums import Score, Solved
from surveys.models import Response

ANSWERED_SHARE = 0.6
SCORES, WEIGHTS = (5, 4, 3, 2, 1), (44, 26, 12, 10, 8)
# The newest low scores that nobody has looked after yet.
LEFT_TO_REVIEW = 5
UNTIL_INVITED = timedelta(seconds=20)

_LANGUAGES = {site.key: site.language for site in SITES}


@dataclass(frozen=True, kw_only=True)
class Answering:
    """One answer to the invitation for a case's last resolution. `note`: what the supervisor did about it."""

    course: Course
    answer: Answer
    at: datetime
    note: str = ""
    reviewed_at: datetime | None = None


def answerings(courses: Sequence[Course], *, now: datetime, chance: Random) -> list[Answering]:
    """Who of those invited answers, what and when; about `ANSWERED_SHARE` of them."""
    invited = [
        (course, course.last_resolved_at + UNTIL_INVITED)
        for course in courses
        if course.last_resolved_at and course.cast.customer and course.cast.customer.email
    ]
    in_time = [
        (course, at) for course, sent_at in invited if (at := sent_at + _hesitation(chance)) < now - JUST_NOW
    ]
    chosen = chance.sample(in_time, min(round(len(invited) * ANSWERED_SHARE), len(in_time)))
    chosen.sort(key=lambda pair: pair[1])
    words = _Words(chance)
    answered = [Answering(course=course, answer=words.answer(course), at=at) for course, at in chosen]
    low = [one for one in answered if one.answer.score <= Score.BAD]
    reviewed = {id(one) for one in low[:-LEFT_TO_REVIEW]}
    return [words.reviewed(one, now=now) if id(one) in reviewed else one for one in answered]


def _hesitation(chance: Random) -> timedelta:
    """Half of them answer within hours, the rest within days."""
    longest = chance.choice((3, 3, 24, 96))
    return minutes(chance.uniform(5, longest * 60))


class _Words:
    """Answers and notes in the right language, those used least first."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._used: Counter[str] = Counter()

    def answer(self, course: Course) -> Answer:
        language, kind = course.cast.case.language, course.cast.kind
        (score,) = self._chance.choices(SCORES, WEIGHTS)
        fitting = [a for a in ANSWERS if a.language == language and a.score == score and a.kind in ("", kind)]
        return self._least_used(fitting)

    def reviewed(self, one: Answering, *, now: datetime) -> Answering:
        course = one.course
        fitting = [n for n in WORK_NOTES if n.language == _LANGUAGES[course.cast.case.site]]
        note = min(fitting, key=lambda note: (self._used[note.text], self._chance.random()))
        self._used[note.text] += 1
        at = one.at + part(timedelta(days=2), 0.03, 1, chance=self._chance)
        if at > now - JUST_NOW:
            return one
        return Answering(course=course, answer=one.answer, at=one.at, note=note.text, reviewed_at=at)

    def _least_used(self, answers: Sequence[Answer]) -> Answer:
        """One of its kind before one that fits any."""
        chosen = min(answers, key=lambda a: (self._used[repr(a)], not a.kind, self._chance.random()))
        self._used[repr(chosen)] += 1
        return chosen


@dataclass
class SurveyStory:
    """Puts the invitations of one case, its answer and the review on the timeline."""

    story: Story
    answering: Answering | None
    timeline: Timeline
    response: Response | None = None

    def plan(self) -> None:
        course = self.story.course
        for resolved_at in (course.resolved_at, course.resolved_again_at):
            if resolved_at is not None:
                self.timeline.at(resolved_at + UNTIL_INVITED, self.invite)
        if self.answering is not None:
            self.timeline.at(self.answering.at, self.answer)
            if self.answering.reviewed_at is not None:
                self.timeline.at(self.answering.reviewed_at, self.review)

    def invite(self) -> None:
        invitation.invite_batch(now=self.timeline.now)

    def answer(self) -> None:
        resolution = self.story.logged.resolutions.filter(reopened_at=None).get()
        if self.answering is not None:
            said = self.answering.answer
            self.response = response.answer(
                resolution.invitation,
                score=Score(said.score),
                solved=Solved(said.resolved),
                comment=said.comment,
                now=self.timeline.now,
            )

    def review(self) -> None:
        if self.answering is not None and self.response is not None:
            review(self.response, what_was_done=self.answering.note, by=self.story.supervisor)
