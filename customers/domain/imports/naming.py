"""Imported files in which a person stands."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import BinaryIO, cast

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from customers.domain.errors import NotPossible
from customers.domain.imports.lines import Lines
from customers.domain.imports.sweep import clear
from customers.domain.traces import Traces
from customers.enums import Encoding
from customers.models import Customer, CustomerImport
from helpdesk.record.models import Entry

log = logging.getLogger(__name__)


def still_running() -> str:
    return _("An import that names this customer is running. Wait until it is done.")


def is_coming_in(traces: Traces) -> bool:
    """Whether a file that is being worked through names the person: it would bring them back."""
    return any(names(one, traces) for one in CustomerImport.objects.running())


def forget_imports(family: Sequence[Customer], traces: Traces, *, now: datetime) -> None:
    """Delete every file the person stands in, with the rows that were left out of it.

    A file cannot be mended in one place, and is of little use once it has been worked through; one that was
    never started has to be uploaded again without them. Raises ``NotPossible`` for one that was started
    this moment.
    """
    told = Entry.objects.filter(
        subject_type=Customer._meta.label_lower,
        subject_id__in=[customer.pk for customer in family],
        verb__in=("customer.added", "customer.changed"),
    )
    came_from = set(told.values_list("details__customer_import", flat=True))
    for one in CustomerImport.objects.filter(swept_at=None):
        if one.pk in came_from or names(one, traces):
            if one.is_running:
                raise NotPossible(still_running())
            clear(one, now=now)


def names(one: CustomerImport, traces: Traces) -> bool:
    """Whether a line of the file names the person. One that can no longer be read is taken to."""
    try:
        with default_storage.open(one.stored_as, "rb") as file:
            return any(map(traces.are_in, texts(cast("BinaryIO", file), encoding=Encoding(one.encoding))))
    except OSError:
        log.exception("The file of import %s cannot be read.", one.pk)
        return True


def texts(file: BinaryIO, *, encoding: Encoding) -> Iterable[str]:
    return (line.text for line in Lines(file, encoding=encoding, start=0))
