"""What a customer was asked and what they answered, for the customer to read."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from customers.domain.dossier import Fact, Item, Part, facts
from customers.models import Customer
from surveys.models import Invitation, Response

# So many answers are in memory together.
AT_ONCE = 500


def tell(customer: Customer) -> Iterator[Part]:
    yield Part("surveys", _("Surveys"), surveys(customer))


def surveys(customer: Customer) -> Iterator[Item]:
    """One item an invitation, those that were not sent included, with the answer and what came of it."""
    invitations = Invitation.objects.filter(resolution__ticket__customer=customer)
    rows = invitations.select_related("resolution", "response__review__by").order_by("pk")
    for invitation in rows.iterator(chunk_size=AT_ONCE):
        number = invitation.resolution.ticket_id
        response = getattr(invitation, "response", None)
        yield Item(
            "",
            [
                Fact("ticket", _("Case"), number, str(number)),
                *facts(invitation, "created_at", "not_sent", "language", "expires_at"),
            ],
            [Part("response", _("Your answer"), [answer(response)])] if response else [],
        )


def answer(response: Response) -> Item:
    review = getattr(response, "review", None)
    done = [Item("", facts(review, "what_was_done", "by", "at"))] if review else []
    return Item(
        "",
        facts(response, "score", "solved", "comment", "answered_at", "changed_at"),
        [Part("review", _("What we did about it"), done)],
    )
