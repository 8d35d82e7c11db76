"""What the record says about people who work here, to be read after the name of who did it."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence


def away(entry: Entry) -> str:
    moments = {name: in_words(entry.details[name]) for name in ("starts_at", "ends_at")}
    if not moments["ends_at"]:
        return _("noted them as away from %(starts_at)s until they are back") % moments
    return _("noted them as away from %(starts_at)s until %(ends_at)s") % moments


def in_words(moment: str | None) -> str:
    read = parse_datetime(moment) if moment else None
    return date_format(timezone.localtime(read), "SHORT_DATETIME_FORMAT") if read else ""


STAFF_SENTENCES: Mapping[str, Sentence] = {
    "person.away": away,
    "person.back": lambda entry: _("noted that they are back"),
    "person.not_away": lambda entry: _("noted that they will not be away after all"),
}
