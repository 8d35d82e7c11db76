"""Closing the loop on a low score."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from surveys.models import Response, Review
from tickets.domain.errors import NotPossible


@transaction.atomic
def review(response: Response, *, what_was_done: str, by: User) -> Review:
    """Keep what was done about a low score. ``NotPossible`` when somebody else did so meanwhile."""
    try:
        with transaction.atomic():
            done = Review.objects.create(
                response=response, by=by, at=timezone.now(), what_was_done=what_was_done
            )
    except IntegrityError as error:
        raise NotPossible(_("Somebody has looked after this answer already.")) from error
    ticket = response.invitation.resolution.ticket
    record.write(ticket, "survey.reviewed", by=by, response=response.pk, what_was_done=what_was_done)
    return done
