"""What a customer was asked and what they answered, for the customer to read."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from customers.domain.dossier import Fact, Item, Part, facts
from customers.models import Customer
from surveys.domain.questions import asked_in, own_answers
from surveys.enums import LowReason
from surveys.models import Invitation, KeptApart, OptOut, Response
from surveys.models.answer import Answer

# So many answers are in memory together.
AT_ONCE = 500
ANSWER = ("score", "solved", "done_well", "effort", "recommend", "comment", "is_anonymous")


def tell(customer: Customer) -> Iterator[Part]:
    yield Part("surveys", _("Surveys"), surveys(customer))
    yield Part("opt_outs", _("No more surveys"), opt_outs(customer))


def surveys(customer: Customer) -> Iterator[Item]:
    """One item an invitation, those that were not sent included, with the answer and what came of it."""
    invitations = Invitation.objects.filter(resolution__ticket__customer=customer)
    rows = invitations.select_related("resolution", "response__review__by", "leaving").order_by("pk")
    rows = rows.select_related("questionnaire__site").prefetch_related("questionnaire__questions")
    rows = rows.prefetch_related("kept_apart", "phone_survey__attempts__by")
    for invitation in rows.iterator(chunk_size=AT_ONCE):
        number = invitation.resolution.ticket_id
        response, leaving = (getattr(invitation, name, None) for name in ("response", "leaving"))
        apart = [answer_apart(kept, invitation) for kept in invitation.kept_apart.all()]
        yield Item(
            "",
            [
                Fact("ticket", _("Case"), number, str(number)),
                *facts(invitation, "created_at", "not_sent", "language", "expires_at", "reminded_at"),
                *(facts(leaving, "at") if leaving else []),
            ],
            [
                *([Part("response", _("Your answer"), [answer(response, invitation)])] if response else []),
                *phone_survey(invitation),
                *([Part("kept_apart", _("Earlier answers, and answers kept apart"), apart)] if apart else []),
            ],
        )


def answer(response: Response, invitation: Invitation) -> Item:
    review = getattr(response, "review", None)
    done = [Item("", facts(review, "closing", "what_was_done", "by", "at"))] if review else []
    return Item(
        "",
        [*said(response), *facts(response, "channel", "taken_by", "answered_at", "changed_at")],
        [*own(response, invitation), Part("review", _("What we did about it"), done)],
    )


def said(given: Answer) -> list[Fact]:
    because = "; ".join(str(LowReason(reason).label) for reason in given.because)
    told = facts(given, *ANSWER)
    return [*told, Fact("because", _("What it was about"), given.because, because)] if because else told


def own(given: Answer, invitation: Invitation) -> Iterator[Part]:
    """What they answered to questions that only their site asks."""
    asked = invitation.questionnaire
    if asked is not None and (given.chosen or given.words):
        questions = asked_in(asked, language=get_language() or "", fallback=asked.site.language)
        told = own_answers(questions, chosen=given.chosen, words=given.words)
        items = [Item(question, [Fact("answer", _("Answer"), words, words)]) for question, words in told]
        yield Part("own", _("Further questions"), items)


def phone_survey(invitation: Invitation) -> Iterator[Part]:
    """Whether they were to be called, and each call."""
    survey = getattr(invitation, "phone_survey", None)
    if survey is not None:
        calls = [Item("", facts(one, "at", "by", "outcome", "note")) for one in survey.attempts.all()]
        stood = Item("", facts(survey, "status", "given_up"), [Part("calls", _("Calls"), calls)])
        yield Part("phone_survey", _("Asked by phone"), [stood])


def answer_apart(kept: KeptApart, invitation: Invitation) -> Item:
    signs = Fact("signs", _("Kept apart because"), kept.signs, "; ".join(kept.reasons))
    return Item("", [*said(kept), *facts(kept, "answered_at", "verdict"), signs], [*own(kept, invitation)])


def opt_outs(customer: Customer) -> Iterator[Item]:
    """When they unsubscribed, and when they were told to be asked again."""
    for wish in OptOut.objects.filter(customer=customer).select_related("lifted_by").order_by("pk"):
        yield Item("", facts(wish, "email", "at", "lifted_at", "lifted_by"))
