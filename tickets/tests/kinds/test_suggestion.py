import pytest

from helpdesk.staff.models import Site
from tests.cast import typed_details
from tickets.enums import Priority
from tickets.kinds import kind_of
from tickets.kinds.suggestion import Suggestion, SuggestionForm

pytestmark = pytest.mark.django_db


def form(hotel: Site, **changes: str) -> SuggestionForm:
    return SuggestionForm({**typed_details("suggestion"), **changes}, site=hotel)


def test_it_is_kept_with_where_it_went(hotel: Site) -> None:
    details = form(hotel, result="taken_up", result_note="From May on").save(commit=False)
    assert isinstance(details, Suggestion)
    assert (details.forwarded_to, details.result, details.result_note) == (
        "Housekeeping",
        "taken_up",
        "From May on",
    )


def test_it_can_wait() -> None:
    assert kind_of("suggestion").priority == Priority.LOW


def test_what_came_of_it_is_not_known_at_first(hotel: Site) -> None:
    assert form(hotel, forwarded_to="", result="").is_valid()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"result": "", "result_note": "From May on"}, "result"),
        ({"result": "not_taken_up"}, "result_note"),
        ({"result": "lost"}, "result"),
        ({"concerns": ""}, "concerns"),
        ({"forwarded_to": "x" * 161}, "forwarded_to"),
    ],
)
def test_the_form_refuses_mistakes(hotel: Site, changes: dict[str, str], wrong: str) -> None:
    assert list(form(hotel, **changes).errors) == [wrong]
