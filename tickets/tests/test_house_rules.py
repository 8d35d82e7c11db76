"""The rules of the house: whose holds where and when, and what an administrator may write down."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from helpdesk.staff.models import Site, User
from tests.at_once import at_once
from tests.pages import Page, signed_in
from tickets.models import KindAtSite, PriceMatchRule, ProductGroup, ReturnRule, RoomChangeFee

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 1)
LONG_AGO = date(2020, 1, 1)
NEXT = timedelta(days=1)


@pytest.fixture
def shoes(shop: Site) -> ProductGroup:
    return ProductGroup.objects.create(name="Shoes", site=shop)


def return_rule(site: Site | None, **said: object) -> ReturnRule:
    return ReturnRule.objects.create(**{"site": site, "days": 30, "valid_from": LONG_AGO, **said})


def fee(site: Site | None, **said: object) -> RoomChangeFee:
    return RoomChangeFee.objects.create(
        **{"site": site, "currency": "CZK", "fee": 300, "valid_from": LONG_AGO, **said}
    )


def price_rule(site: Site | None, **said: object) -> PriceMatchRule:
    return PriceMatchRule.objects.create(**{"site": site, "valid_from": LONG_AGO, **said})


def test_nothing_holds_where_nothing_was_said(hotel: Site) -> None:
    assert ReturnRule.objects.in_force(site=hotel, on=DAY) is None
    assert PriceMatchRule.objects.in_force(site=hotel, on=DAY) is None
    assert RoomChangeFee.objects.in_force(site=hotel, on=DAY) is None


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (DAY, None, True),
        (DAY, DAY, True),
        (DAY - NEXT, DAY - NEXT, False),
        (DAY + NEXT, None, False),
        (LONG_AGO, DAY, True),
    ],
)
@pytest.mark.parametrize("write", [return_rule, price_rule, fee])
def test_a_rule_holds_from_its_first_day_to_its_last(
    hotel: Site, write: Callable[..., Any], first: date, last: date | None, holds: bool
) -> None:
    rule = write(hotel, valid_from=first, valid_until=last)
    found = type(rule)._default_manager.in_force(site=hotel, on=DAY)
    assert found == (rule if holds else None)


@pytest.mark.parametrize("write", [return_rule, price_rule, fee])
def test_the_sites_own_rule_beats_the_general_one(hotel: Site, shop: Site, write: Callable[..., Any]) -> None:
    own, general = write(hotel), write(None)
    rules = type(own)._default_manager
    assert rules.in_force(site=hotel, on=DAY) == own
    shop.currency = "CZK"
    assert rules.in_force(site=shop, on=DAY) == general


def test_goods_have_rules_of_their_own(shop: Site, hotel: Site, shoes: ProductGroup) -> None:
    everywhere, ours = return_rule(None), return_rule(shop, days=60)
    of_shoes = return_rule(shop, days=90, group=shoes)
    rules = ReturnRule.objects
    assert rules.in_force(site=shop, on=DAY, group=shoes) == of_shoes
    assert rules.in_force(site=shop, on=DAY) == ours
    assert rules.in_force(site=hotel, on=DAY, group=shoes) == everywhere
    of_shoes.delete()
    assert rules.in_force(site=shop, on=DAY, group=shoes) == ours


def test_the_sites_rule_for_all_goods_beats_the_general_one_for_these(shop: Site) -> None:
    gloves = ProductGroup.objects.create(name="Gloves")
    return_rule(None, group=gloves, days=3)
    ours = return_rule(shop, days=60)
    assert ReturnRule.objects.in_force(site=shop, on=DAY, group=gloves) == ours


def test_a_general_amount_holds_in_its_currency_only(hotel: Site, shop: Site) -> None:
    crowns, zloty = fee(None), fee(None, currency="PLN", fee=50)
    assert RoomChangeFee.objects.in_force(site=hotel, on=DAY) == crowns
    assert RoomChangeFee.objects.in_force(site=shop, on=DAY) == zloty
    anywhere, in_crowns = price_rule(None, days=7), price_rule(None, currency="CZK", most_amount=500)
    assert PriceMatchRule.objects.in_force(site=hotel, on=DAY) == in_crowns
    assert PriceMatchRule.objects.in_force(site=shop, on=DAY) == anywhere


def test_one_question_to_the_database(hotel: Site, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for write in (return_rule, price_rule, fee):
        rule = write(None)
        with django_assert_num_queries(1):
            type(rule)._default_manager.in_force(site=hotel, on=DAY)


# No two at once -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        (DAY + NEXT, None, True),
        (DAY, None, False),
        (LONG_AGO - NEXT * 9, LONG_AGO - NEXT, True),
        (LONG_AGO - NEXT * 9, LONG_AGO, False),
        (LONG_AGO + NEXT, LONG_AGO + NEXT, False),
    ],
)
@pytest.mark.parametrize("write", [return_rule, price_rule, fee])
@pytest.mark.parametrize("general", [True, False])
def test_two_rules_of_the_same_scope_never_hold_on_the_same_day(
    hotel: Site, write: Callable[..., Any], general: bool, first: date, last: date | None, fits: bool
) -> None:
    site = None if general else hotel
    before = write(site, valid_until=DAY)
    values = {field.attname: getattr(before, field.attname) for field in before._meta.fields}
    another = type(before)(**{**values, "id": None, "valid_from": first, "valid_until": last})
    if fits:
        another.full_clean()
        another.save()
        return
    with pytest.raises(ValidationError, match="Another rule for the same holds"):
        another.full_clean()
    with pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic():
        another.save()


def test_rules_of_different_scopes_may(hotel: Site, shop: Site, shoes: ProductGroup) -> None:
    for rule in (
        return_rule(None),
        return_rule(hotel),
        return_rule(shop),
        return_rule(shop, group=shoes),
        price_rule(None),
        price_rule(None, currency="PLN"),
        price_rule(shop, currency="PLN"),
        fee(None),
        fee(None, currency="PLN"),
    ):
        rule.full_clean()


@pytest.mark.django_db(transaction=True)
def test_written_down_twice_at_once_one_holds(hotel: Site) -> None:
    results = at_once(lambda: return_rule(hotel), lambda: return_rule(hotel, days=60))
    assert sorted(type(result).__name__ for result in results) == ["IntegrityError", "ReturnRule"]


# What may be written down ---------------------------------------------------------------------------------


def test_a_rule_does_not_end_before_it_begins(hotel: Site) -> None:
    rule = ReturnRule(site=hotel, days=30, valid_from=DAY, valid_until=DAY - NEXT)
    with pytest.raises(ValidationError, match="before the first day"):
        rule.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        rule.save()


@pytest.mark.parametrize(
    ("model", "said", "wrong"),
    [
        (RoomChangeFee, {"fee": Decimal(10)}, "currency"),
        (RoomChangeFee, {"fee": Decimal("10.5"), "currency": "JPY"}, "fee"),
        (RoomChangeFee, {"fee": Decimal(-1), "currency": "CZK"}, "fee"),
        (PriceMatchRule, {"most_amount": Decimal(10)}, "currency"),
        (PriceMatchRule, {"most_amount": Decimal("0.001"), "currency": "EUR"}, "most_amount"),
        (PriceMatchRule, {"most_share": Decimal("100.01")}, "most_share"),
        (PriceMatchRule, {"sources": ["a friend"]}, "sources"),
        (PriceMatchRule, {"currency": "crowns"}, "currency"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(model: type, said: dict[str, object], wrong: str) -> None:
    with pytest.raises(ValidationError) as refused:
        model(valid_from=DAY, **said).full_clean()
    assert wrong in refused.value.message_dict


def test_an_amount_is_in_the_currency_of_the_site(hotel: Site) -> None:
    rule = RoomChangeFee(site=hotel, fee=Decimal(300), valid_from=DAY)
    rule.full_clean()
    assert rule.currency == "CZK"
    rule.currency = "EUR"
    with pytest.raises(ValidationError, match="another currency"):
        rule.full_clean()


def test_goods_of_another_site_have_no_rule_here(hotel: Site, shoes: ProductGroup) -> None:
    for site in (hotel, None):
        with pytest.raises(ValidationError, match="another site"):
            ReturnRule(site=site, group=shoes, days=3, valid_from=DAY).full_clean()


def test_goods_are_named_once_per_site(shop: Site, hotel: Site, shoes: ProductGroup) -> None:
    for site in (hotel, None):
        ProductGroup(name="shoes", site=site).full_clean()
    with pytest.raises(ValidationError, match="of this name already"):
        ProductGroup(name="SHOES", site=shop).full_clean()


# In the administration ------------------------------------------------------------------------------------


def test_an_administrator_writes_a_rule_down(petra: User, hotel: Site) -> None:
    office = signed_in(petra)
    typed = {
        "site": str(hotel.pk),
        "valid_from": "2026-01-01",
        "valid_until": "",
        "currency": "",
        "fee": "300",
        "free_reasons": ["accessibility", "smoking"],
    }
    url = reverse("admin:tickets_roomchangefee_add")
    assert office.post(url, typed).status_code == 302
    rule = RoomChangeFee.objects.get()
    assert (rule.fee, rule.currency, rule.free_reasons) == (Decimal(300), "CZK", ["accessibility", "smoking"])
    again = office.post(url, typed)
    assert "Another rule for the same holds on some of these days." in Page(again).text
    assert RoomChangeFee.objects.count() == 1


def test_the_lists_say_what_holds_where(petra: User, hotel: Site, shop: Site, shoes: ProductGroup) -> None:
    return_rule(None)
    return_rule(shop, group=shoes)
    fee(hotel, free_reasons=["view"])
    price_rule(None, sources=["advert"], currency="CZK", most_amount=500)
    KindAtSite.objects.create(site=hotel, kind="return", is_offered=False)
    office = signed_in(petra)
    for name, words in {
        "returnrule": ["Every site", "All goods", "Shoes", "Sklep Wisła"],
        "roomchangefee": ["Hotel Vltava", "CZK\N{NO-BREAK SPACE}300.00", "View"],
        "pricematchrule": ["Advert", "CZK\N{NO-BREAK SPACE}500.00"],
        "productgroup": ["Shoes"],
        "kindatsite": ["Return", "Hotel Vltava"],
    }.items():
        shown = office.get(reverse(f"admin:tickets_{name}_changelist")).content.decode()
        assert [word for word in words if word not in shown] == [], name


def test_the_team_of_a_kind_stands_at_its_site(petra: User, hotel: Site, returns_desk: models.Model) -> None:
    office, url = signed_in(petra), reverse("admin:tickets_kindatsite_add")
    typed = {"site": str(hotel.pk), "kind": "return", "is_offered": "on", "team": str(returns_desk.pk)}
    assert "This team belongs to another site." in Page(office.post(url, typed)).text
    assert office.post(url, typed | {"kind": "gossip", "team": ""}).status_code == 200
    assert not KindAtSite.objects.exists()
    assert office.post(url, typed | {"team": ""}).status_code == 302
    assert KindAtSite.objects.get().kind == "return"
