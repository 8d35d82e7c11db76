"""Was this useful?"""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.models import PolicyVersion, Vote
from helpdesk.staff.models import User


@transaction.atomic
def vote(version: PolicyVersion, *, useful: bool, by: User, now: datetime) -> Vote:
    """Keep what the person thinks; their earlier vote on the same version is replaced.

    An opinion, and no part of the record. Raises ``NotPossible`` for a draft.
    """
    if not version.is_published:
        raise NotPossible(_("This is a draft. Nobody has used it yet."))
    cast, _new = Vote.objects.update_or_create(version=version, by=by, defaults={"useful": useful, "at": now})
    return cast


def count_votes(version: PolicyVersion) -> dict[str, int]:
    """How many found the version useful (``yes``) and how many did not (``no``)."""
    return version.votes.aggregate(
        yes=Count("pk", filter=Q(useful=True)), no=Count("pk", filter=Q(useful=False))
    )
