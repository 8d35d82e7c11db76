import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.csv_cells import Echo, guard, separator_of, unguard


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "  =1",
        "'=1",
        "' =1",
        "+420 777 123 456; =1",
        "+HYPERLINK(1)",
    ],
)
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Jana",
        "1-2",
        "a=b",
        "'t Hooft",
        "O'Hara",
        "+420 777 123 456",
        "+1 212-555-0123; +420 602 (1)",
        "5 + 5",
    ],
)
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


@given(st.text())
def test_a_guarded_cell_can_be_read_again(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.text(alphabet="=+-@' \t1a;", max_size=8))
def test_nothing_guarded_begins_as_a_formula(text: str) -> None:
    guarded = guard(text)
    assert guarded.strip()[:1] not in ("=", "-", "@")
    assert not guarded.strip().startswith("+") or set(guarded) <= set("+ ;().-0123456789")


def test_a_row_is_handed_back_as_it_would_be_written() -> None:
    written = StringIO(newline="")
    row = ["Nová, Eva", 'the "cook"', "a\nb"]
    csv.writer(written).writerow(row)
    assert csv.writer(Echo()).writerow(row) == written.getvalue()


def test_columns_are_parted_as_spreadsheets_there_expect_it() -> None:
    assert [separator_of(language) for language in ("en", "cs", "pl")] == [",", ";", ";"]
