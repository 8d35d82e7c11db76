"""Reading the product's pages as a browser does: what stands on them, and what their forms would send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Protocol

from django.test import Client

from helpdesk.staff.models import User

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NOT_SENT = {"submit", "button", "reset", "image"}


def signed_in(user: User, *, enforce_csrf_checks: bool = False) -> Client:
    """A browser in which the person has signed in."""
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    client.force_login(user)
    return client


class Answer(Protocol):
    """A response, from the test client or from a view."""

    @property
    def status_code(self) -> int: ...

    @property
    def content(self) -> bytes: ...

    def __getitem__(self, header: str) -> str: ...


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    parent: Element | None
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def inside(self) -> Iterator[Element]:
        for child in self.children:
            yield child
            yield from child.inside()

    def __getitem__(self, name: str) -> str:
        return self.attrs.get(name, "")


class Page(HTMLParser):
    """The elements of an answer, in order."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.status = answer.status_code
        self.root = Element("", {}, None)
        self._open = self.root
        self.feed(answer.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self._open)
        self._open.children.append(element)
        if tag not in VOID:
            self._open = element

    def handle_endtag(self, tag: str) -> None:
        place: Element | None = self._open
        while place is not None and place.tag != tag:
            place = place.parent
        if place is not None and place.parent is not None:
            self._open = place.parent

    def handle_data(self, data: str) -> None:
        place: Element | None = self._open
        while place is not None:
            place.text += data
            place = place.parent

    @property
    def text(self) -> str:
        """Everything written on the page, with single spaces."""
        return " ".join(self.root.text.split())

    def all(
        self, tag: str, wanted: Callable[[Element], bool] = lambda _: True, **attrs: str
    ) -> list[Element]:
        return [
            one
            for one in self.root.inside()
            if one.tag == tag and all(one[name] == value for name, value in attrs.items()) and wanted(one)
        ]

    def form_with(self, name: str) -> Element:
        """The first form that has a field of this name. Raises ``LookupError`` without one."""
        for form in self.all("form"):
            if any(one["name"] == name for one in form.inside()):
                return form
        raise LookupError(f"No form on this page has a field {name}.")

    def filled_in(self, name: str) -> dict[str, str]:
        """What the form with the field ``name`` would send as it stands; of equal names the last one."""
        sent: dict[str, str] = {}
        form = self.form_with(name)
        beside = (one for one in self.root.inside() if form["id"] and one["form"] == form["id"])
        for one in (*form.inside(), *beside):
            if one["name"] and "disabled" not in one.attrs:
                sent.update(value_of(one))
        return sent


def value_of(control: Element) -> dict[str, str]:
    name, kind = control["name"], control["type"]
    if control.tag == "textarea":
        return {name: control.text.removeprefix("\n")}
    if control.tag == "select":
        options = [one for one in control.inside() if one.tag == "option"]
        chosen = [one for one in options if "selected" in one.attrs] or options[:1]
        return {name: chosen[-1]["value"]} if chosen else {}
    if control.tag != "input" or kind in NOT_SENT:
        return {}
    if kind in ("checkbox", "radio"):
        return {name: control.attrs.get("value", "on")} if "checked" in control.attrs else {}
    return {name: control["value"]}
