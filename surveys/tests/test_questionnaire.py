"""Putting together what a site asks: drafts, versions that are final, and two people at once."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from surveys.domain.invitation import invite_all
from surveys.domain.place import Place
from surveys.domain.questionnaire import begin_draft, discard, draft_at, keep_draft, lines, mark_of, publish
from surveys.domain.questions import current_questions
from surveys.domain.written import KEY, Choice, Written, fresh, settled, unspoken, written
from surveys.enums import LowReason, QuestionType
from surveys.models import Invitation, Question, Questionnaire
from surveys.tests.conftest import DELAY
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.errors import NotPossible
from tickets.domain.resolution import resolve
from tickets.enums import Outcome
from tickets.models import Resolution

pytestmark = pytest.mark.django_db

FIRST = fresh(QuestionType.SATISFACTION)
BREAKFAST = Written(
    QuestionType.CHOICE,
    wording={"cs": "Jaká byla snídaně?", "en": "How was breakfast?"},
    choices=(Choice(wording={"cs": "Dobrá", "en": "Good"}), Choice(wording={"cs": "Špatná"})),
)
TAXI = Written(QuestionType.YES_NO, wording={"cs": "Jeli jste taxíkem?"})


@pytest.fixture
def place(hotel: Site) -> Place:
    return Place(hotel)


def kept(place: Place, *questions: Written, by: User) -> Questionnaire:
    begin_draft(place, by=by)
    return keep_draft(place, questions, seen=mark_of(draft_at(place)), by=by)


def published(place: Place, *questions: Written, by: User) -> Questionnaire:
    begin_draft(place, by=by)
    return publish(place, questions, seen=mark_of(draft_at(place)), by=by, now=timezone.now())


def verbs(site: Site) -> list[str]:
    return [one.verb for one in Entry.objects.about(site)]


def sorts(questionnaire: Questionnaire | None) -> list[str]:
    return [one.type for one in written(questionnaire)]


def test_a_draft_begins_with_the_questions_of_the_house(place: Place, ivan: User) -> None:
    draft = begin_draft(place, by=ivan)
    assert sorts(draft) == ["satisfaction", "resolved", "done_well", "comment"]
    assert written(draft) == written(None)
    assert written(draft)[0].reasons == tuple(LowReason)
    assert (draft.number, draft.created_by, draft.published_at) == (1, ivan, None)
    assert current_questions(place.site.pk, "return") is None
    entry = Entry.objects.about(place.site).get()
    assert (entry.verb, entry.by, entry.details["number"]) == ("questionnaire.begun", ivan, 1)


def test_whoever_begins_again_goes_on_with_the_draft_there_is(place: Place, ivan: User, petra: User) -> None:
    assert begin_draft(place, by=ivan) == begin_draft(place, by=petra)
    assert verbs(place.site) == ["questionnaire.begun"]


def test_a_kind_begins_with_what_is_asked_for_every_kind(place: Place, ivan: User) -> None:
    general = published(place, FIRST, BREAKFAST, by=ivan)
    draft = begin_draft(Place(place.site, "return"), by=ivan)
    assert written(draft) == written(general)
    assert (draft.kind, draft.number) == ("return", 1)


def test_keys_stay_from_version_to_version(place: Place, ivan: User) -> None:
    first = published(place, FIRST, BREAKFAST, TAXI, by=ivan)
    _score, breakfast, taxi = written(first)
    keys = {breakfast.key, taxi.key, *(one.key for one in breakfast.choices)}
    assert len(keys) == 4
    assert all(KEY.fullmatch(key) for key in keys)
    begin_draft(place, by=ivan)
    longer = replace(breakfast, choices=(*breakfast.choices[::-1], Choice(wording={"cs": "Žádná"})))
    second = published(place, FIRST, taxi, longer, by=ivan)
    assert [one.key for one in written(second)] == ["satisfaction", taxi.key, breakfast.key]
    third = written(second)[2].choices
    assert [one.key for one in third[:2]] == [one.key for one in breakfast.choices[::-1]]
    assert third[2].key not in keys
    assert current_questions(place.site.pk, "return") == second


@pytest.mark.parametrize("key", ["", "x" * 21, "Ä", "a b", "satisfaction", "\x00"])
def test_a_key_that_is_none_is_made_anew(place: Place, ivan: User, key: str) -> None:
    twice = kept(place, FIRST, replace(TAXI, key=key), replace(TAXI, key=key), by=ivan)
    _first, one, other = (row.key for row in written(twice))
    assert KEY.fullmatch(one)
    assert KEY.fullmatch(other)
    assert len({key, one, other}) == 3


def test_what_a_question_does_not_have_is_not_kept(place: Place, ivan: User) -> None:
    odd = replace(TAXI, key="taxi", reasons=(LowReason.WAITING,), choices=BREAKFAST.choices)
    blank = replace(BREAKFAST, key="meal", choices=(Choice("a", {"cs": " "}), *BREAKFAST.choices))
    _score, taxi, meal = written(kept(place, FIRST, odd, blank, by=ivan))
    assert taxi == Written(QuestionType.YES_NO, "taxi", TAXI.wording)
    assert [one.wording for one in meal.choices] == [one.wording for one in BREAKFAST.choices]


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ([], "The first question is about satisfaction: it is the one the letter asks."),
        ([TAXI], "The first question is about satisfaction: it is the one the letter asks."),
        ([TAXI, FIRST], "The first question is about satisfaction: it is the one the letter asks."),
        ([FIRST, FIRST], "Question 2: This is asked already."),
        ([FIRST, *[fresh(QuestionType.COMMENT)] * 2], "Question 3: This is asked already."),
        ([FIRST, *[TAXI] * 10], "10 questions are the most."),
        ([FIRST, replace(BREAKFAST, choices=BREAKFAST.choices * 6)], "Question 2: 10 choices are the most."),
    ],
)
def test_what_not_even_a_draft_may_be(
    place: Place, ivan: User, questions: Sequence[Written], said: str
) -> None:
    before = begin_draft(place, by=ivan)
    with pytest.raises(NotPossible, match=f"^{said}$"):
        keep_draft(place, questions, seen=mark_of(before), by=ivan)
    assert written(draft_at(place)) == written(None)
    assert verbs(place.site) == ["questionnaire.begun"]


def test_the_most_there_may_be(place: Place, ivan: User) -> None:
    most = replace(BREAKFAST, choices=BREAKFAST.choices * 5)
    draft = published(place, FIRST, *[most] * 9, by=ivan)
    assert [len(one.choices) for one in written(draft)] == [0, *[10] * 9]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (fresh(QuestionType.TEXT), "It needs words in the language of the site (Czech)."),
        (replace(TAXI, wording={"en": "Taxi?"}), "It needs words in the language of the site (Czech)."),
        (replace(BREAKFAST, choices=BREAKFAST.choices[:1]), "Offer at least 2 choices."),
        (
            replace(BREAKFAST, choices=(*BREAKFAST.choices, Choice(wording={"pl": "Żadne"}))),
            "Every choice needs words in the language of the site (Czech).",
        ),
    ],
)
def test_a_draft_may_have_gaps_and_is_not_published_with_them(
    place: Place, ivan: User, question: Written, said: str
) -> None:
    draft = kept(place, FIRST, question, by=ivan)
    with pytest.raises(NotPossible, match=re.escape(f"Question 2: {said}")):
        publish(place, written(draft), seen=mark_of(draft), by=ivan, now=timezone.now())
    assert not Questionnaire.objects.published().exists()


def test_published_is_final(place: Place, ivan: User) -> None:
    version = published(place, FIRST, TAXI, by=ivan)
    assert (version.published_by, draft_at(place)) == (ivan, None)
    assert verbs(place.site) == ["questionnaire.begun", "questionnaire.changed", "questionnaire.published"]
    question = Question.objects.get(type=QuestionType.YES_NO)
    for change in (
        lambda: Questionnaire.objects.filter(pk=version.pk).update(kind="return"),
        lambda: Question.objects.filter(pk=question.pk).update(wording={}),
        lambda: Question.objects.create(questionnaire=version, position=3, key="x", type=QuestionType.TEXT),
        question.delete,
        version.delete,
    ):
        with pytest.raises(IntegrityError, match="published"), transaction.atomic():
            change()
    assert sorts(Questionnaire.objects.get()) == ["satisfaction", "yes_no"]


def test_whoever_was_invited_answers_what_they_were_invited_with(
    place: Place, ivan: User, resolution: Resolution
) -> None:
    first = published(place, FIRST, TAXI, by=ivan)
    invite_all(now=resolution.at + DELAY)
    second = published(place, FIRST, BREAKFAST, by=ivan)
    again = log_case("room_change", by=ivan, customer=resolution.ticket.customer)
    later = resolve(again, outcome=Outcome.AS_ASKED, explanation="Moved.", by=ivan)
    invite_all(now=later.at + DELAY)
    asked = Invitation.objects.order_by("pk").values_list("questionnaire", flat=True)
    assert list(asked) == [first.pk, second.pk]


def test_a_kind_of_its_own_goes_before_every_kind(place: Place, ivan: User) -> None:
    general = published(place, FIRST, by=ivan)
    own = published(Place(place.site, "return"), FIRST, TAXI, by=ivan)
    assert current_questions(place.site.pk, "return") == own
    assert current_questions(place.site.pk, "complaint") == general
    told = lines([place, Place(place.site, "return"), Place(place.site, "complaint")])
    assert [one.current for one in told] == [general, own, None]


def test_the_same_again_changes_nothing(place: Place, ivan: User) -> None:
    draft = kept(place, FIRST, TAXI, by=ivan)
    mark = mark_of(draft)
    keep_draft(place, written(draft), seen=mark, by=ivan)
    assert mark_of(draft_at(place)) == mark
    assert verbs(place.site) == ["questionnaire.begun", "questionnaire.changed"]


def test_a_draft_is_thrown_away_and_its_number_is_free(place: Place, ivan: User) -> None:
    draft = kept(place, FIRST, TAXI, by=ivan)
    discard(place, seen=mark_of(draft), by=ivan)
    assert not Question.objects.exists()
    assert verbs(place.site)[-1] == "questionnaire.discarded"
    assert begin_draft(place, by=ivan).number == 1


def test_nobody_overwrites_what_they_have_not_seen(place: Place, ivan: User, petra: User) -> None:
    seen = mark_of(begin_draft(place, by=ivan))
    keep_draft(place, [FIRST, TAXI], seen=seen, by=petra)
    said = "^Somebody else has changed this draft meanwhile.$"
    with pytest.raises(NotPossible, match=said):
        keep_draft(place, [FIRST, BREAKFAST], seen=seen, by=ivan)
    with pytest.raises(NotPossible, match=said):
        publish(place, [FIRST, BREAKFAST], seen=seen, by=ivan, now=timezone.now())
    with pytest.raises(NotPossible, match=said):
        discard(place, seen=seen, by=ivan)
    assert sorts(draft_at(place)) == ["satisfaction", "yes_no"]


def test_a_draft_that_is_gone(place: Place, ivan: User, petra: User) -> None:
    seen = mark_of(begin_draft(place, by=ivan))
    publish(place, [FIRST, TAXI], seen=seen, by=petra, now=timezone.now())
    with pytest.raises(NotPossible, match=r"^The draft is gone"):
        keep_draft(place, [FIRST], seen=seen, by=ivan)
    # Knowing that, one may begin anew with what was typed.
    draft = keep_draft(place, [FIRST, BREAKFAST], seen="", by=ivan)
    assert (draft.number, sorts(draft)) == (2, ["satisfaction", "choice"])


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_share_a_draft(place: Place, ivan: User, petra: User) -> None:
    one, other = at_once(*(lambda who=who: begin_draft(place, by=who) for who in (ivan, petra)))
    assert one == other
    assert verbs(place.site) == ["questionnaire.begun"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_keep_at_once_one_hears_of_the_other(place: Place, ivan: User, petra: User) -> None:
    seen = mark_of(begin_draft(place, by=ivan))
    typed = {ivan: [FIRST, TAXI], petra: [FIRST, BREAKFAST]}
    done = at_once(
        *(lambda who=who: keep_draft(place, typed[who], seen=seen, by=who) for who in (ivan, petra))
    )
    (draft,) = (one for one in done if isinstance(one, Questionnaire))
    (refusal,) = (one for one in done if isinstance(one, NotPossible))
    assert str(refusal) == "Somebody else has changed this draft meanwhile."
    assert written(draft_at(place)) == written(draft)
    assert verbs(place.site) == ["questionnaire.begun", "questionnaire.changed"]


def test_which_languages_read_something_in_another_one() -> None:
    questions = settled([FIRST, BREAKFAST, TAXI, fresh(QuestionType.COMMENT)])
    assert dict(unspoken(questions)) == {"en": [2, 3], "pl": [2, 3]}
