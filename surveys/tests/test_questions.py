"""What is asked: by site and kind, in versions, in the customer's language."""

import pytest
from django.db import IntegrityError, transaction

from helpdesk.staff.models import Site, User
from surveys.domain.invitation import invite_all
from surveys.domain.questions import STANDARD, asked_in, current_questions, own_answers
from surveys.enums import LowReason, QuestionType
from surveys.models import Invitation, Question
from surveys.tests.conftest import DELAY
from surveys.tests.questionnaires import EVERY_SORT, ask
from tickets.models import Resolution

pytestmark = pytest.mark.django_db

RATING = {"type": QuestionType.SATISFACTION}


def test_a_site_without_any_asks_those_of_the_house(hotel: Site) -> None:
    assert current_questions(hotel.pk, "return") is None
    asked = asked_in(None, language="pl", fallback="cs")
    assert [one.type for one in asked] == list(STANDARD)
    assert [one.wording for one in asked][1] == "Czy sprawa została załatwiona?"
    assert asked[0].reasons == tuple(LowReason)


def test_the_newest_published_one_of_the_kind_else_of_the_site(hotel: Site, shop: Site, petra: User) -> None:
    everywhere, _old, new = (
        ask(hotel, RATING, by=petra),
        ask(hotel, RATING, by=petra, kind="return"),
        ask(hotel, RATING, by=petra, kind="return", number=2),
    )
    ask(hotel, RATING, by=petra, kind="return", number=3, is_draft=True)
    assert current_questions(hotel.pk, "return") == new
    assert current_questions(hotel.pk, "complaint") == everywhere
    assert current_questions(shop.pk, "return") is None


def test_every_sort_in_the_readers_language(hotel: Site, petra: User) -> None:
    questionnaire = ask(hotel, *EVERY_SORT, by=petra)
    english = asked_in(questionnaire, language="en", fallback="cs")
    assert [one.type for one in english] == [one["type"] for one in EVERY_SORT]
    assert [one.wording for one in english[2:7]] == [
        "Did the person do the job well?",
        "Was it easy?",
        "Would you recommend us? 0 is surely not, 10 is surely.",
        # The site has no English words for it: those of its own language.
        "Jeli jste taxíkem?",
        "When did you have breakfast?",
    ]
    assert english[5].choices == (("yes", "Yes"), ("no", "No"))
    assert english[6].choices == (("early", "Before eight"), ("late", "Po osmé"))
    assert english[0].reasons == (LowReason.WAITING, LowReason.UNFRIENDLY)


def test_answers_are_read_beside_their_questions(hotel: Site, petra: User) -> None:
    asked = asked_in(ask(hotel, *EVERY_SORT, by=petra), language="en", fallback="cs")
    told = own_answers(asked, chosen={"breakfast": "late", "taxi": "no"}, words={"missed": "Tea."})
    assert told == [
        ("Jeli jste taxíkem?", "No"),
        ("When did you have breakfast?", "Po osmé"),
        ("What did you miss?", "Tea."),
    ]
    assert own_answers(asked, chosen={"gone": "a"}, words={}) == []


def test_what_is_published_is_final(hotel: Site, petra: User) -> None:
    questionnaire = ask(hotel, *EVERY_SORT, by=petra)
    question = questionnaire.questions.all()[0]
    question.wording = {"en": "Other words"}
    added = Question(questionnaire=questionnaire, position=9, key="x", type=QuestionType.TEXT)
    for change in (question.save, question.delete, added.save, questionnaire.delete, questionnaire.save):
        with pytest.raises(IntegrityError, match="published"), transaction.atomic():
            change()


def test_a_customer_answers_the_version_they_were_invited_with(
    resolution: Resolution, hotel: Site, petra: User
) -> None:
    asked = ask(hotel, *EVERY_SORT, by=petra)
    invite_all(now=resolution.at + DELAY)
    ask(hotel, RATING, by=petra, number=2)
    assert Invitation.objects.get().questionnaire == asked
