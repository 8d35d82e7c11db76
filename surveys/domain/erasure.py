"""Taking a person out of the surveys. The scores stay, and so do the figures made of them."""

from datetime import datetime

from customers.domain.family import family_of
from customers.models import Customer
from helpdesk.mail import erasure as mail
from helpdesk.wording import without_words
from surveys.models import CallAttempt, Invitation, KeptApart, OptOut, PhoneSurvey, Response, Review

# Kept so that an old link says that the survey has ended, and not that it never was.
OF_INVITATION = ("token_digest", "reminder_digest")

# Which of the choices of a question: a key, and no words.
OF_ANSWER = ("chosen",)


def lock(customer: Customer) -> None:
    """Hold the invitations, which whoever answers takes first, and the answers, which reviews refer to."""
    for rows in (
        Invitation.objects.filter(resolution__ticket__customer=customer),
        Response.objects.filter(invitation__resolution__ticket__customer=customer),
        KeptApart.objects.filter(invitation__resolution__ticket__customer=customer),
        PhoneSurvey.objects.filter(invitation__resolution__ticket__customer=customer),
        OptOut.objects.filter(customer__in=family_of(customer)),
    ):
        list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))


def erase(customer: Customer, *, now: datetime) -> None:
    """Comments and what was done about them go, letters with them; open links end."""
    invitations = Invitation.objects.filter(resolution__ticket__customer=customer)
    numbers = list(invitations.values_list("pk", flat=True))
    mail.erase(mail.letters_because_of(f"survey:{number}" for number in numbers), now=now)
    invited = Invitation.objects.filter(pk__in=numbers)
    invited.update(remind_at=None, **without_words(Invitation, kept=OF_INVITATION))
    # Whoever is answering this moment came before now, and is too late all the same.
    invited.filter(expires_at__gt=now).update(expires_at=None)
    for answers in (Response, KeptApart):
        theirs = answers._default_manager.filter(invitation__in=numbers)
        theirs.update(**without_words(answers, kept=OF_ANSWER))
    Review.objects.filter(response__invitation__in=numbers).update(**without_words(Review))
    CallAttempt.objects.filter(phone_survey__in=numbers).update(**without_words(CallAttempt))
    OptOut.objects.filter(customer__in=family_of(customer)).update(**without_words(OptOut))
