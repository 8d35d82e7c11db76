from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Score(IntegerChoices):
    """How satisfied the customer is."""

    VERY_BAD = 1, pgettext_lazy("score", "Very bad")
    BAD = 2, pgettext_lazy("score", "Bad")
    SO_SO = 3, pgettext_lazy("score", "So-so")
    GOOD = 4, pgettext_lazy("score", "Good")
    VERY_GOOD = 5, pgettext_lazy("score", "Very good")


class Solved(TextChoices):
    """The customer's answer to "Is it resolved?"."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class Effort(IntegerChoices):
    """The customer's answer to "How easy was it?"."""

    VERY_HARD = 1, pgettext_lazy("effort", "Very hard")
    HARD = 2, pgettext_lazy("effort", "Hard")
    SO_SO = 3, pgettext_lazy("effort", "So-so")
    EASY = 4, pgettext_lazy("effort", "Easy")
    VERY_EASY = 5, pgettext_lazy("effort", "Very easy")


class LowReason(TextChoices):
    """What a low score may be about: offered to whoever gives one."""

    WAITING = "waiting", _("I waited too long")
    NOT_RESOLVED = "not_resolved", _("It is not resolved")
    NOT_FIRST_TIME = "not_first_time", _("I had to come back or ask again")
    UNFRIENDLY = "unfriendly", _("People were unfriendly")
    A_NUMBER = "a_number", _("I felt like a number")
    NOT_PROFESSIONAL = "not_professional", _("People did not know their job")
    CHARGED_MORE = "charged_more", _("I paid more than agreed")
    PRODUCT = "product", _("The goods or the room were not as they should be")


class QuestionType(TextChoices):
    """What a question asks for. The house has words of its own for those up to ``COMMENT``."""

    SATISFACTION = "satisfaction", _("Satisfaction, 1 to 5")
    RESOLVED = "resolved", _("Is it resolved")
    DONE_WELL = "done_well", _("Was the job done well")
    EFFORT = "effort", _("How easy it was, 1 to 5")
    RECOMMEND = "recommend", _("Would they recommend us, 0 to 10")
    COMMENT = "comment", _("Anything to add")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of several")
    TEXT = "text", _("A few words")


class YesNo(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")


class AnswerChannel(TextChoices):
    """How an answer came."""

    LETTER = "letter", _("From the letter")
    PHONE = "phone", _("By phone")
    PAPER = "paper", _("On paper")


class PhoneStatus(TextChoices):
    """Where asking a customer by phone stands."""

    WAITING = "waiting", _("To be called")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Did not want to answer")
    NOT_REACHED = "not_reached", _("Not reached")
    GIVEN_UP = "given_up", _("Given up")


class CallOutcome(TextChoices):
    """How one call went."""

    ANSWERED = "answered", _("Answered the questions")
    NOBODY = "nobody", _("Nobody answered")
    LATER = "later", _("Asked to be called later")
    WRONG_NUMBER = "wrong_number", _("Wrong number")
    DECLINED = "declined", _("Did not want to answer")


class Closing(TextChoices):
    """What was done about a low score."""

    NOTED = "noted", _("Noted what was done")
    REOPENED = "reopened", _("Reopened the case")
    CALL_BACK = "call_back", _("Promised to call back")
    LETTER = "letter", _("Answered by letter")


class NotSent(TextChoices):
    """Why a resolution got no survey letter."""

    NO_CUSTOMER = "no_customer", _("The customer left no details")
    NO_EMAIL = "no_email", _("No e-mail address")
    REOPENED = "reopened", _("Reopened before the letter was due")
    MERGED = "merged", _("Merged into another ticket")
    DUPLICATE = "duplicate", _("A duplicate of another ticket")
    ERASED = "erased", _("The customer was erased")
    OPTED_OUT = "opted_out", _("The customer wants no surveys")
    LEGAL_HOLD = "legal_hold", _("A legal hold is in force")
    CONDUCT = "conduct", _("A conduct notice is in force")
    TOO_OLD = "too_old", _("Resolved too long ago")
    NOT_IN_SAMPLE = "not_in_sample", _("Not chosen: only some are asked")
    TOO_RECENT = "too_recent", _("Asked about another ticket shortly before")
    ANSWERED = "answered", _("Answered in another way before")


class NotReminded(TextChoices):
    """Why somebody who was asked was not asked once more."""

    ANSWERED = "answered", _("Answered")
    ENDED = "ended", _("The survey has ended")
    NO_CUSTOMER = NotSent.NO_CUSTOMER.value, NotSent.NO_CUSTOMER.label
    NO_EMAIL = NotSent.NO_EMAIL.value, NotSent.NO_EMAIL.label
    REOPENED = "reopened", _("Reopened")
    MERGED = NotSent.MERGED.value, NotSent.MERGED.label
    DUPLICATE = NotSent.DUPLICATE.value, NotSent.DUPLICATE.label
    ERASED = NotSent.ERASED.value, NotSent.ERASED.label
    OPTED_OUT = NotSent.OPTED_OUT.value, NotSent.OPTED_OUT.label
    LEGAL_HOLD = NotSent.LEGAL_HOLD.value, NotSent.LEGAL_HOLD.label
    CONDUCT = NotSent.CONDUCT.value, NotSent.CONDUCT.label


class GivenUp(TextChoices):
    """Why a customer who was to be asked by phone is called no more."""

    WRONG_NUMBER = "wrong_number", _("Wrong number")
    NO_PHONE = "no_phone", _("No phone number")
    ANSWERED = NotSent.ANSWERED.value, NotSent.ANSWERED.label
    TOO_OLD = NotSent.TOO_OLD.value, NotSent.TOO_OLD.label
    NO_CUSTOMER = NotSent.NO_CUSTOMER.value, NotSent.NO_CUSTOMER.label
    REOPENED = "reopened", _("Reopened")
    MERGED = NotSent.MERGED.value, NotSent.MERGED.label
    DUPLICATE = NotSent.DUPLICATE.value, NotSent.DUPLICATE.label
    ERASED = NotSent.ERASED.value, NotSent.ERASED.label
    OPTED_OUT = NotSent.OPTED_OUT.value, NotSent.OPTED_OUT.label
    LEGAL_HOLD = NotSent.LEGAL_HOLD.value, NotSent.LEGAL_HOLD.label
    CONDUCT = NotSent.CONDUCT.value, NotSent.CONDUCT.label


class WellDone(TextChoices):
    """The customer's answer to "Did the person do the job well?"."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class Sign(TextChoices):
    """What may tell that a machine pressed the buttons: see docs/decisions/0033."""

    BARE = "bare", _("Nothing but the score from the letter")
    FAST = "fast", _("Sent faster than the page can be read")
    UNSEEN = "unseen", _("Sent without opening the page first")
    TICKED = "ticked", _("The box for programs was ticked")
    LEFT = "left", _("The other button, for whoever does not answer, was pressed too")
    SEVERAL = "several", _("Several different scores within minutes")
    AT_ONCE = "at_once", _("Nothing but the score, at once, as soon as the letter arrived")


class Verdict(TextChoices):
    """What became of an answer that was kept apart."""

    COUNTS = "counts", _("Counts")
    DOES_NOT = "does_not", _("Does not count")
    REPLACED = "replaced", _("The customer has answered anew")


class ItemType(TextChoices):
    """What an item of a checklist asks for; the last one counts for nothing."""

    YES_NO = "yes_no", _("Yes or no")
    MARK = "mark", _("A mark from 1 to 5")
    TEXT = "text", _("A few words")


class VisitState(TextChoices):
    """Where a mystery visit stands. Worked out from its row and the moment, kept nowhere."""

    PLANNED = "planned", pgettext_lazy("mystery visit", "Planned")
    OPEN = "open", pgettext_lazy("mystery visit", "Under way")
    SUBMITTED = "submitted", pgettext_lazy("mystery visit", "Submitted, may still change")
    LOCKED = "locked", pgettext_lazy("mystery visit", "Submitted")
    EXPIRED = "expired", pgettext_lazy("mystery visit", "Not submitted in time")
    WITHDRAWN = "withdrawn", pgettext_lazy("mystery visit", "Withdrawn")

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        tones = {VisitState.OPEN: "calm", VisitState.SUBMITTED: "good", VisitState.LOCKED: "good"}
        return tones.get(self, "late" if self == VisitState.EXPIRED else "")

    @property
    def takes_answers(self) -> bool:
        return self in (VisitState.OPEN, VisitState.SUBMITTED)

    @property
    def may_end(self) -> bool:
        """Whether it can be withdrawn: nothing was submitted, and it is not over."""
        return self in (VisitState.PLANNED, VisitState.OPEN)
