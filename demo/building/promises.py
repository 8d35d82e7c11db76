"""What the three sites promise by a time: the SLA policies. The rest goes by what its kind ships with."""

from collections.abc import Mapping
from datetime import timedelta

from demo.places import SiteKey
from helpdesk.staff.models import Site, User
from tickets.domain.sla import Policy, Reminder, Terms
from tickets.domain.sla_policy import keep
from tickets.enums import Listener, Pausing, Point, Target

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_WHOEVER_WORKS_ON_IT = (Listener.ASSIGNEE, Listener.TEAM)

_HALF_TIME = Reminder(Point.SHARE, percent=50, listeners=(Listener.ASSIGNEE,), by_email=False)
_LAST_MINUTES = Reminder(Point.BEFORE, time=15 * _MINUTE, listeners=_WHOEVER_WORKS_ON_IT, by_email=False)
_MISSED = Reminder(Point.AFTER, time=timedelta(0))
_MISSED_LONG_AGO = Reminder(
    Point.AFTER, time=_HOUR, listeners=(Listener.SUPERVISORS, Listener.ABOVE), escalates=True
)
_MINDED = (_HALF_TIME, _LAST_MINUTES, _MISSED, _MISSED_LONG_AGO)


def make_promises(sites: Mapping[SiteKey, Site], *, by: User) -> None:
    """The first that fits a case holds, so the narrow ones come first."""
    for policy in (_guests_tonight(sites["vltava"]), _vips(), _at_the_counter()):
        keep(policy, pk=None, by=by)


def _guests_tonight(hotel: Site) -> Policy:
    terms = {
        Target.FIRST_RESPONSE: Terms(10 * _MINUTE, round_the_clock=True, reminders=(_MISSED,)),
        Target.NEXT_RESPONSE: Terms(15 * _MINUTE, round_the_clock=True, reminders=(_MISSED,)),
        Target.RESOLUTION: Terms(3 * _HOUR, round_the_clock=True, reminders=_MINDED),
    }
    return Policy(None, "Guests in the house tonight", terms, site=hotel.pk, kinds=("room_change",))


def _vips() -> Policy:
    terms = {
        Target.FIRST_RESPONSE: Terms(15 * _MINUTE, reminders=(_MISSED,)),
        Target.NEXT_RESPONSE: Terms(30 * _MINUTE, reminders=(_MISSED,)),
        Target.RESOLUTION: Terms(8 * _HOUR, reminders=_MINDED),
    }
    return Policy(None, "VIP", terms, is_vip=True)


def _at_the_counter() -> Policy:
    terms = {
        Target.FIRST_RESPONSE: Terms(15 * _MINUTE, reminders=(_MISSED,)),
        Target.NEXT_RESPONSE: Terms(_HOUR, reminders=(_MISSED,)),
        Target.RESOLUTION: Terms(4 * _HOUR, reminders=(_HALF_TIME, _MISSED)),
    }
    waiting = (Pausing.PENDING, Pausing.ON_HOLD)
    return Policy(None, "At the counter", terms, waiting, kinds=("return", "price_correction"))
