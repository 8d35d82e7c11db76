"""The rules of the three sites, as their policies tell them."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from demo.places import SITES, SiteKey
from helpdesk.staff.models import Site, User
from tickets.domain.calendar import Week
from tickets.domain.calendar_keeping import keep
from tickets.enums import RoomChangeReason
from tickets.models import PriceMatchRule, ProductGroup, ReturnRule, RoomChangeFee

# By the names the returns use.
SEALED_GOODS = "Bielizna i stroje kąpielowe"
PRICE_DAYS = 14
FEE = Decimal(200)

# What holds when the house opens has held for some time already, and was shorter before.
_HELD_BEFORE = timedelta(days=400)
_SHORTER, _SHORTER_BEFORE = 14, timedelta(days=800)

# From Monday on; the hotel never closes, and shops in Poland are closed on Sundays.
_LONG_DAY = ["07:00–21:00"]
OPENING_HOURS: Mapping[SiteKey, Week] = {
    "wisla": Week([*[_LONG_DAY] * 6, []]),
    "morava": Week([*[_LONG_DAY] * 5, ["08:00–12:00", "13:00–18:00"], []]),
}


def set_opening_hours(sites: Mapping[SiteKey, Site], *, by: User) -> None:
    for key, week in OPENING_HOURS.items():
        keep(week, site=sites[key], by=by, now=timezone.now())


def lay_down_rules(sites: Mapping[SiteKey, Site]) -> None:
    opened = timezone.localdate()
    since = opened - _HELD_BEFORE
    for place in SITES:
        if place.return_days:
            site = sites[place.key]
            ReturnRule.objects.create(site=site, days=place.return_days, valid_from=since)
            PriceMatchRule.objects.create(
                site=site, days=PRICE_DAYS, currency=site.currency, valid_from=since
            )
    _sealed_goods(sites["wisla"], since=since)
    _fee(sites["vltava"], opened=opened)


def _sealed_goods(shop: Site, *, since: date) -> None:
    """Goods with a seal come back unused only; all goods came back for a shorter time once."""
    sealed = ProductGroup.objects.create(name=SEALED_GOODS, site=shop)
    ReturnRule.objects.create(site=shop, group=sealed, days=30, unused_only=True, valid_from=since)
    before = since - timedelta(days=1)
    ReturnRule.objects.create(
        site=shop, days=_SHORTER, receipt_needed=True, valid_from=since - _SHORTER_BEFORE, valid_until=before
    )


def _fee(hotel: Site, *, opened: date) -> None:
    """Decided, and not in force before next year: moving for the view alone will cost something."""
    RoomChangeFee.objects.create(
        site=hotel,
        currency=hotel.currency,
        fee=FEE,
        free_reasons=[one.value for one in RoomChangeReason if one != RoomChangeReason.VIEW],
        valid_from=date(opened.year + 2, 1, 1),
    )
