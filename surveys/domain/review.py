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
    """Keep what was done about a low score.

    Raises ``NotPossible`` when somebody else did so meanwhile, or the answer was kept apart. That it
    was looked after stays known when the customer is erased; words about them are no longer taken.
    """
    answers = Response.objects.select_related("invitation__resolution__ticket")
    held = answers.select_for_update(of=("self",)).filter(pk=response.pk).first()
    if held is None:
        raise NotPossible(_("This answer does not count any more: it is kept apart."))
    ticket = held.invitation.resolution.ticket
    what_was_done = what_was_done if takes_words(ticket) else ""
    try:
        with transaction.atomic():
            done = Review.objects.create(response=held, by=by, at=timezone.now(), what_was_done=what_was_done)
    except IntegrityError as error:
        raise NotPossible(_("Somebody has looked after this answer already.")) from error
    words = {"what_was_done": what_was_done}
    record.write(ticket, "survey.reviewed", by=by, response=held.pk, words=words)
    return done
