"""The end of an import, whichever it is: written down, recorded, told to whoever started it."""

from datetime import datetime, timedelta
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from customers.enums import ImportFailure, ImportStatus
from customers.models import CustomerImport
from helpdesk.notifications.domain.news import tell_all
from helpdesk.record import writing as record
from helpdesk.staff.models import User

# So long somebody may want to mend the rows that were left out.
KEPT_AFTER_END = timedelta(days=30)


def finish(
    one: CustomerImport,
    status: ImportStatus,
    *,
    by: User | None,
    now: datetime,
    failure: ImportFailure | None = None,
) -> None:
    """End a running import that the caller holds locked. What is in stays in."""
    one.status, one.finished_at, one.failure = status, now, failure or ""
    one.sweep_at = now + KEPT_AFTER_END
    one.save(update_fields=["status", "finished_at", "failure", "sweep_at"])
    counts = {name: getattr(one, name) for name in ("added", "updated", "unchanged", "failed")}
    record.write(one, "import.finished", by=by, status=status.value, failure=one.failure, **counts)
    if by != one.by:
        url = reverse("customers:import", args=[one.pk])
        say = partial(news_of, one)
        tell_all([one.by], kind="import_ended", say=say, url=url, cause=f"customers.import:{one.pk}")


def news_of(one: CustomerImport) -> str:
    """How it ended, in a sentence of the current language."""
    ends = {
        ImportStatus.DONE: _("The import of customers at %(site)s is done."),
        ImportStatus.CANCELLED: _("The import of customers at %(site)s was cancelled."),
        ImportStatus.FAILED: _("The import of customers at %(site)s has stopped."),
    }
    return ends[ImportStatus(one.status)] % {"site": one.site.name}
