"""Adding policies, and changing what they are about."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from helpdesk.policies.models import Policy, PolicyVersion
from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User


@transaction.atomic
def add_policy(policy: Policy, *, sites: Iterable[Site], draft: PolicyVersion, by: User) -> Policy:
    """Save a new policy with the draft of its first version. No sites: it applies at every one."""
    policy.save()
    policy.sites.set(sites)
    draft.policy, draft.number = policy, 1
    draft.save()
    record.write(policy, "policy.added", by=by, language=draft.language, **describe(policy))
    return policy


def lock(policy: Policy) -> Policy:
    """The policy as it is now, held until the transaction ends: its versions change one after the other."""
    return Policy.objects.select_for_update().get(pk=policy.pk)


def describe(policy: Policy) -> dict[str, Any]:
    """What the record compares: everything that can be changed about a policy itself."""
    sites = policy.sites.order_by("name").values_list("name", flat=True)
    return {"name": policy.name, "kinds": sorted(policy.kinds), "sites": list(sites)}


@transaction.atomic
def change_policy(policy: Policy, *, sites: Iterable[Site], by: User) -> Policy:
    """Save another name, other kinds or other sites; what the versions say stays."""
    before = describe(lock(policy))
    policy.save()
    policy.sites.set(sites)
    after = describe(policy)
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if changed:
        record.write(policy, "policy.changed", by=by, changed=changed)
    return policy
