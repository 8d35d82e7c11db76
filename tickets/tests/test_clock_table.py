"""The clocks of tickets to the minute, scene by scene, with what has to come out of each."""

from datetime import UTC, datetime

import pytest

from helpdesk.staff.models import Site, User
from tickets.tests.clock_scenes import (
    BAR,
    DAY,
    LONG,
    NIGHT,
    SPLIT,
    SPLIT_DAYS,
    Rule,
    Scene,
    Stage,
    every_day,
    week,
)

pytestmark = pytest.mark.django_db

SCENES = [
    # Split shifts
    Scene(
        "in_one_morning_due_at_closing",
        ["2026-10-20 08:00 log"],
        {"first": "due 2026-10-20 09:00", "resolution": "due 2026-10-20 12:00"},
    ),
    Scene(
        "over_the_break_at_noon",
        ["2026-10-20 10:00 log"],
        {"resolution": "due 2026-10-20 15:00"},
    ),
    Scene(
        "logged_during_the_break",
        ["2026-10-20 12:30 log"],
        {"first": "due 2026-10-20 14:00", "resolution": "due 2026-10-20 17:00"},
    ),
    Scene(
        "from_the_evening_to_the_morning",
        ["2026-10-20 16:00 log"],
        {"resolution": "due 2026-10-21 10:00"},
    ),
    Scene(
        "logged_after_closing",
        ["2026-10-20 19:00 log"],
        {"first": "due 2026-10-21 09:00", "resolution": "due 2026-10-21 12:00"},
    ),
    Scene(
        "logged_before_opening",
        ["2026-10-20 06:00 log"],
        {"resolution": "due 2026-10-20 12:00"},
    ),
    Scene(
        "into_saturday",
        ["2026-10-23 17:00 log"],
        {"resolution": "due 2026-10-24 12:00"},
    ),
    Scene(
        "over_sunday",
        ["2026-10-24 12:00 log"],
        {"resolution": "due 2026-10-26 11:00"},
    ),
    Scene(
        "over_three_days",
        ["2026-10-19 08:00 log"],
        {"resolution": "due 2026-10-21 10:00"},
        rules=(Rule(resolution="20:00"),),
    ),
    Scene(
        "in_the_last_minute_of_the_day",
        ["2026-10-20 17:59 log"],
        {"resolution": "due 2026-10-21 11:59"},
    ),
    # Over midnight
    Scene(
        "a_bar_until_two",
        ["2026-10-23 23:00 log"],
        {"resolution": "due 2026-10-24 19:00"},
        week=BAR,
        site="shop",
    ),
    Scene(
        "in_the_night_of_the_day_before",
        ["2026-10-24 01:00 log"],
        {"resolution": "due 2026-10-24 21:00"},
        week=BAR,
        site="shop",
    ),
    Scene(
        "a_bar_closes_at_the_first_two_of_the_long_night",
        ["2026-10-24 22:00 log"],
        {"resolution": "due 2026-10-29 19:00"},
        week=BAR,
        site="shop",
        rules=(Rule(resolution="5:00"),),
    ),
    Scene(
        "eight_hours_of_the_long_night",
        ["2026-10-24 22:00 log"],
        {"resolution": "due 2026-10-25 05:00"},
        week=NIGHT,
        rules=(Rule(resolution="8:00"),),
    ),
    Scene(
        "the_long_night_has_nine",
        ["2026-10-24 22:00 log"],
        {"resolution": "due 2026-10-25 06:00"},
        week=NIGHT,
        rules=(Rule(resolution="9:00"),),
    ),
    Scene(
        "and_the_tenth_is_in_the_night_after",
        ["2026-10-24 22:00 log"],
        {"resolution": "due 2026-10-25 23:00"},
        week=NIGHT,
        rules=(Rule(resolution="10:00"),),
    ),
    Scene(
        "the_short_night_has_seven",
        ["2027-03-27 22:00 log"],
        {"resolution": "due 2027-03-28 06:00"},
        week=NIGHT,
        rules=(Rule(resolution="7:00"),),
    ),
    Scene(
        "and_the_eighth_is_in_the_night_after",
        ["2027-03-27 22:00 log"],
        {"resolution": "due 2027-03-28 23:00"},
        week=NIGHT,
        rules=(Rule(resolution="8:00"),),
    ),
    Scene(
        "due_where_the_clock_jumps",
        ["2027-03-27 22:00 log"],
        {"resolution": "due 2027-03-28 03:00"},
        week=NIGHT,
    ),
    # Round the clock
    Scene(
        "a_day_in_prague_in_autumn",
        ["2026-10-24 12:00 log"],
        {"resolution": "due 2026-10-25 11:00"},
        rules=(Rule(resolution="24:00", round_the_clock=True),),
    ),
    Scene(
        "a_day_in_prague_in_spring",
        ["2027-03-27 12:00 log"],
        {"resolution": "due 2027-03-28 13:00"},
        rules=(Rule(resolution="24:00", round_the_clock=True),),
    ),
    Scene(
        "a_day_in_warsaw_in_autumn",
        ["2026-10-24 12:00 log"],
        {"resolution": "due 2026-10-25 11:00"},
        rules=(Rule(resolution="24:00", round_the_clock=True),),
        site="shop",
    ),
    Scene(
        "a_day_in_warsaw_in_spring",
        ["2027-03-27 12:00 log"],
        {"resolution": "due 2027-03-28 13:00"},
        rules=(Rule(resolution="24:00", round_the_clock=True),),
        site="shop",
    ),
    Scene(
        "on_a_sunday_evening",
        ["2026-10-25 20:00 log"],
        {"resolution": "due 2026-10-25 22:00"},
        rules=(Rule(resolution="2:00", round_the_clock=True),),
    ),
    Scene(
        "open_all_day_every_day",
        ["2026-10-24 12:00 log"],
        {"resolution": "due 2026-10-25 11:00"},
        week=every_day("00:00–24:00"),
        rules=(Rule(resolution="24:00"),),
    ),
    Scene(
        "a_site_without_hours_never_closes",
        ["2026-10-24 23:00 log"],
        {"resolution": "due 2026-10-25 02:00"},
        week=None,
    ),
    # The nights on which clocks change, and the days after them
    Scene(
        "prague_in_autumn",
        ["2026-10-24 18:00 log"],
        {"resolution": "due 2026-10-25 10:00"},
        week=DAY,
    ),
    Scene(
        "warsaw_in_autumn",
        ["2026-10-24 18:00 log"],
        {"resolution": "due 2026-10-25 10:00"},
        week=DAY,
        site="shop",
    ),
    Scene(
        "prague_in_spring",
        ["2027-03-27 18:00 log"],
        {"resolution": "due 2027-03-28 10:00"},
        week=DAY,
    ),
    Scene(
        "warsaw_in_spring",
        ["2027-03-27 18:00 log"],
        {"resolution": "due 2027-03-28 10:00"},
        week=DAY,
        site="shop",
    ),
    Scene(
        "open_over_the_missing_hour",
        ["2027-03-28 00:00 log"],
        {"resolution": "due 2027-03-28 06:00"},
        week=every_day("00:00–06:00"),
        rules=(Rule(resolution="5:00"),),
    ),
    Scene(
        "open_over_the_hour_that_comes_twice",
        ["2026-10-25 00:00 log"],
        {"resolution": "due 2026-10-25 05:00"},
        week=every_day("00:00–06:00"),
        rules=(Rule(resolution="6:00"),),
    ),
    # Holidays
    Scene(
        "the_czech_day_of_independence",
        ["2026-10-27 16:00 log"],
        {"resolution": "due 2026-10-29 10:00"},
    ),
    Scene(
        "is_a_plain_wednesday_in_poland",
        ["2026-10-27 16:00 log"],
        {"resolution": "due 2026-10-28 10:00"},
        site="shop",
    ),
    Scene(
        "the_polish_day_of_independence",
        ["2026-11-10 16:00 log"],
        {"resolution": "due 2026-11-12 10:00"},
        site="shop",
    ),
    Scene(
        "is_a_plain_wednesday_in_bohemia",
        ["2026-11-10 16:00 log"],
        {"resolution": "due 2026-11-11 10:00"},
    ),
    Scene(
        "the_czech_day_of_freedom",
        ["2026-11-16 16:00 log"],
        {"resolution": "due 2026-11-18 10:00"},
    ),
    Scene(
        "is_a_plain_tuesday_in_poland",
        ["2026-11-16 16:00 log"],
        {"resolution": "due 2026-11-17 10:00"},
        site="shop",
    ),
    Scene(
        "epiphany_in_poland",
        ["2027-01-05 17:00 log"],
        {"resolution": "due 2027-01-07 11:00"},
        site="shop",
    ),
    Scene(
        "no_epiphany_in_bohemia",
        ["2027-01-05 17:00 log"],
        {"resolution": "due 2027-01-06 11:00"},
    ),
    Scene(
        "an_hour_on_a_holiday",
        ["2026-10-27 16:00 log"],
        {"resolution": "due 2026-10-29 09:00"},
        week=week(SPLIT_DAYS, d20261028=["10:00–11:00"]),
    ),
    Scene(
        "closed_for_stocktaking",
        ["2026-10-20 16:00 log"],
        {"resolution": "due 2026-10-22 10:00"},
        week=week(SPLIT_DAYS, d20261021=[]),
    ),
    # Ends of months and years
    Scene(
        "the_last_day_of_october",
        ["2026-10-30 17:30 log"],
        {"resolution": "due 2026-10-31 12:30"},
    ),
    Scene(
        "into_november",
        ["2026-10-31 12:30 log"],
        {"resolution": "due 2026-11-02 11:30"},
    ),
    Scene(
        "into_the_new_year",
        ["2026-12-31 17:00 log"],
        {"resolution": "due 2027-01-02 12:00"},
    ),
    Scene(
        "over_christmas",
        ["2026-12-23 17:00 log"],
        {"resolution": "due 2026-12-28 11:00"},
    ),
    Scene(
        "a_leap_day",
        ["2028-02-28 16:00 log"],
        {"resolution": "due 2028-02-29 10:00"},
    ),
    Scene(
        "a_month_ends_round_the_clock",
        ["2026-11-30 23:00 log"],
        {"resolution": "due 2026-12-01 01:00"},
        rules=(Rule(resolution="2:00", round_the_clock=True),),
    ),
    # Standing still
    Scene(
        "within_a_day",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 pending", "2026-10-20 10:00 open"],
        {"resolution": "due 2026-10-20 14:00"},
    ),
    Scene(
        "over_closed_hours",
        ["2026-10-20 16:00 log", "2026-10-20 17:00 pending", "2026-10-21 09:00 open"],
        {"resolution": "due 2026-10-21 12:00"},
    ),
    Scene(
        "only_while_it_is_closed",
        ["2026-10-20 16:00 log", "2026-10-20 20:00 pending", "2026-10-21 07:00 open"],
        {"resolution": "due 2026-10-21 10:00"},
    ),
    Scene(
        "still_standing",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 pending"],
        {"first": "still", "resolution": "still"},
    ),
    Scene(
        "over_a_weekend",
        ["2026-10-23 17:00 log", "2026-10-23 17:30 pending", "2026-10-26 10:00 open"],
        {"resolution": "due 2026-10-26 14:30"},
    ),
    Scene(
        "twice",
        [
            "2026-10-20 08:00 log",
            "2026-10-20 08:30 pending",
            "2026-10-20 09:00 open",
            "2026-10-20 10:00 pending",
            "2026-10-20 11:00 open",
        ],
        {"resolution": "due 2026-10-20 14:30"},
    ),
    Scene(
        "not_on_hold_unless_the_policy_says_so",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 hold", "2026-10-20 11:00 open"],
        {"resolution": "due 2026-10-20 12:00"},
    ),
    Scene(
        "on_hold_where_the_policy_says_so",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 hold", "2026-10-20 11:00 open"],
        {"resolution": "due 2026-10-20 15:00"},
        rules=(Rule(pauses=("pending", "on_hold")),),
    ),
    Scene(
        "from_one_reason_to_the_other",
        [
            "2026-10-20 08:00 log",
            "2026-10-20 09:00 pending",
            "2026-10-20 10:00 hold",
            "2026-10-20 11:00 open",
        ],
        {"resolution": "due 2026-10-20 15:00"},
        rules=(Rule(pauses=("pending", "on_hold")),),
    ),
    Scene(
        "from_a_reason_to_none",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 pending", "2026-10-20 10:00 hold"],
        {"resolution": "due 2026-10-20 14:00"},
    ),
    Scene(
        "the_first_response_stands_still_too",
        ["2026-10-20 08:00 log", "2026-10-20 08:30 pending", "2026-10-20 10:00 open"],
        {"first": "due 2026-10-20 10:30"},
    ),
    Scene(
        "until_the_customer_writes",
        ["2026-10-20 08:00 log", "2026-10-20 08:10 reply call pending", "2026-10-20 10:00 customer"],
        {"first": "met, took 0:10", "next": "due 2026-10-20 11:00", "resolution": "due 2026-10-20 14:50"},
    ),
    Scene(
        "through_the_long_night",
        ["2026-10-24 20:00 log", "2026-10-24 22:00 pending", "2026-10-25 06:00 open"],
        {"resolution": "due 2026-10-25 16:00"},
        rules=(Rule(resolution="12:00", round_the_clock=True),),
    ),
    Scene(
        "through_the_short_night",
        ["2027-03-27 20:00 log", "2027-03-27 22:00 pending", "2027-03-28 06:00 open"],
        {"resolution": "due 2027-03-28 16:00"},
        rules=(Rule(resolution="12:00", round_the_clock=True),),
    ),
    Scene(
        "stood_still_and_then_late",
        [
            "2026-10-20 08:00 log",
            "2026-10-20 09:00 pending",
            "2026-10-20 10:00 open",
            "2026-10-20 15:00 resolve",
        ],
        {"resolution": "met, 1:00 late"},
    ),
    Scene(
        "late_and_then_stood_still",
        [
            "2026-10-20 08:00 log",
            "2026-10-20 14:00 pending",
            "2026-10-21 09:00 open",
            "2026-10-21 10:00 resolve",
        ],
        {"resolution": "met, 2:00 late"},
    ),
    Scene(
        "resolved_while_it_stands_still",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 pending", "2026-10-21 10:00 resolve"],
        {"resolution": "met, took 1:00"},
    ),
    Scene(
        "what_was_promised_never_stands_still",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 pending"],
        {"first": "still", "resolution": "due 2026-10-21 15:00"},
        kind="enquiry",
        facts={"answer_given": "follow_up", "follow_up_by": datetime(2026, 10, 21, 13, 0, tzinfo=UTC)},
    ),
    # Another policy
    Scene(
        "more_urgent",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 priority 4"],
        {"resolution": "due 2026-10-20 10:00"},
        rules=(Rule(resolution="2:00", only={"priorities": [4]}), Rule()),
    ),
    Scene(
        "less_urgent",
        ["2026-10-20 08:00 log 4", "2026-10-20 09:00 priority 2"],
        {"resolution": "due 2026-10-20 12:00"},
        rules=(Rule(resolution="2:00", only={"priorities": [4]}), Rule()),
    ),
    Scene(
        "while_it_stands_still",
        [
            "2026-10-20 08:00 log",
            "2026-10-20 09:00 pending",
            "2026-10-20 10:00 priority 4",
            "2026-10-20 11:00 open",
        ],
        {"resolution": "due 2026-10-20 12:00"},
        rules=(Rule(resolution="2:00", only={"priorities": [4]}), Rule()),
    ),
    Scene(
        "spent_already_is_due_now",
        ["2026-10-20 08:00 log", "2026-10-20 11:00 priority 4"],
        {"resolution": "due 2026-10-20 11:00"},
        rules=(Rule(resolution="2:00", only={"priorities": [4]}), Rule()),
    ),
    Scene(
        "round_the_clock_from_now_on",
        ["2026-10-20 16:00 log", "2026-10-20 17:00 priority 4"],
        {"resolution": "due 2026-10-20 22:00"},
        rules=(Rule(resolution="6:00", round_the_clock=True, only={"priorities": [4]}), Rule()),
    ),
    Scene(
        "in_opening_hours_from_now_on",
        ["2026-10-20 16:00 log 4", "2026-10-20 18:30 priority 2"],
        {"resolution": "due 2026-10-21 09:30"},
        rules=(Rule(resolution="6:00", round_the_clock=True, only={"priorities": [4]}), Rule()),
    ),
    Scene(
        "one_that_does_not_stand_still",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 pending", "2026-10-20 10:00 priority 4"],
        {"resolution": "due 2026-10-20 11:00"},
        rules=(Rule(resolution="2:00", pauses=(), only={"priorities": [4]}), Rule()),
    ),
    Scene(
        "one_that_stands_still",
        [
            "2026-10-20 08:00 log 4",
            "2026-10-20 09:00 pending",
            "2026-10-20 10:00 priority 2",
            "2026-10-20 11:00 open",
        ],
        {"resolution": "due 2026-10-20 14:00"},
        rules=(Rule(pauses=(), only={"priorities": [4]}), Rule()),
    ),
    Scene(
        "another_kind",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 kind suggestion"],
        {"resolution": "due 2026-10-20 17:00"},
        rules=(Rule(resolution="8:00", only={"kinds": ["suggestion"]}), Rule()),
    ),
    Scene(
        "as_long_as_the_customer_waits",
        ["2026-10-20 08:00 log"],
        {"resolution": "due 2026-10-20 10:00"},
        rules=(Rule(resolution="2:00", only={"customer_waits": True}), Rule(resolution="8:00")),
    ),
    Scene(
        "when_the_customer_has_heard_from_us",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 reply"],
        {"resolution": "due 2026-10-20 17:00"},
        rules=(Rule(resolution="2:00", only={"customer_waits": True}), Rule(resolution="8:00")),
    ),
    Scene(
        "one_that_promises_less_leaves_what_was_promised",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 priority 4"],
        {"resolution": "due 2026-10-20 12:00"},
        rules=(Rule(first="", next="", resolution="", only={"priorities": [4]}), Rule()),
    ),
    # Other opening hours
    Scene(
        "longer_ones",
        ["2026-10-20 16:00 log", "2026-10-20 17:00 hours long"],
        {"resolution": "due 2026-10-20 20:00"},
        weeks={"long": LONG},
    ),
    Scene(
        "shorter_ones",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 hours short"],
        {"resolution": "due 2026-10-21 11:00"},
        weeks={"short": every_day("10:00–12:00")},
    ),
    Scene(
        "while_it_stands_still_too",
        [
            "2026-10-20 08:00 log",
            "2026-10-20 09:00 pending",
            "2026-10-20 10:00 hours long",
            "2026-10-20 20:00 open",
        ],
        {"resolution": "due 2026-10-21 07:00"},
        weeks={"long": LONG},
    ),
    Scene(
        "for_a_site_that_never_closed",
        ["2026-10-20 20:00 log", "2026-10-20 21:00 hours split"],
        {"resolution": "due 2026-10-21 11:00"},
        week=None,
        weeks={"split": SPLIT},
    ),
    Scene(
        "a_day_off",
        ["2026-10-20 16:00 log", "2026-10-20 17:00 hours off"],
        {"resolution": "due 2026-10-22 10:00"},
        weeks={"off": week(SPLIT_DAYS, d20261021=[])},
    ),
    Scene(
        "and_back_again",
        ["2026-10-20 16:00 log", "2026-10-20 17:00 hours long", "2026-10-20 18:00 hours split"],
        {"resolution": "due 2026-10-21 10:00"},
        weeks={"long": LONG, "split": SPLIT},
    ),
    Scene(
        "what_was_late_stays_late",
        ["2026-10-20 08:00 log", "2026-10-20 14:00 hours long"],
        {"resolution": "due 2026-10-20 12:00"},
        weeks={"long": LONG},
    ),
    # Reopened
    Scene(
        "with_time_left",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 resolve", "2026-10-21 09:00 reopen"],
        {"next": "due 2026-10-21 10:00", "resolution": "due 2026-10-21 12:00"},
    ),
    Scene(
        "late_before_and_a_fair_share_now",
        ["2026-10-20 08:00 log", "2026-10-20 17:00 resolve", "2026-10-21 09:00 reopen"],
        {"resolution": "due 2026-10-21 10:00"},
    ),
    Scene(
        "on_a_sunday",
        ["2026-10-20 08:00 log", "2026-10-20 09:00 resolve", "2026-10-25 12:00 reopen"],
        {"next": "due 2026-10-26 09:00", "resolution": "due 2026-10-26 11:00"},
    ),
    Scene(
        "twice_reopened",
        [
            "2026-10-20 08:00 log",
            "2026-10-20 09:00 resolve",
            "2026-10-21 09:00 reopen",
            "2026-10-21 10:00 resolve",
            "2026-10-22 08:00 reopen",
        ],
        {"resolution": "due 2026-10-22 10:00"},
    ),
    Scene(
        "after_standing_still",
        [
            "2026-10-20 08:00 log",
            "2026-10-20 09:00 pending",
            "2026-10-20 11:00 resolve",
            "2026-10-21 09:00 reopen",
        ],
        {"resolution": "due 2026-10-21 12:00"},
    ),
    Scene(
        "by_another_measure",
        [
            "2026-10-20 16:00 log",
            "2026-10-20 18:00 resolve",
            "2026-10-21 09:00 reopen",
            "2026-10-21 09:00 priority 4",
        ],
        {"resolution": "due 2026-10-21 13:00"},
        rules=(Rule(resolution="6:00", round_the_clock=True, only={"priorities": [4]}), Rule()),
    ),
    # Who waits for a word
    Scene(
        "the_first_word_meets_the_first_response",
        ["2026-10-20 08:00 log", "2026-10-20 08:40 reply"],
        {"first": "met, took 0:40"},
    ),
    Scene(
        "the_first_word_too_late",
        ["2026-10-20 16:00 log", "2026-10-21 09:30 reply"],
        {"first": "met, 2:30 late"},
    ),
    Scene(
        "resolving_is_an_answer",
        ["2026-10-20 08:00 log", "2026-10-20 08:50 resolve"],
        {"first": "met, took 0:50", "resolution": "met, took 0:50"},
    ),
    Scene(
        "the_customer_calls",
        ["2026-10-20 08:00 log", "2026-10-20 08:10 reply", "2026-10-20 09:00 customer"],
        {"first": "met, took 0:10", "next": "due 2026-10-20 10:00"},
    ),
    Scene(
        "the_customer_comes",
        ["2026-10-20 08:00 log", "2026-10-20 08:10 reply", "2026-10-20 09:00 customer visit"],
        {"next": "due 2026-10-20 10:00"},
    ),
    Scene(
        "the_customer_calls_again",
        [
            "2026-10-20 08:00 log",
            "2026-10-20 08:10 reply",
            "2026-10-20 09:00 customer",
            "2026-10-20 09:30 customer",
        ],
        {"next": "due 2026-10-20 10:00"},
    ),
    Scene(
        "a_note_answers_nobody",
        [
            "2026-10-20 08:00 log",
            "2026-10-20 08:10 reply",
            "2026-10-20 09:00 customer",
            "2026-10-20 09:30 note",
        ],
        {"next": "due 2026-10-20 10:00"},
    ),
    Scene(
        "a_note_is_no_first_word",
        ["2026-10-20 08:00 log", "2026-10-20 08:10 note"],
        {"first": "due 2026-10-20 09:00"},
    ),
    Scene(
        "the_next_word_in_time",
        [
            "2026-10-20 08:00 log",
            "2026-10-20 08:10 reply",
            "2026-10-20 09:00 customer",
            "2026-10-20 09:40 reply",
        ],
        {"next": "met, took 0:40"},
    ),
    Scene(
        "the_next_word_too_late",
        [
            "2026-10-20 08:00 log",
            "2026-10-20 08:10 reply",
            "2026-10-20 09:00 customer",
            "2026-10-20 11:00 reply",
        ],
        {"next": "met, 1:00 late"},
    ),
    Scene(
        "ten_minutes_before_closing",
        ["2026-10-20 08:00 log", "2026-10-20 08:10 reply", "2026-10-20 17:50 customer"],
        {"next": "due 2026-10-21 08:50"},
    ),
    Scene(
        "before_anybody_answered_it_is_the_first_response_still",
        ["2026-10-20 08:00 log", "2026-10-20 08:30 customer"],
        {"first": "due 2026-10-20 09:00", "resolution": "due 2026-10-20 12:00"},
    ),
]


def test_there_is_a_scene_for_everything() -> None:
    names = [scene.name for scene in SCENES]
    assert len(set(names)) == len(names) >= 60


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_scene(
    scene: Scene,
    hotel: Site,
    shop: Site,
    alena: User,
    zofia: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site, by = (hotel, alena) if scene.site == "hotel" else (shop, zofia)
    said = Stage(scene, site=site, by=by, patch=monkeypatch).play()
    assert {name: said.get(name) for name in scene.expected} == scene.expected
