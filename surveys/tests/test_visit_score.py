from hypothesis import given
from hypothesis import strategies as st

from surveys.domain.checklist_content import (
    MARKS,
    OFFERED,
    Answers,
    Given,
    Item,
    Section,
    missing,
    read,
    read_answers,
    worded,
    write,
    write_answers,
)
from surveys.domain.visit_score import Points, points_of, score, section_points
from surveys.enums import ItemType
from surveys.tests.visits import ANSWERS, ROOM, SECTIONS, WELCOME

WEIGHTS = st.integers(min_value=1, max_value=10)


@st.composite
def answered(draw: st.DrawFn) -> tuple[list[Section], dict[str, Given]]:
    """Some sections, each item answered with something that is offered, or not at all."""
    sections, answers = [], {}
    for s in range(draw(st.integers(1, 3))):
        items = []
        for i in range(draw(st.integers(0, 4))):
            key, kind = f"{s}-{i}", draw(st.sampled_from(ItemType))
            items.append(Item(key, kind, {"en": "?"}, draw(WEIGHTS)))
            answers[key] = Given(draw(st.sampled_from(("", *OFFERED.get(kind, ("Words.",))))))
        sections.append(Section(str(s), {"en": "S"}, tuple(items)))
    return sections, answers


def test_worked_by_hand() -> None:
    assert section_points(WELCOME, ANSWERS) == Points(11, 12)
    assert section_points(ROOM, ANSWERS) == Points(0, 0)
    assert section_points(ROOM, ANSWERS).share is None
    assert score(SECTIONS, ANSWERS).percent == 92
    no = dict(ANSWERS) | {"a0000001": Given("no"), "b0000001": Given("yes")}
    # 0 of 8, 3 of 4, 4 of 4 quarters
    assert score(SECTIONS, no) == Points(7, 16)
    assert [points_of(WELCOME.items[1], Given(mark)).reached for mark in MARKS] == [0, 1, 2, 3, 4]
    assert score(SECTIONS, {}).percent is None


@given(answered())
def test_between_nothing_and_all(case: tuple[list[Section], dict[str, Given]]) -> None:
    points = score(*case)
    assert 0 <= points.reached <= points.whole
    assert points.share is None or 0 <= points.share <= 1
    assert points == sum((section_points(one, case[1]) for one in case[0]), Points())


@given(answered(), st.data())
def test_a_better_answer_is_never_worth_less(
    case: tuple[list[Section], dict[str, Given]], data: st.DataObject
) -> None:
    sections, answers = case
    items = [
        item for section in sections for item in section.items if answers[item.key].value in (*MARKS, "no")
    ]
    before = score(sections, answers).share
    for item in items:
        value = answers[item.key].value
        better = "yes" if value == "no" else data.draw(st.sampled_from(MARKS[int(value) - 1 :]))
        after = score(sections, answers | {item.key: Given(better)}).share
        assert before is not None
        assert after is not None
        assert after >= before


@given(answered())
def test_what_does_not_apply_is_left_out(case: tuple[list[Section], dict[str, Given]]) -> None:
    sections, answers = case
    without = [
        Section(one.key, one.wording, tuple(item for item in one.items if answers[item.key].value != "na"))
        for one in sections
    ]
    assert score(without, answers) == score(sections, answers)


@given(answered())
def test_kept_and_read_again(case: tuple[list[Section], dict[str, Given]]) -> None:
    sections, answers = case
    assert read(write(sections)) == tuple(sections)
    again: Answers = read_answers(write_answers(answers))
    assert score(sections, again) == score(sections, answers)


def test_what_is_missing_and_what_is_read_instead() -> None:
    assert [item.key for item in missing(SECTIONS, {"a0000002": Given("1")})] == ["a0000001", "b0000001"]
    assert missing(SECTIONS, ANSWERS) == []
    assert vars(worded(WELCOME.wording, language="en", otherwise="cs")) == {
        "text": "Welcome",
        "language": "en",
    }
    assert worded(ROOM.wording, language="pl", otherwise="cs").language == "cs"
    assert worded({}, language="pl", otherwise="cs").text == ""
