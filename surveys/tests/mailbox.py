"""A customer's mailbox: the program that checks its letters, and the person who reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.test import Client

from surveys.domain.kept_apart import settle_all
from surveys.domain.signs import ROUND, Given
from surveys.enums import Score
from surveys.models import Invitation
from tests.pages import Element, Page, value_of

SORTS = ("head only", "get every link", "get with JavaScript", "press everything")


@dataclass
class Clock:
    now: datetime
    anything_new: bool = False

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        """Meanwhile the worker counts what has waited long enough."""
        self.now += timedelta(seconds=seconds)
        if self.anything_new and seconds >= ROUND.total_seconds():
            settle_all(now=self.now)
            self.anything_new = False


@dataclass
class Mailbox:
    """One customer, the link they were sent, and whoever opens it."""

    invitation: Invitation
    token: str
    sort: str
    answers: bool
    clock: Clock
    chance: Random
    counts: Counter[tuple[str, str]]
    client: Client = field(default_factory=Client)
    said: Given | None = None

    @property
    def links(self) -> list[str]:
        """As the letter has them: one for each score."""
        return [f"/s/{self.token}/?score={score}" for score in Score.values]

    def tally(self, what: str, sort: str) -> None:
        self.counts[sort, what] += 1

    def get(self, link: str, *, who: str) -> Page:
        self.tally("opened", who)
        answer = self.client.get(link)
        assert answer.status_code == 200
        return Page(answer)

    def post(self, form: Element, sent: dict[str, str], *, who: str) -> str:
        """Where it leads."""
        self.tally("posted", who)
        self.clock.anything_new = True
        answer = self.client.post(form["action"], sent)
        assert answer.status_code == 302, answer.status_code
        return str(answer["Location"])

    # The programs ---------------------------------------------------------------------------------------

    def check(self) -> None:
        """What the program in front of the mailbox does when the letter comes, and perhaps again later."""
        check: dict[str, Callable[[], None]] = {
            SORTS[0]: self.ask_for_heads,
            SORTS[1]: self.open_every_link,
            SORTS[2]: self.run_every_page,
            SORTS[3]: self.press_everything,
        }
        if self.sort:
            check[self.sort]()

    def ask_for_heads(self) -> None:
        for link in self.links:
            self.tally("opened", self.sort)
            assert self.client.head(link).status_code == 200

    def open_every_link(self) -> None:
        for link in self.links:
            self.get(link, who=self.sort)

    def run_every_page(self) -> None:
        """Whatever the page would load or run; there must be nothing."""
        for link in self.links:
            page = self.get(link, who=self.sort)
            assert not [one for one in page.root.inside() if one["src"] or one.tag in ("script", "a")]

    def press_everything(self) -> None:
        """Each form of each page: as it stands, or with every box ticked and every field filled in."""
        pace, fills = self.chance.choice((0.1, 1, 4)), self.chance.random() < 0.5
        anew, backwards = self.chance.random() < 0.3, self.chance.random() < 0.5
        for link in self.chance.sample(self.links, len(self.links)):
            page = self.get(link, who=self.sort)
            places = list(range(len(page.all("form"))))
            for place in reversed(places) if backwards else places:
                form = page.all("form")[place]
                self.clock.wait(pace)
                self.post(form, self.filled(form) if fills else as_it_stands(form), who=self.sort)
                if anew:
                    page = self.get(link, who=self.sort)

    def filled(self, form: Element) -> dict[str, str]:
        sent = as_it_stands(form)
        for one in form.inside():
            if one["type"] == "checkbox" or (one["type"] == "radio" and self.chance.random() < 0.5):
                sent[one["name"]] = one["value"] or "on"
            elif one.tag == "textarea":
                sent[one["name"]] = "test@example.com"
        return sent

    # The person -----------------------------------------------------------------------------------------

    def answer(self) -> None:
        """One press, or a choice and some words; quick or slow, sent twice, corrected, or with a slip."""
        habit = self.chance.choice(("press", "choose", "write", "quick", "twice", "correct", "slip"))
        link = self.chance.choice(self.links)
        page = self.get(link, who="people")
        sent = as_it_stands(page.form_with("score"))
        if habit != "press":
            sent |= {"score": str(self.chance.randint(1, 5)), "solved": self.chance.choice(("yes", "no"))}
        if habit in ("write", "correct", "slip"):
            sent["comment"] = f"Number {self.invitation.pk}."
        if habit == "slip" and self.chance.random() < 0.2:
            sent["program"] = "on"
        self.clock.wait(1 if habit == "quick" else self.chance.uniform(4, 90))
        for _ in range(2 if habit == "twice" else 1):
            self.send(page, sent)
        if habit == "correct":
            self.clock.wait(self.chance.choice((20, 7200)))
            page = self.get(f"/s/{self.token}/", who="people")
            self.clock.wait(30)
            sent["shown"] = as_it_stands(page.form_with("score"))["shown"]
            self.send(page, sent | {"score": str(self.chance.randint(1, 5)), "comment": "No, wait."})

    def send(self, page: Page, sent: dict[str, str]) -> None:
        self.post(page.form_with("score"), sent, who="people")
        solved, done_well, comment = (sent.get(name, "") for name in ("solved", "done_well", "comment"))
        self.said = Given(Score(int(sent["score"])), solved, done_well, comment)


def as_it_stands(form: Element) -> dict[str, str]:
    sent: dict[str, str] = {}
    for one in form.inside():
        if one["name"]:
            sent.update(value_of(one))
    return sent
