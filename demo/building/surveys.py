"""What the customers answered, and what supervisors did about the low scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from random import Random

from demo.answers import Answer
from demo.building.hours import minutes, part
from demo.building.opinions import Opinions
from demo.building.schedule import JUST_NOW, Course
from demo.building.story import Story
from demo.building.timeline import Timeline
from surveys.domain import invitation, response
from surveys.domain.review import review
from surveys.enums import Score, Solved
from surveys.models import Response

ANSWERED_SHARE = 0.6
# The newest low scores that nobody has looked after yet.
LEFT_TO_REVIEW = 5
UNTIL_INVITED = timedelta(seconds=20)


@dataclass(kw_only=True)
class Answering:
    """One answer to the invitation for a case's last resolution. `note`: what the supervisor did about it."""

    course: Course
    answer: Answer
    at: datetime
    note: str = ""
    reviewed_at: datetime | None = None


def answerings(courses: Sequence[Course], *, now: datetime, chance: Random) -> list[Answering]:
    """Who of those invited answers, what and when; about `ANSWERED_SHARE` of them."""
    reachable = [course for course in courses if course.cast.customer and course.cast.customer.email]
    invited = sum(bool(c.resolved_at) + bool(c.resolved_again_at) for c in reachable)
    thought = [(c, at + UNTIL_INVITED + _hesitation(chance)) for c in reachable if (at := c.last_resolved_at)]
    in_time = [(course, at) for course, at in thought if at < now - JUST_NOW]
    chosen = chance.sample(in_time, min(round(invited * ANSWERED_SHARE), len(in_time)))
    opinions = Opinions(chance)
    answered = [
        Answering(course=course, answer=opinions.answer(course, at=at), at=at)
        for course, at in sorted(chosen, key=itemgetter(1))
    ]
    low = [one for one in answered if one.answer.score <= Score.BAD]
    for one in low[:-LEFT_TO_REVIEW]:
        reviewed_at = one.at + part(timedelta(days=2), 0.03, 1, chance=chance)
        if reviewed_at < now - JUST_NOW:
            one.note, one.reviewed_at = opinions.work_note(one.course, one.answer).text, reviewed_at
    return answered


def _hesitation(chance: Random) -> timedelta:
    """Half of them answer within hours, the rest within days."""
    longest = chance.choice((3, 3, 24, 96))
    return minutes(chance.uniform(5, longest * 60))


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
