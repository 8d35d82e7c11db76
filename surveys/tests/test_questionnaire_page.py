"""The pages on which a supervisor puts together what is asked. Petra reads English."""

from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from surveys.domain.place import Place
from surveys.domain.questionnaire import begin_draft, draft_at, keep_draft, mark_of, publish
from surveys.domain.questions import current_questions
from surveys.domain.written import Written, fresh, written
from surveys.enums import LowReason, QuestionType
from surveys.models import Invitation, KeptApart, Question, Questionnaire, Response
from surveys.tests.test_questionnaire import BREAKFAST, FIRST, TAXI
from tests.pages import Page, signed_in
from tests.test_query_counts import costs
from tickets.kinds import KINDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(hotel: Site) -> Place:
    return Place(hotel)


@pytest.fixture
def url(place: Place) -> str:
    return f"/surveys/questions/{place.site.pk}/all/"


@pytest.fixture
def draft(place: Place, ivan: User) -> Questionnaire:
    """Satisfaction, breakfast, taxi."""
    draft = begin_draft(place, by=ivan)
    return keep_draft(place, [FIRST, BREAKFAST, TAXI], seen=mark_of(draft), by=ivan)


def opened(url: str, by: User) -> dict[str, Any]:
    """What the form with the draft would send as it stands."""
    page = Page(signed_in(by).get(url))
    sent: dict[str, Any] = page.filled_in("seen")
    ticked = [box["value"] for box in page.all("input", name="q0-reasons") if "checked" in box.attrs]
    return sent | {"q0-reasons": ticked}


def said_on(page: Page) -> dict[str, str]:
    """The words that stand in the fields of the draft."""
    sent = page.filled_in("seen")
    return {name: value for name, value in sent.items() if name[-3:] in ("-en", "-cs", "-pl") and value}


def test_beginning_with_the_questions_of_the_house(url: str, place: Place, petra: User) -> None:
    client = signed_in(petra)
    page = Page(client.get(url))
    assert "Asked now the questions of the house" in page.text
    assert "Did the person do the job well?" in page.text
    begun = client.post(page.all("form", action=f"{url}draft/")[0]["action"])
    assert begun["Location"] == url
    assert written(draft_at(place)) == written(None)
    page = Page(client.get(url))
    assert "Draft of version 1, begun by Petra Malá" in page.text
    assert [one["placeholder"] for one in page.all("input", name="q1-cs")] == ["Podařilo se věc vyřešit?"]


def test_the_draft_is_kept(url: str, draft: Questionnaire, petra: User) -> None:
    sent = opened(url, petra) | {"q1-en": " Breakfast? ", "q1-c2-en": "None", "q1-c2-cs": "Žádná"}
    done = signed_in(petra).post(url, sent | {"q0-reasons": ["unfriendly", "waiting"]})
    assert (done.status_code, done["Location"]) == (302, url)
    score, breakfast, taxi = written(draft)
    assert score.reasons == (LowReason.WAITING, LowReason.UNFRIENDLY)
    assert breakfast.wording == {"en": "Breakfast?", "cs": "Jaká byla snídaně?"}
    assert [one.wording.get("en") for one in breakfast.choices] == ["Good", None, "None"]
    assert taxi.wording == TAXI.wording
    entry = Entry.objects.about(draft.site).last()
    assert entry is not None
    assert (entry.verb, entry.by) == ("questionnaire.changed", petra)


def test_publishing(url: str, place: Place, draft: Questionnaire, petra: User) -> None:
    done = signed_in(petra).post(url, opened(url, petra) | {"publish": "yes"}, follow=True)
    assert "Customers are asked these questions from now on." in Page(done).text
    assert current_questions(place.site.pk, "return") == draft
    draft.refresh_from_db()
    assert draft.published_by == petra
    page = Page(signed_in(petra).get(f"{url}versions/1/"))
    assert "How was breakfast?" in page.text
    assert signed_in(petra).get(f"{url}versions/2/").status_code == 404


def test_buttons_give_back_everything_that_was_typed(url: str, draft: Questionnaire, petra: User) -> None:
    sent = opened(url, petra) | {"q2-en": "x" * 300, "q1-c3-pl": "Żadne", "q0-reasons": ["waiting"]}
    client, before = signed_in(petra), said_on(Page(signed_in(petra).get(url)))
    page = Page(client.post(url, sent | {"do": "up:2"}))
    assert page.status == 200
    moved = said_on(page)
    assert (moved["q1-en"], moved["q1-cs"]) == ("x" * 300, before["q2-cs"])
    assert (moved["q2-c0-cs"], moved["q2-c2-pl"]) == (before["q1-c0-cs"], "Żadne")
    assert [one["value"] for one in page.all("input", name="q0-reasons") if "checked" in one.attrs] == [
        "waiting"
    ]
    assert [one["id"] for one in page.all("fieldset") if "autofocus" in one.attrs] == ["question-2"]
    added = Page(client.post(url, page.filled_in("seen") | {"do": "add", "added": "text"}))
    assert said_on(added) == moved
    assert added.filled_in("seen")["q3-type"] == "text"
    fewer = Page(client.post(url, added.filled_in("seen") | {"do": "remove:1"}))
    assert fewer.filled_in("seen")["count"] == "3"
    assert "x" * 300 not in said_on(fewer).values()
    lines = Page(client.post(url, sent | {"do": "lines:1"}))
    assert len(lines.all("input", lambda one: one["name"].startswith("q1-c"), type="hidden")) == 5
    # Nothing of all that is kept.
    assert "not kept yet" in page.text
    assert written(draft)[1].wording == BREAKFAST.wording


def wrong_ones() -> list[Any]:
    """What was changed in the form, and what is said to it."""
    long, tick = "x" * 201, {"publish": "yes"}
    return [
        ({"q1-en": long}, "Ensure this value has at most 200 characters (it has 201)."),
        ({"q1-c0-cs": long}, "Ensure this value has at most 80 characters (it has 201)."),
        ({"q1-cs": "a\x00b"}, "Null characters are not allowed."),
        ({"q1-type": "satisfaction"}, "This is asked already."),
        ({"q0-type": "text"}, "The first question is about satisfaction: it is the one the letter asks."),
        ({"count": "0"}, "The first question is about satisfaction: it is the one the letter asks."),
        (tick | {"q2-cs": ""}, "It needs words in the language of the site (Czech)."),
        (tick | {"q1-c0-cs": ""}, "Every choice needs words in the language of the site (Czech)."),
        (tick | {"q1-c1-cs": ""}, "Offer at least 2 choices."),
    ]


@pytest.mark.parametrize(("changed", "said"), wrong_ones())
def test_what_is_wrong_stands_there_with_everything_typed(
    url: str, draft: Questionnaire, petra: User, changed: dict[str, str], said: str
) -> None:
    before, sent = written(draft), opened(url, petra) | {"q2-pl": "Taksówką?"} | changed
    page = Page(signed_in(petra).post(url, sent))
    assert page.status == 422
    assert said in page.text
    assert "Everything you typed is still here." in page.text
    if sent["count"] != "0":
        typed = {name: value for name, value in sent.items() if name[-3:] in ("-en", "-cs", "-pl") and value}
        gone = {name for name in typed if name.startswith(("q1-c0", "q1-c1")) and sent["q1-type"] != "choice"}
        assert said_on(page) == {name: value for name, value in typed.items() if name not in gone}
    assert written(draft) == before
    assert not Questionnaire.objects.published().exists()


def test_reasons_there_are_none_of(url: str, draft: Questionnaire, petra: User) -> None:
    signed_in(petra).post(url, opened(url, petra) | {"q0-reasons": ["waiting", "the weather"]})
    assert written(draft)[0].reasons == (LowReason.WAITING,)


def test_both_drafts_when_somebody_was_faster(
    url: str, place: Place, draft: Questionnaire, petra: User, ivan: User
) -> None:
    sent = opened(url, petra) | {"q2-en": "By taxi?"}
    keep_draft(place, [FIRST, fresh(QuestionType.EFFORT)], seen=mark_of(draft), by=ivan)
    client = signed_in(petra)
    page = Page(client.post(url, sent))
    assert page.status == 409
    assert "Somebody else has changed this draft meanwhile." in page.text
    assert "What somebody else has saved" in page.text
    assert "How easy was it for you?" in page.text
    assert said_on(page)["q2-en"] == "By taxi?"
    assert [one.type for one in written(draft)] == ["satisfaction", "effort"]
    # Now she knows, and means it.
    again = client.post(url, page.filled_in("seen"))
    assert again.status_code == 302
    assert written(draft)[2].wording["en"] == "By taxi?"


@pytest.mark.parametrize("way", ["publish", "discard"])
def test_a_draft_that_is_gone_can_be_begun_anew(
    url: str, place: Place, draft: Questionnaire, petra: User, ivan: User, way: str
) -> None:
    sent, mark = opened(url, petra) | {"q2-en": "By taxi?"}, mark_of(draft)
    if way == "publish":
        publish(place, written(draft), seen=mark, by=ivan, now=timezone.now())
    else:
        signed_in(ivan).post(f"{url}draft/discarding/", {"seen": mark})
    client = signed_in(petra)
    page = Page(client.post(url, sent))
    assert page.status == 409
    assert "The draft is gone: somebody has published it or thrown it away." in page.text
    assert said_on(page)["q2-en"] == "By taxi?"
    assert draft_at(place) is None
    assert client.post(url, page.filled_in("seen")).status_code == 302
    assert written(draft_at(place))[2].wording["en"] == "By taxi?"


def test_throwing_the_draft_away(url: str, place: Place, draft: Questionnaire, petra: User) -> None:
    client = signed_in(petra)
    (form,) = Page(client.get(url)).all("form", action=f"{url}draft/discarding/")
    (seen,) = (one["value"] for one in form.inside() if one["name"] == "seen")
    assert client.post(form["action"], {"seen": "of another one"}).status_code == 409
    assert draft_at(place) == draft
    assert client.post(form["action"], {"seen": seen})["Location"] == url
    assert draft_at(place) is None


def test_which_words_are_missing(url: str, draft: Questionnaire, petra: User) -> None:
    page = Page(signed_in(petra).get(url))
    assert (
        "customers read those in the language of the site (Czech). English: 2, 3; Polish: 2, 3" in page.text
    )


def test_what_is_asked_where(place: Place, draft: Questionnaire, shop: Site, petra: User, ivan: User) -> None:
    own = Place(shop, "return")
    begun = begin_draft(own, by=petra)
    publish(
        own,
        [FIRST, Written(QuestionType.TEXT, wording={"pl": "Co?"})],
        seen=mark_of(begun),
        by=petra,
        now=timezone.now(),
    )
    text = Page(signed_in(petra).get("/surveys/questions/")).text
    assert (
        "Every kind the questions of the house draft by Ivan Procházka Your rating · Is it resolved?" in text
    )
    assert "Return version 1, since" in text
    assert "Your rating · Co?" in text
    assert "Sklep" not in Page(signed_in(ivan).get("/surveys/questions/")).text


def test_an_auditor_reads(url: str, draft: Questionnaire, jan: User) -> None:
    client = signed_in(jan)
    page = Page(client.get(url))
    assert "How was breakfast?" in page.text
    assert page.all("form", action=url) == []
    assert [one["action"] for one in page.all("form") if "/surveys/" in one["action"]] == []
    for path in ("", "draft/", "draft/discarding/", "test-letter/", "preview/cs/"):
        assert client.post(f"{url}{path}", {"language": "cs"}).status_code == 404
    assert client.get(f"{url}preview/cs/").status_code == 200


@pytest.mark.parametrize("path", ["all", "return", "haircut"])
def test_another_sites_questions_do_not_exist(shop: Site, ivan: User, path: str) -> None:
    client, url = signed_in(ivan), f"/surveys/questions/{shop.pk}/{path}/"
    for way in ("", "preview/pl/", "versions/1/", "versions/1/preview/pl/"):
        assert client.get(f"{url}{way}").status_code == 404
    for way in ("", "draft/", "draft/discarding/", "test-letter/", "preview/pl/"):
        assert client.post(f"{url}{way}", {"language": "pl"}).status_code == 404
    assert not Questionnaire.objects.exists()


def test_kinds_and_languages_there_are_none_of(place: Place, petra: User) -> None:
    client, url = signed_in(petra), f"/surveys/questions/{place.site.pk}"
    for path in ("/haircut/", "/all/preview/de/", "/all/versions/1/", "/all/versions/99999999999999999999/"):
        assert client.get(f"{url}{path}").status_code == 404


NOTHING = (Invitation, Response, KeptApart, Letter, Questionnaire, Question)


@pytest.mark.parametrize(
    ("language", "heading", "words"),
    [
        ("en", "How did we do?", ["How was breakfast?", "Good", "Špatná", "Jeli jste taxíkem?"]),
        ("cs", "Jak jsme si vedli?", ["Jaká byla snídaně?", "Dobrá", "Špatná", "Jeli jste taxíkem?"]),
        ("pl", "Jak nas Państwo oceniają?", ["Jaká byla snídaně?", "Dobrá", "Špatná", "Jeli jste taxíkem?"]),
    ],
)
def test_the_preview_is_the_customers_page(
    url: str, draft: Questionnaire, petra: User, language: str, heading: str, words: list[str]
) -> None:
    answer = signed_in(petra).get(f"{url}preview/{language}/")
    page = Page(answer)
    assert (page.all("html")[0]["lang"], answer["Content-Language"]) == (language, language)
    assert [one.text for one in page.all("h1")] == [heading]
    assert all(one in page.text for one in words)
    assert "Hotel Vltava" in page.text
    assert "Preview: nothing is sent from here." in page.text


def test_the_preview_sends_nothing_and_has_no_token(url: str, draft: Questionnaire, petra: User) -> None:
    before = [model.objects.count() for model in NOTHING]
    client = signed_in(petra, enforce_csrf_checks=True)
    answer = client.get(f"{url}preview/cs/?score=4")
    page = Page(answer)
    assert [(form["action"], form["method"]) for form in page.all("form")] == [("", ""), ("", "")]
    assert page.all("button")
    assert all("disabled" in one.attrs for one in page.all("button"))
    assert [one["value"] for one in page.all("input", name="score") if "checked" in one.attrs] == ["4"]
    html = answer.content.decode()
    assert "/s/" not in html
    assert "csrf" not in html
    assert "shown" not in [one["name"] for one in page.all("input")]
    assert "no-store" in answer["Cache-Control"]
    assert [model.objects.count() for model in NOTHING] == before


def test_the_preview_of_what_is_typed(url: str, draft: Questionnaire, petra: User) -> None:
    sent = opened(url, petra) | {"q1-en": "Was <b>breakfast</b> good?", "q1-cs": ""}
    answer = signed_in(petra).post(f"{url}preview/en/", sent)
    page = Page(answer)
    assert (page.status, written(draft)[1].wording) == (200, BREAKFAST.wording)
    assert "Was <b>breakfast</b> good?" in page.text
    assert page.all("b") == []
    assert "Preview of what you typed. Not kept yet." in page.text
    assert all("disabled" in one.attrs for one in page.all("button"))


def test_the_preview_of_a_version(url: str, place: Place, draft: Questionnaire, petra: User) -> None:
    publish(place, written(draft), seen=mark_of(draft), by=petra, now=timezone.now())
    begun = begin_draft(place, by=petra)
    keep_draft(place, [FIRST], seen=mark_of(begun), by=petra)
    client = signed_in(petra)
    assert "How was breakfast?" in Page(client.get(f"{url}versions/1/preview/en/")).text
    assert "How was breakfast?" not in Page(client.get(f"{url}preview/en/")).text


@pytest.mark.parametrize("versions", [1, 6])
def test_how_many_queries_the_pages_cost(
    versions: int,
    url: str,
    place: Place,
    petra: User,
    ivan: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(versions):
        for one in (place, Place(place.site, "return")):
            begun = begin_draft(one, by=ivan)
            publish(one, [FIRST, BREAKFAST], seen=mark_of(begun), by=ivan, now=timezone.now())
            begin_draft(one, by=petra)
    costs("/surveys/questions/", petra, 8, django_assert_num_queries)
    costs(url, petra, 10, django_assert_num_queries)
    costs(f"{url}versions/1/", petra, 7, django_assert_num_queries)
    costs(f"{url}preview/cs/", petra, 6, django_assert_num_queries)


def test_every_kind_has_a_page(place: Place, petra: User) -> None:
    client = signed_in(petra)
    for kind in KINDS:
        assert client.get(f"/surveys/questions/{place.site.pk}/{kind}/").status_code == 200


def test_no_customer_is_in_any_of_it(url: str, draft: Questionnaire, petra: User, jana: Customer) -> None:
    client = signed_in(petra)
    for path in ("", "preview/cs/"):
        assert "Jana" not in client.get(f"{url}{path}").content.decode()
