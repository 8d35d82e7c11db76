"""What this app itself keeps about a customer, for the customer to read."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from customers.domain.dossier import Fact, Item, Part, facts, shown, told
from customers.models import ConductNotice, Customer, LegalHold, Merge
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry

PROFILE = ("name", "company", "loyalty_number", "language", "preferred_channel", "is_vip", "is_vulnerable")


def profile(family: Sequence[Customer]) -> Iterator[Part]:
    """Who they are, how to reach them, what colleagues are told. A merged customer is an item too."""
    yield Part("customer", _("Who you are to us"), map(person, family))
    yield Part("notices", _("Notices to our colleagues about you"), notices(family))
    yield Part("legal_holds", _("Legal holds"), holds(family))
    yield Part("merges", _("Records put together"), merges(family))
    yield Part("record", _("What was done with your data"), record(family))


def person(customer: Customer) -> Item:
    sites = sorted(site.name for site in customer.sites.all())
    points = [
        Item(point.shown, facts(point, "type", "value", "is_preferred"))
        for point in customer.contact_points.all()
    ]
    references = [Item("", facts(one, "value", "site")) for one in customer.references.select_related("site")]
    return Item(
        customer.name,
        [
            Fact("id", _("Customer number"), customer.pk, str(customer.pk)),
            *facts(customer, *PROFILE, "created_at"),
            Fact("sites", _("Known at"), sites, ", ".join(sites)),
        ],
        [
            Part("contact_points", _("How to reach you"), points),
            Part("references", _("What our other systems call you"), references),
        ],
    )


def notices(family: Sequence[Customer]) -> Iterator[Item]:
    rows = ConductNotice.objects.filter(customer__in=family).select_related("placed_by", "lifted_by")
    for notice in rows:
        yield Item("", facts(notice, "text", "placed_at", "placed_by", "until", "lifted_at", "lifted_by"))


def holds(family: Sequence[Customer]) -> Iterator[Item]:
    """That there is one, and from when to when. Why belongs to the preparation of a case in court."""
    for hold in LegalHold.objects.filter(customer__in=family):
        yield Item("", facts(hold, "placed_at", "lifted_at"))


def merges(family: Sequence[Customer]) -> Iterator[Item]:
    for merge in Merge.objects.filter(kept__in=family).select_related("by"):
        number = Fact("merged", _("Customer number"), merge.merged_id, str(merge.merged_id))
        yield Item("", [number, *facts(merge, "at", "by", "undone_at")])


def record(family: Sequence[Customer]) -> Iterator[Item]:
    entries = Entry.objects.filter(
        subject_type=Customer._meta.label_lower, subject_id__in=[customer.pk for customer in family]
    )
    yield from told(entries.with_words().order_by("at", "id").iterator(chunk_size=500))


def letters(rows: Iterable[Letter]) -> Iterator[Item]:
    for letter in rows:
        when = letter.sent_at or letter.created_at
        yield Item(
            letter.subject,
            [
                Fact("at", _("When"), when, shown(when)),
                *facts(letter, "sender", "recipient", "subject"),
                Fact("status", _("Status"), letter.status, str(LetterStatus(letter.status).label)),
                *facts(letter, "text"),
            ],
        )
