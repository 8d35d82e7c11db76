"""How the pages about what a site asks, and when, get their place, and what the record says of it."""

from django.http import Http404

from helpdesk.record.models import Entry
from helpdesk.staff.requests import StaffRequest
from surveys.domain.place import EVERY_KIND, Place
from tickets.kinds import KINDS

# The newest of the record.
SHOWN_OF_RECORD = 5


def place_or_404(request: StaffRequest, site: int, kind: str) -> Place:
    """A kind, or every kind, at one of the person's sites. To change something one supervises it."""
    if request.method not in ("GET", "HEAD") and not request.user.can_supervise:
        raise Http404
    there = next((one for one in request.user.sites if one.pk == site), None)
    if there is None or kind not in (EVERY_KIND, *KINDS):
        raise Http404
    return Place(there, "" if kind == EVERY_KIND else kind)


def newest_entries(place: Place, verbs: str) -> list[Entry]:
    """What the record says of the place, newest first; ``verbs`` is what they begin with."""
    about = Entry.objects.about(place.site).filter(verb__startswith=verbs, details__kind=place.kind)
    return list(about.order_by("-sequence")[:SHOWN_OF_RECORD])
