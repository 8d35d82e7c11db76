"""The chart of weeks: where its lines, bands and bars stand."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.views.trend_chart import Bar, Spot, chart_of

HALF = Spot(10, 0.5, 0.25, 0.75)
ALL = Spot(20, 1.0, 0.8, 1.0)


def test_two_weeks() -> None:
    chart = chart_of([HALF, ALL])
    assert chart.lines == ["250.0,50.0 750.0,0.0"]
    assert chart.bands == ["250.0,25.0 750.0,0.0 750.0,20.0 250.0,75.0"]
    assert chart.dots == ["M250.0 50.0h0", "M750.0 0.0h0"]
    assert chart.bars == [Bar("100.0", "50.0", "300.0", "50.0"), Bar("600.0", "0.0", "300.0", "100.0")]
    assert chart.most == 20


def test_a_week_without_answers_is_a_gap() -> None:
    chart = chart_of([HALF, Spot(0), ALL, ALL])
    assert chart.lines == ["125.0,50.0", "625.0,0.0 875.0,0.0"]
    assert chart.bands[0] == "50.0,25.0 200.0,25.0 200.0,75.0 50.0,75.0"
    assert len(chart.dots) == 3 and len(chart.bars) == len(chart.columns) == 4
    assert chart.bars[1].height == "0.0"


def test_nothing_at_all() -> None:
    chart = chart_of([])
    assert (chart.bands, chart.lines, chart.dots, chart.bars, chart.most) == ([], [], [], [], 0)


@given(st.lists(st.one_of(st.just(Spot(0)), st.just(HALF), st.just(ALL)), max_size=60))
def test_it_stays_within_the_drawing(spots: list[Spot]) -> None:
    chart = chart_of(spots)
    for one in (*chart.bands, *chart.lines):
        for corner in one.split():
            x, y = map(float, corner.split(","))
            assert 0 <= x <= 1000 and 0 <= y <= 100
    assert sum(one.count(",") for one in chart.lines) == sum(spot.share is not None for spot in spots)
