"""Closing the loop on a low score."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from surveys.models import Response, Review
from tickets.domain.errors import NotPossible
from tickets.domain.locking import takes_words


@transaction.atomic
def review(response: Response, *, what_was_done: str, by: User) -> Review:
    """Keep what was done about a low score. ``NotPossible`` when somebody else did so meanwhile.

    That it was looked after stays known when the customer is erased; words about them are no longer taken.
    """
    answers = Response.objects.select_related("invitation__resolution__ticket")
    response = answers.select_for_update(of=("self",)).get(pk=response.pk)
    ticket = response.invitation.resolution.ticket
    what_was_done = what_was_done if takes_words(ticket) else ""
    try:
        with transaction.atomic():
            done = Review.objects.create(
                response=response, by=by, at=timezone.now(), what_was_done=what_was_done
            )
    except IntegrityError as error:
        raise NotPossible(_("Somebody has looked after this answer already.")) from error
    words = {"what_was_done": what_was_done}
    record.write(ticket, "survey.reviewed", by=by, response=response.pk, words=words)
    return done
