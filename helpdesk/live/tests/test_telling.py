from helpdesk.live.open_pages import OpenPage
from helpdesk.live.passes import Pass
from helpdesk.live.telling import AT_ONCE, PAGES_PER_SECOND, PAUSE, Turns


class Crowd:
    """Pages, and a clock that goes on when somebody waits."""

    def __init__(self, count: int) -> None:
        self.pages = [self._page(number) for number in range(count)]
        self.told: list[tuple[int, set[str]]] = []
        self.pauses: list[float] = []
        self.turns = Turns(tell=self._tell, later=self.pauses.append)

    def _page(self, number: int) -> OpenPage:
        granted = Pass(number, "", "", (), 0.0)
        return OpenPage(lambda _text: None, lambda: None, granted, heard_at=0.0)

    def _tell(self, page: OpenPage) -> None:
        self.told.append((page.granted.person, set(page.owed)))
        page.owed.clear()


def test_few_pages_are_told_at_once() -> None:
    crowd = Crowd(100)
    for page in crowd.pages:
        crowd.turns.owe(page, "site:1", at_once=False, now=10.0)
    assert len(crowd.told) == 100
    assert crowd.pauses == []


def test_many_pages_are_told_one_after_the_other_each_once() -> None:
    crowd = Crowd(1000)
    now = 10.0
    for page in crowd.pages:
        crowd.turns.owe(page, "site:1", at_once=False, now=now)
    assert len(crowd.told) == AT_ONCE
    for page in crowd.pages:
        crowd.turns.owe(page, "site:2", at_once=False, now=now)
    while crowd.pauses:
        now += crowd.pauses.pop()
        before = len(crowd.told)
        crowd.turns.called(now=now)
        assert len(crowd.told) - before <= PAGES_PER_SECOND * PAUSE + 1
    # The first hundred a second time, for the second news; the others once for both.
    assert len(crowd.told) == 1000 + AT_ONCE
    assert {number for number, _ in crowd.told} == set(range(1000))
    assert [topics for number, topics in crowd.told if number == 500] == [{"site:1", "site:2"}]


def test_news_of_a_ticket_does_not_wait_behind_a_crowd() -> None:
    crowd = Crowd(300)
    for page in crowd.pages:
        crowd.turns.owe(page, "site:1", at_once=False, now=10.0)
    crowd.turns.owe(crowd.pages[299], "ticket:1", at_once=True, now=10.0)
    assert crowd.told[-1] == (299, {"site:1", "ticket:1"})


def test_a_page_that_is_gone_is_not_told() -> None:
    crowd = Crowd(150)
    for page in crowd.pages:
        crowd.turns.owe(page, "site:1", at_once=False, now=10.0)
    for page in crowd.pages:
        crowd.turns.forget(page)
    crowd.turns.called(now=20.0)
    assert len(crowd.told) == AT_ONCE
