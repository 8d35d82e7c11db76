from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from surveys.domain.checklist import (
    add_checklist,
    discard_draft,
    publish,
    published_version,
    save_draft,
    start_draft,
)
from surveys.domain.checklist_content import Item, Section, read
from surveys.enums import ItemType
from surveys.models import Checklist, ChecklistVersion
from surveys.tests.visits import SECTIONS, WELCOME, published_checklist, written_draft
from tests.pages import Page, signed_in
from tickets.domain.errors import NotPossible

pytestmark = pytest.mark.django_db


@pytest.fixture
def reads_english(ivan: User) -> User:
    User.objects.filter(pk=ivan.pk).update(language="en")
    ivan.refresh_from_db()
    return ivan


def verbs_about(checklist: Checklist) -> list[str]:
    return [entry.verb.removeprefix("checklist.") for entry in Entry.objects.about(checklist)]


def test_from_a_draft_to_the_next_version(hotel: Site, ivan: User) -> None:
    checklist = published_checklist(hotel, by=ivan)
    first = published_version(checklist)
    assert first is not None
    assert (first.number, first.published_by, read(first.content)) == (1, ivan, SECTIONS)
    draft = start_draft(checklist, by=ivan, now=timezone.now())
    assert (draft.number, draft.content, draft.is_published) == (2, first.content, False)
    assert start_draft(checklist, by=ivan, now=timezone.now()) == draft
    save_draft(draft, sections=[WELCOME], edition=1, by=ivan)
    publish(draft, by=ivan, now=timezone.now())
    newest = published_version(checklist)
    assert newest is not None
    assert (newest.number, read(newest.content)) == (2, (WELCOME,))
    assert verbs_about(checklist) == [
        *("added", "draft_changed", "published", "drafted", "draft_changed", "published"),
    ]


def test_what_is_published_is_final(hotel: Site, ivan: User) -> None:
    version = published_version(published_checklist(hotel, by=ivan))
    assert version is not None
    versions = ChecklistVersion.objects.filter(pk=version.pk)
    changes: list[dict[str, Any]] = [{"content": []}, {"number": 7}]
    for change in (*changes, {"published_at": None, "published_by": None}):
        with pytest.raises(DatabaseError, match="is published"), transaction.atomic():
            versions.update(**change)
    with pytest.raises(DatabaseError, match="is published"), transaction.atomic():
        versions.delete()
    with pytest.raises(NotPossible, match="published already"):
        save_draft(version, sections=[], edition=version.edition, by=ivan)
    with pytest.raises(NotPossible, match="published already"):
        publish(version, by=ivan, now=timezone.now())


def test_nothing_that_counts_is_no_checklist(hotel: Site, ivan: User) -> None:
    draft = add_checklist(hotel, name="Empty", by=ivan, now=timezone.now())
    words = Section("cccccccc", {"cs": "Slova"}, (Item("c0000001", ItemType.TEXT, {"cs": "Jak bylo?"}),))
    for edition, sections in enumerate(((), (words,)), start=1):
        save_draft(draft, sections=sections, edition=edition, by=ivan)
        with pytest.raises(NotPossible, match="Nothing in it counts"):
            publish(draft, by=ivan, now=timezone.now())
    assert published_version(draft.checklist) is None


def test_a_draft_somebody_saved_meanwhile(hotel: Site, ivan: User, petra: User) -> None:
    draft = written_draft(hotel, by=ivan)
    with pytest.raises(NotPossible, match="Somebody else has changed"):
        save_draft(draft, sections=[], edition=1, by=petra)
    draft.refresh_from_db()
    assert read(draft.content) == SECTIONS


def test_thrown_away(hotel: Site, ivan: User) -> None:
    draft = written_draft(hotel, by=ivan)
    assert discard_draft(draft, by=ivan) is None
    assert not Checklist.objects.exists()
    with pytest.raises(NotPossible, match="thrown this draft away"):
        publish(draft, by=ivan, now=timezone.now())
    checklist = published_checklist(hotel, by=ivan)
    assert discard_draft(start_draft(checklist, by=ivan, now=timezone.now()), by=ivan) == checklist
    assert verbs_about(checklist)[-1] == "draft_discarded"


def test_a_name_a_site_has_already(hotel: Site, shop: Site, ivan: User, reads_english: User) -> None:
    add_checklist(hotel, name="Front desk", by=ivan, now=timezone.now())
    add_checklist(shop, name="Front desk", by=ivan, now=timezone.now())
    page = Page(signed_in(ivan).post("/surveys/checklists/new/", {"site": hotel.pk, "name": "Front desk"}))
    assert (page.status, page.filled_in("name")["name"]) == (409, "Front desk")


# Writing, without a script ---------------------------------------------------------------------------


def typed(page: Page) -> dict[str, str]:
    return page.filled_in("s-TOTAL_FORMS")


def test_written_on_the_page(hotel: Site, ivan: User, reads_english: User) -> None:
    client = signed_in(ivan)
    begun = client.post("/surveys/checklists/new/", {"site": hotel.pk, "name": "Reception"})
    url = begun["Location"]
    sent = typed(Page(client.get(url)))
    sent |= {"s-0-in_cs": "Pokoj", "s-0-in_en": "Room"}
    sent |= {"s-0-i-0-in_cs": "Čisto?", "s-0-i-0-weight": "3", "s-0-i-0-type": "yes_no"}
    sent |= {"s-0-i-1-in_cs": "Ticho?", "s-0-i-1-type": "mark"}
    assert client.post(url, sent | {"more": "1"})["Location"] == f"{url}#end"
    again = typed(Page(client.get(url)))
    assert (again["s-0-in_cs"], again["s-0-i-0-weight"], again["s-0-i-1-type"]) == ("Pokoj", "3", "mark")
    # Now there is room for more; the order is changed, and one is taken out.
    again |= {"s-1-in_cs": "Dům", "s-1-i-0-in_cs": "Vůně?", "s-1-ORDER": "1", "s-0-ORDER": "2"}
    again |= {"s-0-i-1-DELETE": "on"}
    version = client.post(url, again)["Location"]
    draft = ChecklistVersion.objects.get()
    house, room = read(draft.content)
    assert (house.wording, room.wording) == ({"cs": "Dům"}, {"cs": "Pokoj", "en": "Room"})
    assert [(item.wording["cs"], item.weight) for item in room.items] == [("Čisto?", 3)]
    assert room.key == again["s-0-key"]
    page = Page(client.get(version))
    assert "Room" in page.text
    published = client.post(f"{version}publication/")
    assert published.status_code == 302
    assert published_version(draft.checklist) == draft
    assert client.post(url, again).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"s-0-in_cs": "", "s-0-in_en": "Welcome"}, "Write it in the language of the site, too: Czech."),
        ({"s-0-in_cs": "", "s-0-in_en": ""}, "Write it in the language of the site, too: Czech."),
        ({"s-0-i-0-in_cs": "", "s-0-i-0-in_en": "Hm?"}, "Write it in the language of the site, too: Czech."),
        ({"s-0-i-0-weight": "11"}, "less than or equal to 10"),
        ({"s-0-i-0-type": "song"}, "Select a valid choice"),
        ({"s-0-in_cs": "x" * 121}, "at most 120"),
    ],
)
def test_what_was_typed_comes_back_with_the_mistake(
    hotel: Site, ivan: User, reads_english: User, wrong: dict[str, str], said: str
) -> None:
    draft = written_draft(hotel, by=ivan)
    client = signed_in(ivan)
    url = f"/surveys/checklists/versions/{draft.pk}/draft/"
    sent = typed(Page(client.get(url))) | wrong | {"s-1-i-0-in_pl": "Czy pokój był gotowy?"}
    page = Page(client.post(url, sent))
    assert page.status == 422
    assert said in page.text
    came_back = typed(page)
    kept = {name: came_back.get(name, "") for name in sent if name != "csrfmiddlewaretoken"}
    refused = {"s-0-i-0-type"} if "s-0-i-0-type" in wrong else set()
    assert {name: value for name, value in kept.items() if name not in refused} == {
        name: value for name, value in sent.items() if name in kept and name not in refused
    }
    draft.refresh_from_db()
    assert draft.edition == 2


def test_keys_that_were_made_up_or_copied_give_way(hotel: Site, ivan: User, reads_english: User) -> None:
    draft = written_draft(hotel, by=ivan)
    client = signed_in(ivan)
    url = f"/surveys/checklists/versions/{draft.pk}/draft/"
    sent = typed(Page(client.get(url)))
    sent |= {"s-0-key": "'; --", "s-1-i-0-key": "a0000001", "s-1-i-1-key": "a0000001"}
    assert client.post(url, sent).status_code == 302
    draft.refresh_from_db()
    keys = [key for one in read(draft.content) for key in (one.key, *(item.key for item in one.items))]
    assert len(set(keys)) == len(keys) == 6
    assert all(len(key) == 8 for key in keys)


def test_two_write_at_once_and_nothing_is_lost(hotel: Site, ivan: User, petra: User) -> None:
    draft = written_draft(hotel, by=ivan)
    url = f"/surveys/checklists/versions/{draft.pk}/draft/"
    client = signed_in(petra)
    sent = typed(Page(client.get(url))) | {"s-0-in_cs": "Jinak"}
    save_draft(draft, sections=[WELCOME], edition=2, by=ivan)
    page = Page(client.post(url, sent))
    assert page.status == 409
    assert typed(page)["s-0-in_cs"] == "Jinak"
    draft.refresh_from_db()
    assert read(draft.content) == (WELCOME,)
    assert client.post(url, typed(page)).status_code == 302


def test_forms_nobody_drew_do_no_harm(hotel: Site, ivan: User) -> None:
    draft = written_draft(hotel, by=ivan)
    url = f"/surveys/checklists/versions/{draft.pk}/draft/"
    for sent in (
        {},
        {"s-TOTAL_FORMS": "1000", "s-INITIAL_FORMS": "0"},
        {"s-TOTAL_FORMS": "x", "edition": "²"},
    ):
        assert signed_in(ivan).post(url, sent).status_code in (409, 422)
    draft.refresh_from_db()
    assert read(draft.content) == SECTIONS
