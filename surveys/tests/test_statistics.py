"""Intervals and differences against tables worked out elsewhere, and whatever the numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.domain.statistics import FEW, Share, differ

# The first four as in table I (score method, no correction) of Newcombe, Statistics in Medicine 17 (1998),
# 857–872; the rest worked by hand.
WORKED = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
    (8, 10, 0.4902, 0.9433),
    (10, 10, 0.7225, 1.0),
    (0, 10, 0.0, 0.2775),
    (1, 1, 0.2065, 1.0),
    (50, 100, 0.4038, 0.5962),
]


@pytest.mark.parametrize(("part", "whole", "low", "high"), WORKED)
def test_the_interval_is_that_of_the_table(part: int, whole: int, low: float, high: float) -> None:
    interval = Share(part, whole).interval
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_nothing_says_nothing() -> None:
    nothing = Share(0, 0)
    assert (nothing.share, nothing.interval, nothing.is_few) == (None, None, False)


@pytest.mark.parametrize(("whole", "is_few"), [(1, True), (FEW - 1, True), (FEW, False)])
def test_few_are_said_to_be_few(whole: int, is_few: bool) -> None:
    assert Share(1, whole).is_few is is_few


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3), (1, 0)])
def test_more_than_all_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError):
        Share(part, whole)


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_share_lies_in_its_interval(parts: tuple[int, int]) -> None:
    one = Share(*parts)
    assert one.interval is not None and one.share is not None
    assert 0 <= one.interval.low <= one.share <= one.interval.high <= 1
    other = Share(one.whole - one.part, one.whole).interval
    assert other is not None
    assert other.high == pytest.approx(1 - one.interval.low)


@given(st.integers(0, 100))
def test_more_answers_narrow_it(part: int) -> None:
    few, many = Share(part, 100).interval, Share(100 * part, 10_000).interval
    assert few is not None and many is not None
    assert many.high - many.low < few.high - few.low


# The pooled z of 45 and 25 of 100 is 2.97, that of 42 and 25 is 2.55; 2.58 is needed.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Share(45, 100), Share(25, 100), True),
        (Share(25, 100), Share(45, 100), True),
        (Share(42, 100), Share(25, 100), False),
        (Share(19, 19), Share(0, 1000), False),
        (Share(20, 20), Share(20, 20), False),
        (Share(0, 0), Share(50, 100), False),
    ],
)
def test_a_difference_is_claimed_where_chance_hardly_makes_it(
    one: Share, other: Share, expected: bool
) -> None:
    assert differ(one, other) is expected
