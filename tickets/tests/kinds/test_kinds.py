"""What every kind keeps, whatever it is about."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.forms import BaseForm, ModelChoiceField
from django.template.loader import get_template
from django.utils import translation

from helpdesk.staff.models import Site, User
from tests.cast import DETAILS, log_case, typed_details
from tests.pages import signed_in
from tickets.enums import ReferenceType
from tickets.kinds import KINDS, closing_reason_label, kind_of
from tickets.kinds.complaint import ComplaintForm

pytestmark = pytest.mark.django_db


def offered(form: BaseForm, name: str) -> set[Any]:
    field = form.fields[name]
    assert isinstance(field, ModelChoiceField)
    return set(field.queryset or [])


def test_the_nine_kinds_in_the_order_of_their_keys() -> None:
    assert list(KINDS) == [
        "complaint",
        "return",
        "price_correction",
        "room_change",
        "bill_question",
        "reservation",
        "enquiry",
        "suggestion",
        "service_request",
    ]
    assert [kind.position for kind in KINDS.values()] == list(range(1, 10))
    with pytest.raises(KeyError):
        kind_of("gossip")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_typed_is_kept_as_it_was_typed(kind: str, hotel: Site, alena: User) -> None:
    form = kind_of(kind).form(typed_details(kind), site=hotel)
    assert form.is_valid(), form.errors
    typed, logged = form.save(commit=False), kind_of(kind).details_of(log_case(kind, by=alena))
    for name in DETAILS[kind]:
        assert list(form.fields), name
        one, other = getattr(typed, name), getattr(logged, name)
        assert (list(one), list(other)) == (list(other), list(one)) if name == "charges" else one == other


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_tells_its_facts(kind: str, alena: User) -> None:
    details = kind_of(kind).details_of(log_case(kind, by=alena))
    facts = details.facts()
    assert facts
    assert all(label and value not in (None, "") for label, value in facts)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_promises_something_and_reminds_before(kind: str) -> None:
    promised = kind_of(kind)
    assert promised.first_response < promised.resolution
    assert promised.remind_before < promised.resolution


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_ends_in_ways_of_its_own(kind: str) -> None:
    one = kind_of(kind)
    assert one.outcomes
    assert len(set(one.outcomes)) == len(one.outcomes)
    assert len(one.closing_reason_choices) >= 3
    assert all(closing_reason_label(reason) == label for reason, label in one.closing_reason_choices)


def test_a_closing_reason_means_the_same_in_every_kind() -> None:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            meanings: dict[str, set[str]] = defaultdict(set)
            for kind in KINDS.values():
                for reason, label in kind.closing_reason_choices:
                    meanings[reason].add(str(label))
            assert [reason for reason, labels in meanings.items() if len(labels) > 1] == []
    assert closing_reason_label("") == ""


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_stands_on_the_page(kind: str, hotel: Site) -> None:
    form = kind_of(kind).form(site=hotel, prefix="details")
    page = get_template(kind_of(kind).template).render({"details": form})
    assert [name for name in form.fields if f'name="details-{name}"' not in page] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_searched_or_shown_are_columns(kind: str) -> None:
    model = kind_of(kind).model
    columns = {field.name for field in model._meta.fields}
    assert {*model.references, *model.shown} <= columns
    assert set(model.references.values()) <= set(ReferenceType)


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("return", {("receipt", "A-1007")}),
        ("bill_question", {("bill", "F-3007")}),
        ("reservation", {("confirmation", "T-118")}),
        ("enquiry", {("booking", "HV-20311")}),
        ("service_request", {("serial", "SN-884-201"), ("contract", "C-77")}),
        ("suggestion", set()),
    ],
)
def test_a_ticket_is_found_by_its_numbers(kind: str, numbers: set[tuple[str, str]], alena: User) -> None:
    references = log_case(kind, by=alena).references
    assert set(references.values_list("type", "value")) == numbers


@pytest.mark.parametrize("kind", KINDS)
def test_a_person_is_taken_out_and_the_figures_stay(kind: str, alena: User) -> None:
    ticket = log_case(kind, by=alena)
    details = kind_of(kind).details_of(ticket)
    type(details).erase([ticket.pk])
    kept = kind_of(kind).details_of(ticket)
    assert kept.figure() == details.figure()
    numbers = [getattr(details, name) for name in details.references]
    assert not [number for number in numbers if number and number in str(kept.values())]


def test_every_kind_has_a_template_and_no_template_is_left_over() -> None:
    template: Any = get_template("tickets/kinds/return.html")
    folder = Path(template.origin.name).parent
    assert {path.stem for path in folder.glob("*.html")} == set(KINDS)


def test_a_complaint_names_colleagues_of_the_site_only(
    hotel: Site, alena: User, karel: User, zofia: User, petra: User
) -> None:
    form = ComplaintForm(site=hotel)
    assert offered(form, "colleague") == {alena, karel}
    said = {"about": "staff", "cause": "rude", "severity": "high"}
    assert ComplaintForm({**said, "colleague": karel.pk}, site=hotel).is_valid()
    assert ComplaintForm({**said, "colleague": ""}, site=hotel).is_valid()
    assert list(ComplaintForm({**said, "colleague": zofia.pk}, site=hotel).errors) == ["colleague"]


@pytest.mark.parametrize("kind", ["complaint", "reservation", "enquiry", "suggestion", "service_request"])
def test_where_no_money_is_at_stake_there_is_no_sum(kind: str, alena: User) -> None:
    details = kind_of(kind).details_of(log_case(kind, by=alena))
    assert (details.figure(), details.outside_rule()) == (None, "")


@pytest.mark.parametrize(
    "garbage", ["\x00", "9" * 400, "-1", "½", "NaN", "0001-01-01T00:00", "9999-12-31T23:59"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_garbage_is_a_mistake_not_a_failure(kind: str, garbage: str, hotel: Site) -> None:
    typed = typed_details(kind)
    for name in kind_of(kind).form(site=hotel).fields:
        form = kind_of(kind).form({**typed, name: garbage}, site=hotel)
        form.is_valid()
        form.figure()
        form.outside_rule()
        assert kind_of(kind).form(site=hotel, initial={**typed, name: garbage}).as_div()


@pytest.mark.parametrize("kind", ["return", "price_correction", "room_change", "bill_question"])
@pytest.mark.parametrize(("currency", "typed"), [("JPY", "12.50"), ("KWD", "1.2345"), ("CZK", "1.005")])
def test_an_amount_finer_than_the_smallest_coin_is_refused(
    kind: str, currency: str, typed: str, hotel: Site
) -> None:
    hotel.currency = currency
    money = {
        "return": "price_paid",
        "price_correction": "charged_price",
        "room_change": "price_from",
        "bill_question": "line_0_amount",
    }[kind]
    form = kind_of(kind).form({**typed_details(kind), money: typed}, site=hotel)
    assert set(form.errors) >= {money}
    if currency == "JPY":
        assert "JPY has no smaller coin than 1." in str(form.errors[money])


@pytest.mark.parametrize("kind", KINDS)
def test_other_programs_read_all_of_it(kind: str, alena: User) -> None:
    ticket = log_case(kind, by=alena)
    told = signed_in(alena).get(f"/api/tickets/{ticket.pk}/").json()["details"]
    assert set(DETAILS[kind]) - {"colleague"} <= set(told)
    if kind == "bill_question":
        assert told["charges"][0] == {
            "text": "Minibar",
            "amount": "340.000",
            "verdict": "corrected",
            "corrected_to": "120.000",
        }
