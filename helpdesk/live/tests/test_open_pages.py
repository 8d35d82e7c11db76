import pytest

from helpdesk.live import open_pages
from helpdesk.live.open_pages import REMEMBERED, Doing, OpenPage, OpenPages, Someone
from helpdesk.live.passes import Pass

ALENA, KAREL = 1, 2
NAMES = {ALENA: "Alena", KAREL: "Karel"}
NOW = 1_000_000.0


def opened(person: int, *topics: str, since: float = NOW, doing: Doing = Doing.LOOKING) -> OpenPage:
    granted = Pass(person, NAMES[person], NAMES[person][:1], topics, since)
    return OpenPage(lambda _text: None, lambda: None, granted, heard_at=0.0, doing=doing)


def listening(*pages: OpenPage, complete_since: float = NOW - 100) -> OpenPages:
    everybody = OpenPages()
    everybody.complete_since = complete_since
    for page in pages:
        everybody.add(page)
    return everybody


def test_a_person_with_three_pages_is_one_person() -> None:
    pages = listening(*(opened(ALENA, "ticket:1") for _ in range(3)), opened(KAREL, "ticket:1"))
    assert pages.people_at("ticket:1") == [
        Someone(ALENA, "Alena", "A", False),
        Someone(KAREL, "Karel", "K", False),
    ]


def test_whoever_writes_on_one_page_is_writing_whatever_the_others_do() -> None:
    for order in ([Doing.WRITING, Doing.LOOKING], [Doing.LOOKING, Doing.WRITING]):
        pages = listening(*(opened(ALENA, "ticket:1", doing=doing) for doing in order))
        assert [one.is_writing for one in pages.people_at("ticket:1")] == [True]


def test_a_page_behind_another_is_not_looked_at() -> None:
    pages = listening(opened(ALENA, "ticket:1", doing=Doing.AWAY), opened(KAREL, "ticket:1"))
    assert [one.person for one in pages.people_at("ticket:1")] == [KAREL]


def test_a_page_that_is_gone_is_about_nothing() -> None:
    page = opened(ALENA, "ticket:1", "site:1")
    pages = listening(page)
    pages.remove(page)
    assert (set(pages.about("ticket:1")), set(pages.about("site:1")), pages.all) == (set(), set(), set())
    assert pages.people_at("ticket:1") == []


def test_only_tickets_are_looked_at_together() -> None:
    assert opened(ALENA, "person:1", "ticket:4", "site:1").people_topics() == ["ticket:4"]


def test_news_between_the_making_of_a_page_and_its_call_is_not_missed() -> None:
    pages = listening()
    pages.note_news("ticket:1", now=NOW)
    before, after = Pass(1, "A", "A", ("ticket:1",), NOW - 0.1), Pass(1, "A", "A", ("ticket:1",), NOW + 0.1)
    other = Pass(1, "A", "A", ("ticket:2",), NOW - 0.1)
    assert [pages.has_missed(one, now=NOW + 1) for one in (before, after, other)] == [True, False, False]


def test_a_page_from_before_everything_was_heard_may_have_missed_something() -> None:
    pages = listening(complete_since=NOW)
    assert pages.has_missed(Pass(1, "A", "A", ("ticket:1",), NOW - 1), now=NOW + 1)
    assert not pages.has_missed(Pass(1, "A", "A", ("ticket:1",), NOW), now=NOW + 1)
    assert OpenPages().has_missed(Pass(1, "A", "A", ("ticket:1",), NOW), now=NOW + 1)


def test_a_page_from_long_ago_may_have_missed_something() -> None:
    pages = listening(complete_since=0.0)
    old = Pass(1, "A", "A", ("ticket:1",), NOW - REMEMBERED - 1)
    assert pages.has_missed(old, now=NOW)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_pages, "AT_MOST", 3)
    pages = listening(complete_since=0.0)
    for number in range(3):
        pages.note_news(f"ticket:{number}", now=NOW - REMEMBERED - 5)
    pages.note_news("ticket:10", now=NOW)
    # What is older than anybody asks for was forgotten, and that is all.
    assert not pages.has_missed(Pass(1, "A", "A", ("ticket:11",), NOW - 5), now=NOW)
    for number in range(20, 26):
        pages.note_news(f"ticket:{number}", now=NOW + 1)
    assert len(pages._last_news) <= 3
    assert pages.has_missed(Pass(1, "A", "A", ("ticket:10",), NOW - 5), now=NOW + 2)
