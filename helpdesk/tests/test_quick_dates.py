from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from django.utils.formats import date_format, get_format

from helpdesk.quick_dates import Written

MOMENTS = [datetime(2026, 1, 5, 7, 3, tzinfo=UTC) + timedelta(days=33 * n, hours=n) for n in range(12)]


@pytest.mark.parametrize("language", ["en", "cs", "pl"])
@pytest.mark.parametrize(
    "name", ["SHORT_DATE_FORMAT", "SHORT_DATETIME_FORMAT", "TIME_FORMAT", "DATETIME_FORMAT"]
)
def test_writes_what_django_writes(language: str, name: str) -> None:
    with translation.override(language):
        written = Written(get_format(name))
        assert [written(one) for one in MOMENTS] == [date_format(one, get_format(name)) for one in MOMENTS]


def test_escaped_letters_and_braces_stay() -> None:
    assert Written(r"{j} \j")(MOMENTS[0]) == "{5} j"


def test_what_it_does_not_know_it_refuses() -> None:
    with pytest.raises(ValueError, match="D"):
        Written("D j")
