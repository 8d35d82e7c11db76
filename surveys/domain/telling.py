"""What a customer was asked and what they answered, for the customer to read."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from customers.domain.dossier import Fact, Item, Part, facts
from customers.models import Customer
from surveys.models import Invitation, KeptApart, OptOut, Response

# So many answers are in memory together.
AT_ONCE = 500
ANSWER = ("score", "solved", "done_well", "comment")


def tell(customer: Customer) -> Iterator[Part]:
    yield Part("surveys", _("Surveys"), surveys(customer))
    yield Part("opt_outs", _("No more surveys"), opt_outs(customer))


def surveys(customer: Customer) -> Iterator[Item]:
    """One item an invitation, those that were not sent included, with the answer and what came of it."""
    invitations = Invitation.objects.filter(resolution__ticket__customer=customer)
    rows = invitations.select_related("resolution", "response__review__by", "leaving").order_by("pk")
    rows = rows.prefetch_related("kept_apart")
    for invitation in rows.iterator(chunk_size=AT_ONCE):
        number = invitation.resolution.ticket_id
        response, leaving = (getattr(invitation, name, None) for name in ("response", "leaving"))
        apart = [answer_apart(kept) for kept in invitation.kept_apart.all()]
        yield Item(
            "",
            [
                Fact("ticket", _("Case"), number, str(number)),
                *facts(invitation, "created_at", "not_sent", "language", "expires_at", "reminded_at"),
                *(facts(leaving, "at") if leaving else []),
            ],
            [
                *([Part("response", _("Your answer"), [answer(response)])] if response else []),
                *([Part("kept_apart", _("Earlier answers, and answers kept apart"), apart)] if apart else []),
            ],
        )


def answer(response: Response) -> Item:
    review = getattr(response, "review", None)
    done = [Item("", facts(review, "what_was_done", "by", "at"))] if review else []
    return Item(
        "",
        facts(response, *ANSWER, "answered_at", "changed_at"),
        [Part("review", _("What we did about it"), done)],
    )


def answer_apart(kept: KeptApart) -> Item:
    because = Fact("because", _("Kept apart because"), kept.signs, "; ".join(kept.reasons))
    return Item("", [*facts(kept, *ANSWER, "answered_at", "verdict"), because])


def opt_outs(customer: Customer) -> Iterator[Item]:
    """When they unsubscribed, and when they were told to be asked again."""
    for wish in OptOut.objects.filter(customer=customer).select_related("lifted_by").order_by("pk"):
        yield Item("", facts(wish, "email", "at", "lifted_at", "lifted_by"))
