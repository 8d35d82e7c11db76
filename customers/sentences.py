"""What the record says about customers, to be read after the name of who did it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from helpdesk.record.models import Entry
from helpdesk.record.sentences import Sentence


def added(entry: Entry) -> str:
    return _("added the customer at %(site)s") % {"site": entry.details["site"]}


def changed(entry: Entry) -> str:
    names = {
        "name": _("name"),
        "language": _("language"),
        "preferred_channel": _("preferred channel"),
        "contact_points": _("contact points"),
    }
    return _("changed: %(what)s") % {"what": ", ".join(names[key] for key in entry.details["changed"])}


CUSTOMER_SENTENCES: Mapping[str, Sentence] = {"customer.added": added, "customer.changed": changed}
