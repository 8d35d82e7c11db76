"""How administrators change the SLA policies. What they promise is told by ``sla``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User
from helpdesk.turns import wait_for_turn
from tickets.domain import recounting
from tickets.domain.sla import Policy, Reminder, Terms, policies
from tickets.enums import RecountCause, Target
from tickets.models import SlaPolicy, SlaReminder, SlaTarget

# All of them are one order, so whoever changes anything waits for whoever changes something else.
TURN = "sla policies"
# Whatever a policy and its row call the same.
PLAIN = ("name", "kinds", "channels", "priorities", "is_vip", "customer_waits", "pauses_in")


def seen_by(user: User) -> list[Policy]:
    """The policies about every site or about one of the person's, in the order in which they are asked."""
    return [one for one in policies() if user.sees_every_site or one.site in (None, *user.site_ids)]


def site_touched(policy: Policy) -> Site | None:
    """The site whose clocks the policy can move when it is kept; None: any. Two queries at most."""
    before = policy if policy.pk is None else of_row(policy.pk)
    return Site.objects.get(pk=policy.site) if before.site == policy.site and policy.site else None


def of_row(pk: int) -> Policy:
    """As it stands now. One query."""
    return next(one for one in policies() if one.pk == pk)


@transaction.atomic
def keep(policy: Policy, *, pk: int | None, by: User) -> SlaPolicy:
    """Put the policy in the place of number ``pk``, or at the end of the order as a new one.

    Whether one that is there is in force stays as it is: that is ``switch``. The same again changes nothing;
    anything else is recorded, and the open clocks are counted anew. Raises ``SlaPolicy.DoesNotExist``.
    """
    wait_for_turn(TURN)
    return add(policy, by=by) if pk is None else change(SlaPolicy.objects.get(pk=pk), policy, by=by)


def add(policy: Policy, *, by: User) -> SlaPolicy:
    row = SlaPolicy(position=last() + 1, is_on=policy.is_on)
    write_down(policy, row=row)
    record.write(row, "sla_policy.added", by=by, name=row.name, after=told(policy))
    recounting.ask(cause=RecountCause.POLICIES, site=row.site, by=by)
    return row


def change(row: SlaPolicy, policy: Policy, *, by: User) -> SlaPolicy:
    before, after = told(of_row(row.pk)), told(policy)
    if before == after:
        return row
    site = site_touched(replace(policy, pk=row.pk))
    write_down(policy, row=row)
    record.write(row, "sla_policy.changed", by=by, name=row.name, before=before, after=after)
    recounting.ask(cause=RecountCause.POLICIES, site=site, by=by)
    return row


@transaction.atomic
def switch(policy: SlaPolicy, *, on: bool, by: User) -> SlaPolicy:
    """From now on it holds, or it does not. The same again changes nothing."""
    wait_for_turn(TURN)
    row = SlaPolicy.objects.select_related("site").get(pk=policy.pk)
    if row.is_on == on:
        return row
    row.is_on = on
    row.save(update_fields=["is_on"])
    record.write(row, "sla_policy.switched", by=by, name=row.name, on=on)
    recounting.ask(cause=RecountCause.POLICIES, site=row.site, by=by)
    return row


@transaction.atomic
def place(policy: SlaPolicy, *, up: bool, by: User) -> None:
    """One step up or down in the order; at the end nothing happens."""
    wait_for_turn(TURN)
    rows = list(SlaPolicy.objects.select_related("site").order_by("position", "id"))
    here = rows.index(policy)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    moved, passed = rows[here], rows[there]
    rows[here], rows[there] = passed, moved
    for position, row in enumerate(rows, start=1):
        row.position = position
    SlaPolicy.objects.bulk_update(rows, ["position"])
    record.write(
        moved,
        "sla_policy.moved",
        by=by,
        name=moved.name,
        passed=passed.name,
        before=here + 1,
        after=there + 1,
    )
    recounting.ask(cause=RecountCause.POLICIES, site=moved.site, by=by)


def last() -> int:
    """The place of the policy that is asked last."""
    return SlaPolicy.objects.aggregate(last=Max("position"))["last"] or 0


def write_down(policy: Policy, *, row: SlaPolicy) -> None:
    """Save the row and the targets as the policy says. Nothing points to targets, so they are made anew."""
    for name in PLAIN:
        value = getattr(policy, name)
        setattr(row, name, value if value is None or isinstance(value, str | bool) else list(value))
    row.site_id, row.team_id = policy.site, policy.team
    row.save()
    row.targets.all().delete()
    promised = [target for target in Target if target in policy.terms]
    targets = SlaTarget.objects.bulk_create(
        target_row(target, policy.terms[target], of=row) for target in promised
    )
    SlaReminder.objects.bulk_create(
        reminder_row(reminder, of=target)
        for target in targets
        for reminder in policy.terms[Target(target.target)].reminders
    )


def target_row(target: Target, terms: Terms, *, of: SlaPolicy) -> SlaTarget:
    return SlaTarget(policy=of, target=target, within=terms.within, round_the_clock=terms.round_the_clock)


def reminder_row(reminder: Reminder, *, of: SlaTarget) -> SlaReminder:
    said = {name: getattr(reminder, name) for name in ("point", "percent", "time", "by_email", "escalates")}
    return SlaReminder(target=of, listeners=list(reminder.listeners), **said)


def told(policy: Policy) -> dict[str, object]:
    """All that it says, for the record; lengths in seconds. What is in no order has none here either."""
    return {
        "name": policy.name,
        "site": policy.site,
        "team": policy.team,
        "kinds": sorted(policy.kinds),
        "channels": sorted(policy.channels),
        "priorities": sorted(policy.priorities),
        "is_vip": policy.is_vip,
        "customer_waits": policy.customer_waits,
        "pauses_in": plain(policy.pauses_in),
        "targets": {
            target.value: told_terms(policy.terms[target]) for target in Target if target in policy.terms
        },
    }


def told_terms(terms: Terms) -> dict[str, object]:
    return {
        "within": terms.within.total_seconds(),
        "round_the_clock": terms.round_the_clock,
        "reminders": [
            {
                "point": one.point.value,
                "percent": one.percent,
                "time": None if one.time is None else one.time.total_seconds(),
                "listeners": plain(one.listeners),
                "by_email": one.by_email,
                "escalates": one.escalates,
            }
            for one in terms.reminders
        ],
    }


def plain(words: Sequence[str]) -> list[str]:
    return sorted(str(word) for word in words)
