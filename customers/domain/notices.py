"""Conduct notices: what colleagues must know before they meet a customer."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from customers import rules
from customers.domain.customer import locked_current
from customers.domain.errors import NotPossible
from customers.models import ConductNotice, Customer
from helpdesk.record import writing as record
from helpdesk.staff.models import User

# Nobody is marked for good: whoever still needs warning is warned anew.
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Shown:
    """A notice on a page of all there ever were."""

    notice: ConductNotice
    is_in_force: bool
    may_lift: bool


def history_of(customer: Customer, *, on: date, user: User) -> list[Shown]:
    """Newest first. Fills ``customer.notices`` too: whoever shows the history shows those in force."""
    rows = list(customer.conduct_notices.select_related("placed_by", "lifted_by"))
    customer.notices = [notice for notice in rows if notice.lifted_at is None and notice.until >= on]
    return [
        Shown(notice, notice in customer.notices, notice in customer.notices and rules.may_lift(user, notice))
        for notice in rows
    ]


@transaction.atomic
def place_notice(customer: Customer, *, text: str, until: date, on: date, by: User) -> ConductNotice:
    """Warn colleagues from now on and through ``until``; ``on`` is today where the person works.

    Of a customer who was merged meanwhile it is placed on the one that was kept. Raises ``NotPossible`` for a
    day that is over or more than a year ahead, and for a customer who was erased.
    """
    if not on <= until <= on + LONGEST:
        last = date_format(on + LONGEST, "DATE_FORMAT")
        raise NotPossible(_("Choose a day from today to %(last)s.") % {"last": last})
    customer = locked_current(customer)
    notice = ConductNotice.objects.create(customer=customer, text=text, until=until, placed_by=by)
    record.write(customer, "notice.placed", by=by, notice=notice.pk, until=until, words={"text": text})
    return notice


@transaction.atomic
def lift_notice(notice: ConductNotice, *, by: User) -> ConductNotice:
    """The warning ends now; the row stays. Raises ``NotPossible`` when somebody lifted it already."""
    locked_current(notice.customer)
    notice = (
        ConductNotice.objects.select_for_update(of=("self",)).select_related("customer").get(pk=notice.pk)
    )
    if not rules.may_lift(by, notice):
        raise NotPossible(_("This notice was lifted already."))
    notice.lifted_by, notice.lifted_at = by, timezone.now()
    notice.save(update_fields=["lifted_by", "lifted_at"])
    record.write(notice.customer, "notice.lifted", by=by, notice=notice.pk, words={"text": notice.text})
    return notice
