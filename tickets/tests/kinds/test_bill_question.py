from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import get_template

from helpdesk.money import Money
from helpdesk.staff.models import Site, User
from tests.cast import DETAILS, log_case, typed_details
from tickets.domain.details import keep_details
from tickets.kinds import kind_of
from tickets.kinds.bill_question import BillLine, BillQuestion, BillQuestionForm
from tickets.kinds.charges import Charge, Verdict
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def row(
    n: int, text: str = "", amount: str = "", verdict: str = "open", corrected: str = ""
) -> dict[str, str]:
    parts = {"text": text, "amount": amount, "verdict": verdict, "corrected_to": corrected}
    return {f"line_{n}_{part}": value for part, value in parts.items()}


def form(hotel: Site, *rows: dict[str, str]) -> BillQuestionForm:
    return BillQuestionForm(
        {name: text for one in ({"bill": "F-1"}, *rows) for name, text in one.items()}, site=hotel
    )


def details_of(ticket: Ticket) -> BillQuestion:
    details = kind_of("bill_question").details_of(ticket)
    assert isinstance(details, BillQuestion)
    return details


def test_the_charges_are_rows_in_their_order(alena: User) -> None:
    ticket = log_case("bill_question", by=alena)
    rows = BillLine.objects.order_by("position").values_list(
        "position", "text", "amount", "verdict", "corrected_to"
    )
    assert list(rows) == [
        (1, "Minibar", Decimal(340), "corrected", Decimal(120)),
        (2, "City tax", Decimal(100), "explained", None),
        (3, "Late check-out", Decimal(500), "disputed", None),
    ]
    assert tuple(details_of(ticket).charges) == DETAILS["bill_question"]["charges"]


def test_the_sums_are_on_the_ticket(alena: User) -> None:
    details = details_of(log_case("bill_question", by=alena))
    figure = details.figure()
    assert figure is not None
    assert (figure.label, figure.money) == ("Taken off the bill", Money(Decimal(220), "CZK"))
    assert figure.remark == "CZK\N{NO-BREAK SPACE}720.00 of CZK\N{NO-BREAK SPACE}940.00 stays on the bill"
    assert figure.tone == "late"
    assert details.facts()[1:] == [
        ("Minibar", "CZK\N{NO-BREAK SPACE}340.00: corrected to CZK\N{NO-BREAK SPACE}120.00"),
        ("City tax", "CZK\N{NO-BREAK SPACE}100.00: explained"),
        ("Late check-out", "CZK\N{NO-BREAK SPACE}500.00: disputed"),
    ]


@pytest.mark.parametrize(
    ("verdict", "corrected", "tone"),
    [("open", "", "calm"), ("explained", "", "calm"), ("corrected", "0", "good")],
)
def test_the_colour_says_how_it_stands(hotel: Site, verdict: str, corrected: str, tone: str) -> None:
    figure = form(hotel, row(0, "Minibar", "340", verdict, corrected)).figure()
    assert figure is not None
    assert figure.tone == tone


def test_written_again_the_rows_are_replaced(alena: User) -> None:
    ticket = log_case("bill_question", by=alena)
    details = details_of(ticket)
    details.charges = [Charge("Parking", Decimal(200))]
    ticket.references.all().delete()
    keep_details(ticket, details)
    assert [(line.position, line.text) for line in BillLine.objects.all()] == [(1, "Parking")]


@pytest.mark.parametrize(
    ("verdict", "corrected_to"),
    [(Verdict.CORRECTED, None), (Verdict.CORRECTED, 341), (Verdict.CORRECTED, -1), (Verdict.EXPLAINED, 120)],
)
def test_the_database_refuses_what_makes_no_sense(
    alena: User, verdict: Verdict, corrected_to: int | None
) -> None:
    details = details_of(log_case("bill_question", by=alena))
    line = BillLine(
        details=details, position=9, text="Minibar", amount=340, verdict=verdict, corrected_to=corrected_to
    )
    with pytest.raises(IntegrityError, match="bill_line_corrected_downwards"), transaction.atomic():
        line.save()


# The rows of the form -------------------------------------------------------------------------------------


def test_rows_left_empty_say_nothing(hotel: Site) -> None:
    filled = form(hotel, row(0), row(1, "Minibar", "340"), row(2), row(3), row(4, " City tax ", "100"))
    assert filled.is_valid(), filled.errors
    details = filled.save(commit=False)
    assert isinstance(details, BillQuestion)
    assert details.charges == (Charge("Minibar", Decimal(340)), Charge("City tax", Decimal(100)))


def test_at_least_one_charge_is_in_question(hotel: Site) -> None:
    assert list(form(hotel, row(0), row(1)).errors) == ["line_0_text"]
    assert list(form(hotel).errors) == ["line_0_text"]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (("", "340"), "line_0_text"),
        (("Minibar", ""), "line_0_amount"),
        (("Minibar", "much"), "line_0_amount"),
        (("Minibar", "-5"), "line_0_amount"),
        (("Minibar", "340", "corrected", ""), "line_0_corrected_to"),
        (("Minibar", "340", "corrected", "341"), "line_0_corrected_to"),
        (("Minibar", "340", "corrected", "x"), "line_0_corrected_to"),
        (("Minibar", "340", "explained", "120"), "line_0_verdict"),
        (("Minibar", "340", "disputed", "120"), "line_0_verdict"),
        (("Minibar", "340", "nonsense"), "line_0_verdict"),
    ],
)
def test_a_mistake_is_said_beside_its_field(hotel: Site, typed: tuple[str, ...], wrong: str) -> None:
    filled = form(hotel, row(0, *typed), row(1, "City tax", "100"))
    assert list(filled.errors) == [wrong]
    figure = filled.figure()
    assert figure is not None
    assert "of CZK\N{NO-BREAK SPACE}100.00 stays" in figure.remark


def test_another_amount_means_it_was_corrected(hotel: Site) -> None:
    filled = form(hotel, row(0, "Minibar", "340", "open", "120"))
    assert filled.is_valid(), filled.errors
    details = filled.save(commit=False)
    assert isinstance(details, BillQuestion)
    assert details.charges == (Charge("Minibar", Decimal(340), Verdict.CORRECTED, Decimal(120)),)


@pytest.mark.parametrize(
    ("typed", "shown"), [(0, 3), (1, 3), (2, 3), (3, 4), (4, 5), (29, 30), (30, 30), (31, 30), (400, 30)]
)
@pytest.mark.parametrize("is_bound", [True, False])
def test_there_is_always_an_empty_row_up_to_thirty(
    hotel: Site, typed: int, shown: int, is_bound: bool
) -> None:
    rows = {name: text for n in range(typed) for name, text in row(n, f"Charge {n}", "10").items()}
    filled = BillQuestionForm(rows, site=hotel) if is_bound else BillQuestionForm(initial=rows, site=hotel)
    assert len(list(filled.rows)) == shown
    assert (
        "data-lines-more" in get_template("tickets/kinds/bill_question.html").render({"details": filled})
    ) == (shown < 30)


def test_rows_that_were_added_empty_stay(hotel: Site) -> None:
    assert len(list(form(hotel, *(row(n) for n in range(7))).rows)) == 7


def test_what_was_logged_can_be_typed_over(hotel: Site, alena: User) -> None:
    details = details_of(log_case("bill_question", by=alena))
    again = BillQuestionForm(instance=details, site=hotel)
    assert len(list(again.rows)) == 4
    shown = {name: str(again[name].value()) for name in typed_details("bill_question")}
    assert shown["line_0_text"] == "Minibar"
    assert (shown["line_0_amount"], shown["line_0_corrected_to"], shown["line_2_verdict"]) == (
        "340",
        "120",
        "disputed",
    )
