"""Which pages are open, what each is about, and who looks at it. Knows no network and no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from helpdesk.live.passes import Pass

# Whoever has a page about one of these open is shown to the others who have.
WITH_PEOPLE = ("ticket:",)
# So long it is remembered that there was news of a topic: for pages that connect a little later.
REMEMBERED = 300.0
# After more news than this within that time, pages look again rather than being told what exactly.
AT_MOST = 20_000


class Doing(StrEnum):
    """What the person does with the page: ``AWAY`` has it open behind another one."""

    LOOKING = "looking"
    WRITING = "writing"
    AWAY = "away"


@dataclass(eq=False, slots=True)
class OpenPage:
    """A page in a browser; ``say`` sends it a text."""

    say: Callable[[str], None]
    hang_up: Callable[[], None]
    granted: Pass
    heard_at: float
    doing: Doing = Doing.LOOKING
    owed: set[str] = field(default_factory=set)

    def people_topics(self) -> list[str]:
        """What it is about that is looked at by people together."""
        return [topic for topic in self.granted.topics if topic.startswith(WITH_PEOPLE)]


@dataclass(frozen=True)
class Someone:
    """A person at some topic, on however many pages."""

    person: int
    name: str
    initials: str
    is_writing: bool


class OpenPages:
    """All of them, by what they are about. ``complete_since``: from then on every news was heard."""

    def __init__(self) -> None:
        self.all: set[OpenPage] = set()
        self.complete_since = float("inf")
        self._about: dict[str, set[OpenPage]] = {}
        self._last_news: dict[str, float] = {}

    def add(self, page: OpenPage) -> None:
        self.all.add(page)
        for topic in page.granted.topics:
            self._about.setdefault(topic, set()).add(page)

    def remove(self, page: OpenPage) -> None:
        self.all.discard(page)
        for topic in page.granted.topics:
            pages = self._about.get(topic, set())
            pages.discard(page)
            if not pages:
                self._about.pop(topic, None)

    def about(self, topic: str) -> Iterable[OpenPage]:
        return self._about.get(topic, ())

    def note_news(self, topic: str, *, now: float) -> None:
        """Remember that there was news of it."""
        if len(self._last_news) >= AT_MOST:
            self._forget(now=now)
        self._last_news[topic] = now

    def _forget(self, *, now: float) -> None:
        kept = {topic: at for topic, at in self._last_news.items() if at > now - REMEMBERED}
        if len(kept) >= AT_MOST:
            kept, self.complete_since = {}, now
        self._last_news = kept

    def has_missed(self, granted: Pass, *, now: float) -> bool:
        """Whether a page that was made at ``granted.since`` may show what has changed since."""
        if granted.since < max(self.complete_since, now - REMEMBERED):
            return True
        return any(self._last_news.get(topic, 0.0) >= granted.since for topic in granted.topics)

    def people_at(self, topic: str) -> list[Someone]:
        """Who looks at it now, by name, each person once, writing if they write on any page."""
        here: dict[int, Someone] = {}
        for page in self.about(topic):
            if page.doing != Doing.AWAY:
                who = page.granted
                before = here.get(who.person)
                writes = page.doing == Doing.WRITING or (before is not None and before.is_writing)
                here[who.person] = Someone(who.person, who.name, who.initials, writes)
        return sorted(here.values(), key=lambda someone: (someone.name, someone.person))
