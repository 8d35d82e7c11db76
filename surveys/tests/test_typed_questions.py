"""What the page sends is what was typed, whatever was typed, and whichever button was pressed."""

from typing import Any

from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from surveys.domain.faults import faults_of_shape
from surveys.domain.written import LANGUAGES, Choice, Written, fresh, settled
from surveys.enums import LowReason, QuestionType
from surveys.forms.typed_questions import MOST_READ, addable, dumped, rearranged, typed_in

WORDS = some.sampled_from(["", " ", "a", "ěż <\"'", "\t&amp;"])
WORDINGS = some.fixed_dictionaries(dict.fromkeys(LANGUAGES, WORDS))
KEYS = some.sampled_from(["", "a", "b", "a b", "Ž"])
CHOICES = some.builds(Choice, KEYS, WORDINGS)
REASONS = some.sets(some.sampled_from(LowReason), max_size=2).map(
    lambda chosen: tuple(one for one in LowReason if one in chosen)
)
QUESTIONS = some.builds(
    Written,
    some.sampled_from(QuestionType),
    KEYS,
    WORDINGS,
    some.lists(CHOICES, max_size=2).map(tuple),
    REASONS,
)
DRAFTS = some.lists(QUESTIONS, max_size=4)
BUTTONS = some.one_of(
    some.builds("{}:{}".format, some.sampled_from(["up", "down", "remove", "lines"]), some.integers(-2, 9)),
    some.sampled_from(["", "add", "up", "up:", "up:x", "down:²", "remove:99999999999999999999", "explode:1"]),
)
# Other work on the same machine must not fail them.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def posted(questions: list[Written]) -> QueryDict:
    sent = QueryDict(mutable=True)
    sent["count"] = str(len(questions))
    for place, one in enumerate(questions):
        for name, value in dumped(one, f"q{place}").items():
            sent.setlist(name, value if isinstance(value, list) else [value])
    return sent


def without_empty_lines(question: Written) -> tuple[Any, ...]:
    worded = [one for one in question.choices if any(words.strip() for words in one.wording.values())]
    return question.type, question.key, question.wording, worded, question.reasons


@PATIENT
@given(DRAFTS)
def test_what_is_sent_comes_back(questions: list[Written]) -> None:
    read = typed_in(posted(questions))
    assert [without_empty_lines(one) for one in read] == [without_empty_lines(one) for one in questions]


@PATIENT
@given(DRAFTS, BUTTONS)
def test_a_button_loses_nothing_but_what_it_takes_out(questions: list[Written], do: str) -> None:
    after, _at = rearranged(questions, do, added="")
    left = [str(one) for place, one in enumerate(questions) if do != f"remove:{place}"]
    assert sorted(map(str, after)) == sorted(left)


@PATIENT
@given(some.lists(QUESTIONS, min_size=1, max_size=4), BUTTONS)
def test_up_and_down_leave_the_first_one_first(questions: list[Written], do: str) -> None:
    after, at = rearranged(questions, do, added="")
    if not do.startswith("remove"):
        assert after[0] == questions[0]
    assert at is None or 0 <= at < max(1, len(after))


@PATIENT
@given(DRAFTS)
def test_settled_once_is_settled(questions: list[Written]) -> None:
    once = settled(questions)
    assert settled(once) == once
    assert [one.type for one in once] == [one.type for one in questions]
    own = [one.key for one in once if one.is_own]
    assert len(own) == len(set(own))


def test_up_down_out_and_in() -> None:
    rows = [fresh(kind) for kind in (QuestionType.SATISFACTION, QuestionType.RESOLVED, QuestionType.COMMENT)]
    score, solved, comment = rows
    assert rearranged(rows, "up:2", added="") == ([score, comment, solved], 1)
    assert rearranged(rows, "down:1", added="") == ([score, comment, solved], 2)
    assert rearranged(rows, "up:1", added="") == (rows, 1)
    assert rearranged(rows, "down:2", added="") == (rows, 2)
    assert rearranged(rows, "remove:1", added="") == ([score, comment], 0)
    assert rearranged(rows, "add", added="effort") == ([*rows, fresh(QuestionType.EFFORT)], 3)
    for refused in ("comment", "satisfaction", "haircut", ""):
        assert rearranged(rows, "add", added=refused) == (rows, None)


def test_what_can_be_added() -> None:
    rows = [fresh(QuestionType.SATISFACTION), fresh(QuestionType.COMMENT)]
    assert [value for value, _label in addable(rows)] == [
        "resolved",
        "done_well",
        "effort",
        "recommend",
        "yes_no",
        "choice",
        "text",
    ]
    assert addable([fresh(QuestionType.TEXT)] * 10) == []


def test_what_no_page_of_ours_sends() -> None:
    for count in ("", "-1", "x", "²", "9" * 30):
        assert typed_in(QueryDict(f"count={count}&q0-type=text")) == []
    assert typed_in(QueryDict("count=2&q0-type=haircut&q1-type=text")) == [
        Written(QuestionType.TEXT, "", dict.fromkeys(LANGUAGES, ""))
    ]
    many = QueryDict("count=9999&" + "&".join(f"q{place}-type=text" for place in range(100)))
    assert len(typed_in(many)) == MOST_READ
    assert "10 questions are the most." in [one.sentence for one in faults_of_shape(typed_in(many))]
