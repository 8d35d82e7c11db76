"""Which of the written answers and work notes fit a case."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from demo.answers import ANSWERS, WORK_NOTES, Answer, WorkNote
from demo.building.events import is_out
from demo.building.schedule import ZONES, Course
from demo.places import LANGUAGES
from demo.price_corrections import PriceCorrection
from demo.returns import Return
from demo.room_changes import RoomChange

# How many in a hundred give each score.
WEIGHTS = {5: 44, 4: 26, 3: 12, 2: 10, 1: 8}
# Nobody's words are heard more often than this while others are left.
TWICE = 2
_LATE_HOUR = 21
_LONG = timedelta(days=3)


class Opinions:
    """Answers and notes in the right language, those used least first."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._used: Counter[str] = Counter()

    def answer(self, course: Course, *, at: datetime) -> Answer:
        """What the customer answers at that moment; the score is chance, the words fit the case."""
        case, kind = course.cast.case, course.cast.kind
        fitting = [
            answer
            for answer in ANSWERS
            if answer.language == case.language
            and answer.kind in ("", kind)
            and is_true(answer, course, at=at)
        ]
        fitting = [answer for answer in fitting if self._used[repr(answer)] < TWICE] or fitting
        scores = sorted({answer.score for answer in fitting})
        (score,) = self._chance.choices(scores, [WEIGHTS[score] for score in scores])
        chosen = min((one for one in fitting if one.score == score), key=self._how_worn)
        self._used[repr(chosen)] += 1
        return chosen

    def _how_worn(self, answer: Answer) -> tuple[int, bool, float]:
        """The least used first, and words made for such a case before those that fit any."""
        return self._used[repr(answer)], not (answer.kind or answer.fits), self._chance.random()

    def work_note(self, course: Course, answer: Answer) -> WorkNote:
        """What the supervisor writes: the note that belongs to the comment, else one that fits any."""
        language = LANGUAGES[course.cast.case.site]
        belonging = [
            note
            for note in WORK_NOTES
            if note.after and answer.comment.startswith(note.after) and note.language in (language, "en")
        ]
        general = [note for note in WORK_NOTES if note.language == language and not note.after]
        chosen = self._least_used(belonging or general)
        self._used[chosen.text] += 1
        return chosen

    def _least_used(self, notes: Sequence[WorkNote]) -> WorkNote:
        return min(notes, key=lambda note: (self._used[note.text], self._chance.random()))


def is_true(answer: Answer, course: Course, *, at: datetime) -> bool:
    """Whether the case went the way the words say."""
    if answer.fits == "long":
        return at - course.logged_at >= _LONG
    return answer.fits == "" or _HOW_IT_WENT[answer.fits](course)


def _moved(course: Course) -> bool:
    case = course.cast.case
    return isinstance(case, RoomChange) and bool(case.to_room) and _outcome(course) == "as_asked"


def _outcome(course: Course) -> str:
    resolution = course.cast.case.resolution
    return resolution.outcome if resolution else ""


def _ended_late(course: Course) -> bool:
    zone = ZONES[course.cast.case.site]
    return bool(course.resolved_at and course.resolved_at.astimezone(zone).hour >= _LATE_HOUR)


def _is_paid_back(course: Course) -> bool:
    case = course.cast.case
    if isinstance(case, Return):
        return case.refund_method in ("card", "transfer")
    return isinstance(case, PriceCorrection)


_HOW_IT_WENT: Mapping[str, Callable[[Course], bool]] = {
    "desk": lambda course: course.cast.case.channel == "in_person",
    "reception": lambda course: course.cast.case.channel == "in_person" and course.cast.case.site == "vltava",
    "call": lambda course: any(said.how == "call" for said in course.cast.case.talk),
    "email": lambda course: any(is_out(said) and said.how == "reply" for said in course.cast.case.talk),
    "new_room": _moved,
    "late_move": lambda course: _moved(course) and _ended_late(course),
    "refund": lambda course: _outcome(course) == "as_asked" and _is_paid_back(course),
    "voucher": lambda course: getattr(course.cast.case, "refund_method", "") == "voucher",
    "part": lambda course: _outcome(course) == "goodwill_only",
    "refusal": lambda course: _outcome(course) == "refused",
}
