"""Intervals and differences against tables worked out elsewhere, and whatever the numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.domain.statistics import FEW, Mean, Recommend, Share, differ, t95, z_between

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


# Worked by hand as the mean of +1, 0 and -1, with one promoter and one detractor added:
# of 50, 30 and 20 it is 30/102, and its error the root of (72/102 - (30/102)²)/102.
RECOMMEND = [
    (50, 20, 100, 30.0, 14.14, 44.68),
    (10, 0, 10, 100.0, 52.06, 100.0),
    (0, 3, 3, -100.0, -100.0, 10.12),
    (5, 5, 10, 0.0, -56.58, 56.58),
    (300, 300, 1000, 0.0, -4.8, 4.8),
]


@pytest.mark.parametrize(("promoters", "detractors", "whole", "points", "low", "high"), RECOMMEND)
def test_the_recommend_score(  # a row of the table
    promoters: int, detractors: int, whole: int, points: float, low: float, high: float
) -> None:
    one = Recommend(promoters, detractors, whole)
    assert one.interval is not None
    assert one.points == points
    assert (round(one.interval.low, 2), round(one.interval.high, 2)) == (low, high)


def test_nobody_recommends() -> None:
    nobody = Recommend(0, 0, 0)
    assert (nobody.points, nobody.interval, nobody.is_few) == (None, None, False)
    assert Recommend(1, 0, FEW - 1).is_few


@pytest.mark.parametrize("wrong", [(2, 2, 3), (-1, 0, 3), (0, -1, 3)])
def test_more_opinions_than_people_are_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError):
        Recommend(*wrong)


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(0, 2000))
def test_the_score_lies_in_its_interval(promoters: int, passives: int, detractors: int) -> None:
    one = Recommend(promoters, detractors, promoters + passives + detractors)
    if one.interval is not None and one.points is not None:
        assert -100 <= one.interval.low <= one.points <= one.interval.high <= 100
        turned = Recommend(detractors, promoters, one.whole).interval
        assert turned is not None and turned.low == pytest.approx(-one.interval.high)


# Two-sided, 5 %, as in any table of Student's t.
@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [(20, 2.086), (29, 2.0452), (30, 2.0423), (60, 2.0003), (120, 1.9799), (1000, 1.9623)],
)
def test_the_quantile_is_that_of_the_table(freedom: int, quantile: float) -> None:
    assert t95(freedom) == pytest.approx(quantile, abs=0.00005)


def test_the_range_of_a_mean() -> None:
    # t of 35 degrees of freedom is 2.0301; 2.0301 x 0.9 / 6 = 0.3045.
    interval = Mean(36, 4.0, 0.9).interval
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (3.6955, 4.3045)
    near_the_top = Mean(36, 4.9, 0.9).interval
    assert near_the_top is not None and near_the_top.high == 5.0


@pytest.mark.parametrize("mean", [Mean(0), Mean(FEW - 1, 4.0, 0.9), Mean(40, 5.0, 0.0), Mean(1, 4.0, None)])
def test_a_mean_of_few_or_of_equals_has_none(mean: Mean) -> None:
    assert mean.interval is None


def test_by_how_many_errors_a_share_lies_above_another() -> None:
    # (0.45 - 0.25) / root of 0.35 x 0.65 x 2/100 = 0.2 / 0.06745.
    assert z_between(Share(45, 100), Share(25, 100)) == pytest.approx(2.965, abs=0.0005)
    assert z_between(Share(25, 100), Share(45, 100)) == pytest.approx(-2.965, abs=0.0005)
    assert z_between(Share(0, 0), Share(1, 2)) == z_between(Share(2, 2), Share(3, 3)) == 0
