"""SLA policies kept, ordered and switched: the first that fits holds, the record knows what was before."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.enums import Channel
from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.record.sentences import say
from helpdesk.staff.models import Site, Team, User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.sla import Policy, Reminder, Terms, policies, policy_for, shipped
from tickets.domain.sla_policy import keep, place, seen_by, site_touched, switch, told
from tickets.enums import Listener, Pausing, Point, Priority, RecountCause, Target
from tickets.kinds import KINDS
from tickets.models import Recount, SlaPolicy, SlaReminder, SlaTarget
from tickets.models.sla_policy import LONGEST_NAME

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LATE = Reminder(Point.AFTER, time=timedelta(0), listeners=(Listener.ABOVE,), by_email=False, escalates=True)
GUESTS = Policy(None, "Guests", {Target.RESOLUTION: Terms(4 * HOUR, round_the_clock=True, reminders=(LATE,))})


def entries() -> list[tuple[str, dict[str, Any]]]:
    kept = Entry.objects.filter(subject_type="tickets.slapolicy").order_by("pk")
    return [(entry.verb, entry.details) for entry in kept]


def asked() -> list[int | None]:
    """The sites whose clocks were to be counted anew, None for all."""
    assert set(Recount.objects.values_list("cause", flat=True)) <= {RecountCause.POLICIES}
    return list(Recount.objects.order_by("pk").values_list("site", flat=True))


def kept(policy: Policy, *, by: User) -> SlaPolicy:
    return keep(policy, pk=None, by=by)


def test_a_new_policy_is_asked_last(petra: User, hotel: Site) -> None:
    rows = [kept(replace(GUESTS, name=name), by=petra) for name in ("Guests", "Shops", "Others")]
    assert [(one.pk, one.name) for one in policies()] == [(row.pk, row.name) for row in rows]
    assert policies()[0] == replace(GUESTS, pk=rows[0].pk)
    assert asked() == [None] * 3
    assert entries()[0] == ("sla_policy.added", {"name": "Guests", "after": told(GUESTS)})
    entry = Entry.objects.about(rows[0]).get()
    assert (entry.by_id, say(entry)) == (petra.pk, "added the SLA policy “Guests”")


def test_a_change_is_told_with_what_was_before(petra: User, hotel: Site) -> None:
    row = kept(replace(GUESTS, site=hotel.pk), by=petra)
    after = Policy(
        row.pk, "Guests tonight", {Target.FIRST_RESPONSE: Terms(HOUR)}, (), site=hotel.pk, is_vip=True
    )
    assert keep(after, pk=row.pk, by=petra).pk == row.pk
    assert policies() == (after,)
    assert SlaTarget.objects.count() == 1 and not SlaReminder.objects.exists()
    assert entries()[1:] == [
        (
            "sla_policy.changed",
            {
                "name": "Guests tonight",
                "before": told(replace(GUESTS, site=hotel.pk)),
                "after": told(after),
            },
        )
    ]
    assert entries()[1][1]["before"]["targets"] == {
        "resolution": {
            "within": 14400,
            "round_the_clock": True,
            "reminders": [
                {
                    "point": "after",
                    "percent": None,
                    "time": 0,
                    "listeners": ["above"],
                    "by_email": False,
                    "escalates": True,
                }
            ],
        }
    }
    said = say(Entry.objects.about(row)[1])
    assert said.endswith("“Guests tonight”: name, VIPs, when clocks stand still, first response, resolution")
    assert asked() == [hotel.pk, hotel.pk]


def test_the_same_again_changes_nothing(petra: User, hotel: Site) -> None:
    policy = replace(GUESTS, kinds=("return", "complaint"), priorities=(4, 1))
    row = kept(policy, by=petra)
    shuffled = replace(policy, kinds=("complaint", "return"), priorities=(1, 4), is_on=False)
    keep(shuffled, pk=row.pk, by=petra)
    assert policies() == (replace(policy, pk=row.pk),)
    assert (len(entries()), len(asked())) == (1, 1)


def test_whoever_changes_it_does_not_switch_it_on(petra: User) -> None:
    row = kept(GUESTS, by=petra)
    switch(row, on=False, by=petra)
    keep(replace(GUESTS, name="Others"), pk=row.pk, by=petra)
    assert [(one.name, one.is_on) for one in policies()] == [("Others", False)]


def test_at_another_site_everything_is_counted_anew(petra: User, hotel: Site, shop: Site) -> None:
    row = kept(replace(GUESTS, site=hotel.pk), by=petra)
    keep(replace(GUESTS, site=shop.pk), pk=row.pk, by=petra)
    keep(replace(GUESTS, site=shop.pk, name="Shops"), pk=row.pk, by=petra)
    keep(GUESTS, pk=row.pk, by=petra)
    assert asked() == [hotel.pk, None, shop.pk, None]


def test_a_policy_that_is_not_there_is_not_changed(petra: User) -> None:
    with pytest.raises(SlaPolicy.DoesNotExist):
        keep(GUESTS, pk=1, by=petra)
    assert (entries(), asked(), policies()) == ([], [], ())


def test_the_first_that_fits_holds(petra: User, alena: User, jana: Customer, hotel: Site) -> None:
    guests = kept(replace(GUESTS, site=hotel.pk, kinds=("room_change",)), by=petra)
    everybody = kept(replace(GUESTS, name="Everybody"), by=petra)
    ticket, other = (log_case(kind, by=alena, customer=jana) for kind in ("room_change", "complaint"))
    assert [policy_for(one).pk for one in (ticket, other)] == [guests.pk, everybody.pk]
    place(guests, up=False, by=petra)
    assert [policy_for(one).pk for one in (ticket, other)] == [everybody.pk, everybody.pk]
    place(guests, up=True, by=petra)
    switch(guests, on=False, by=petra)
    assert policy_for(ticket).pk == everybody.pk
    switch(everybody, on=False, by=petra)
    assert policy_for(ticket) == shipped("room_change")
    switch(guests, on=True, by=petra)
    assert policy_for(ticket).pk == guests.pk


def test_switching_is_recorded_once(petra: User, hotel: Site) -> None:
    row = kept(replace(GUESTS, site=hotel.pk), by=petra)
    for on in (True, False, False, True):
        switch(row, on=on, by=petra)
    assert entries()[1:] == [("sla_policy.switched", {"name": "Guests", "on": on}) for on in (False, True)]
    assert asked() == [hotel.pk] * 3


def test_moving_is_recorded_and_ends_at_the_ends(petra: User, hotel: Site) -> None:
    first, second, third = (
        kept(replace(GUESTS, name=name, site=site), by=petra)
        for name, site in (("A", None), ("B", hotel.pk), ("C", None))
    )
    place(second, up=True, by=petra)
    place(second, up=True, by=petra)
    place(third, up=False, by=petra)
    assert [one.name for one in policies()] == ["B", "A", "C"]
    place(first, up=False, by=petra)
    assert [one.name for one in policies()] == ["B", "C", "A"]
    assert entries()[3:] == [
        ("sla_policy.moved", {"name": "B", "passed": "A", "before": 2, "after": 1}),
        ("sla_policy.moved", {"name": "A", "passed": "C", "before": 2, "after": 3}),
    ]
    assert asked() == [None, hotel.pk, None, hotel.pk, None]


def test_places_that_were_the_same_are_told_apart(petra: User) -> None:
    rows = [kept(replace(GUESTS, name=name), by=petra) for name in "ABC"]
    SlaPolicy.objects.update(position=0)
    place(rows[2], up=True, by=petra)
    assert [one.name for one in policies()] == ["A", "C", "B"]


def test_one_sees_those_of_ones_sites_and_of_all(
    petra: User, ivan: User, marek: User, hotel: Site, shop: Site
) -> None:
    for site in (hotel, shop):
        kept(replace(GUESTS, name=site.name, site=site.pk), by=petra)
    kept(GUESTS, by=petra)
    assert [[one.name for one in seen_by(user)] for user in (petra, ivan, marek)] == [
        ["Hotel Vltava", "Sklep Wisła", "Guests"],
        ["Hotel Vltava", "Guests"],
        ["Sklep Wisła", "Guests"],
    ]


def test_whose_clocks_a_policy_can_move(petra: User, hotel: Site, shop: Site) -> None:
    kept(replace(GUESTS, site=hotel.pk), by=petra)
    here = policies()[0]
    asked = [
        here,
        replace(GUESTS, site=shop.pk),
        replace(here, site=shop.pk),
        replace(here, site=None),
        GUESTS,
    ]
    assert [site_touched(one) for one in asked] == [hotel, shop, None, None, None]


@pytest.mark.django_db(transaction=True)
def test_two_new_ones_at_once_have_two_places(petra: User) -> None:
    results = at_once(*(lambda name=name: kept(replace(GUESTS, name=name), by=petra) for name in "AB"))
    assert all(isinstance(one, SlaPolicy) for one in results)
    assert sorted(SlaPolicy.objects.values_list("position", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_two_who_change_it_at_once_come_one_after_the_other(petra: User, hotel: Site) -> None:
    row = kept(GUESTS, by=petra)
    changes = [
        replace(GUESTS, name=name, terms={Target.RESOLUTION: Terms(HOUR, reminders=(LATE,))})
        for name in ("Night", "Day")
    ]
    results = at_once(*(lambda one=one: keep(one, pk=row.pk, by=petra) for one in changes))
    assert all(isinstance(one, SlaPolicy) for one in results)
    _added, (_verb, first), (_again, second) = entries()
    assert first["before"] == told(GUESTS) and second["before"] == first["after"]
    assert told(policies()[0]) == second["after"]
    assert (SlaTarget.objects.count(), SlaReminder.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_move_at_once_move_one_after_the_other(petra: User) -> None:
    """Whoever comes second moves in the order the first has made."""
    rows = [kept(replace(GUESTS, name=name), by=petra) for name in "ABC"]
    at_once(*(lambda row=row: place(row, up=True, by=petra) for row in rows[1:]))
    assert "".join(one.name for one in policies()) in ("BCA", "ABC")
    assert [verb for verb, _ in entries()[3:]] == ["sla_policy.moved"] * 2


LENGTHS = st.integers(min_value=1, max_value=366 * 24 * 60).map(lambda n: timedelta(minutes=n))
SAID: dict[str, Any] = {
    "listeners": st.lists(st.sampled_from(Listener), unique=True).map(tuple),
    "by_email": st.booleans(),
    "escalates": st.booleans(),
}
REMINDERS = st.one_of(
    st.builds(Reminder, st.just(Point.SHARE), percent=st.integers(1, 99), time=st.none(), **SAID),
    st.builds(Reminder, st.just(Point.BEFORE), percent=st.none(), time=LENGTHS, **SAID),
    st.builds(
        Reminder, st.just(Point.AFTER), percent=st.none(), time=LENGTHS | st.just(timedelta(0)), **SAID
    ),
)
TERMS = st.builds(Terms, LENGTHS, st.booleans(), st.lists(REMINDERS, max_size=5).map(tuple))
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=LONGEST_NAME)
POLICIES = st.builds(
    Policy,
    pk=st.none(),
    name=NAMES,
    terms=st.dictionaries(st.sampled_from(Target), TERMS),
    pauses_in=st.lists(st.sampled_from(Pausing), unique=True).map(tuple),
    is_on=st.booleans(),
    kinds=st.lists(st.sampled_from(sorted(KINDS)), unique=True).map(tuple),
    channels=st.lists(st.sampled_from(Channel.values), unique=True).map(tuple),
    priorities=st.lists(st.sampled_from(Priority.values), unique=True).map(tuple),
    is_vip=st.none() | st.booleans(),
    customer_waits=st.none() | st.booleans(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=POLICIES, then=POLICIES, has_place=st.booleans())
def test_what_is_kept_is_what_is_read(
    petra: User, front_desk: Team, first: Policy, then: Policy, has_place: bool
) -> None:
    """Whatever stood there before leaves nothing behind."""
    where: dict[str, Any] = {"site": front_desk.site_id, "team": front_desk.pk} if has_place else {}
    row = kept(replace(first, **where), by=petra)
    assert policies()[-1] == replace(first, pk=row.pk, **where)
    keep(then, pk=row.pk, by=petra)
    expected = policies()[-1] if told(then) == told(replace(first, **where)) else then
    assert policies()[-1] == replace(expected, pk=row.pk, is_on=first.is_on)
