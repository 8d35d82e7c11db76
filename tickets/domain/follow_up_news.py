"""Who is told of a follow-up: its owner, and the supervisors of the site when it is late."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from helpdesk.staff.models import User
from tickets import rules
from tickets.domain.news import tell_about
from tickets.domain.supervisors import supervisors_of
from tickets.models import FollowUp


def tell_owner(follow_up: FollowUp, *, by: User) -> None:
    """Somebody else made it theirs."""

    def say() -> str:
        said = _("%(who)s counts on you for ticket %(number)s by %(due)s: %(text)s")
        return said % {"who": by, **words(follow_up)}

    people, cause = [follow_up.owner], f"{cause_of(follow_up)}:owner:{follow_up.owner_id}"
    tell_about(follow_up.ticket, people, kind="handed_over", say=say, cause=cause)


def tell_due(follow_up: FollowUp) -> None:
    """It is due soon."""

    def say() -> str:
        return _("Promised for %(due)s, ticket %(number)s: %(text)s") % words(follow_up)

    people, cause = owner_of(follow_up), f"{cause_of(follow_up)}:due"
    tell_about(follow_up.ticket, list(people.values()), kind="follow_up_due", say=say, cause=cause)


def tell_late(follow_up: FollowUp) -> None:
    """It is late: now the supervisors know it, too."""

    def say() -> str:
        said = _("Late, promised for %(due)s by %(owner)s, ticket %(number)s: %(text)s")
        return said % {"owner": follow_up.owner, **words(follow_up)}

    people = {one.pk: one for one in supervisors_of(follow_up.ticket)} | owner_of(follow_up)
    cause = f"{cause_of(follow_up)}:late"
    tell_about(follow_up.ticket, list(people.values()), kind="late", say=say, cause=cause)


def cause_of(follow_up: FollowUp) -> str:
    """The same is told again of another time, and to another owner."""
    return f"followup:{follow_up.pk}:{follow_up.recounted}"


def owner_of(follow_up: FollowUp) -> dict[int, User]:
    """The owner, unless they may no longer see the ticket."""
    owner = follow_up.owner
    return {owner.pk: owner} if rules.may_see(owner, follow_up.ticket) else {}


def words(follow_up: FollowUp) -> dict[str, object]:
    """What the sentences are made of, in the language of the moment; the time is the site's."""
    local = timezone.localtime(follow_up.due_at, follow_up.ticket.site.zone)
    return {
        "due": date_format(local, "SHORT_DATETIME_FORMAT"),
        "number": follow_up.ticket.number,
        "text": follow_up.title,
    }
