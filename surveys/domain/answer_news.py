"""Who is told of an answer: supervisors of a low one, and when nobody looks after it; and of praise."""

from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.notifications.domain.news import tell_all
from surveys.models import Response
from tickets import rules
from tickets.domain.news import tell_about
from tickets.domain.supervisors import supervisors_of
from tickets.models import Ticket


def tell_supervisors(response: Response, ticket: Ticket) -> None:
    def say() -> str:
        text = _("Low score for ticket %(number)s: %(score)s of 5")
        return text % {"number": ticket.number, "score": response.score}

    supervisors = supervisors_of(ticket)
    tell_about(ticket, supervisors, kind="low_score", say=say, cause=f"survey:{response.pk}:low")


def tell_praise(response: Response, ticket: Ticket) -> None:
    """Whoever resolved the case, if they may still see it, and did not take the answer down themselves."""
    who = response.invitation.resolution.by
    if who.pk == response.taken_by_id or not who.is_active or not rules.may_see(who, ticket):
        return

    def say() -> str:
        return _("A customer is satisfied with what you did for ticket %(number)s, and says so") % {
            "number": ticket.number
        }

    tell_about(ticket, [who], kind="praise", say=say, cause=f"survey:{response.pk}:praise")


def tell_late(response: Response, ticket: Ticket) -> None:
    """The supervisors, once. Of an anonymous answer they are not told which ticket it is about."""
    cause, supervisors = f"survey:{response.pk}:late", supervisors_of(ticket)
    if response.is_anonymous:
        name, url = ticket.site.name, reverse("surveys:low_scores")

        def say_where() -> str:
            return _("Nobody has looked after an anonymous low score in time: %(site)s") % {"site": name}

        tell_all(supervisors, kind="review_late", say=say_where, url=url, cause=cause)
        return

    def say() -> str:
        text = _("Nobody has looked after the low score for ticket %(number)s in time: %(score)s of 5")
        return text % {"number": ticket.number, "score": response.score}

    tell_about(ticket, supervisors, kind="review_late", say=say, cause=cause)
