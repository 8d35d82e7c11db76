"""Where else a person is named: a person looks at it and decides, nothing is changed by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.urls import reverse

from customers.domain.keepers import KEEPERS, Mention
from customers.domain.traces import Traces
from customers.models import ContactPoint, Customer
from helpdesk.folding import fold
from helpdesk.staff.models import User

# More than a person will look at one by one.
AT_MOST = 50
OURS = "customers"

Numbers = dict[str, list[int]]


def find_mentions(traces: Traces, *, family: Sequence[Customer]) -> Numbers:
    """What belongs to others and names the person, by who keeps it; numbers only, which name nobody."""
    found: Numbers = {OURS: namesakes(traces, family=family)}
    found |= {name: keeper.mentioned(traces, apart_from=family[0]) for name, keeper in KEEPERS.items()}
    return {name: numbers for name, numbers in found.items() if numbers}


def namesakes(traces: Traces, *, family: Sequence[Customer]) -> list[int]:
    """Customers of the same name, or reached the same way: their family, or they themselves once more."""
    points = ContactPoint.objects.filter(value__in=[*traces.emails, *traces.phones])
    named = Q(folded_name__in=[fold(name) for name in traces.full_names])
    alike = Customer.objects.filter(named | Q(pk__in=points.values("customer")))
    others = alike.exclude(pk__in=[one.pk for one in family]).order_by("pk")
    return list(others.values_list("pk", flat=True)[:AT_MOST])


def mentions(found: Mapping[str, Sequence[int]], *, user: User) -> list[Mention]:
    """Those the person may see, with links, as they are called now."""
    visible = Customer.objects.visible_to(user).current().filter(pk__in=found.get(OURS, []))
    said = [Mention(str(one), reverse("customers:detail", args=[one.pk])) for one in visible.order_by("pk")]
    for name, keeper in KEEPERS.items():
        said += keeper.mentions(found.get(name, []), user=user)
    return said
