"""Rules every page keeps: a strict content security policy, nothing that needs a laxer one, names for all."""

import re
from typing import Any

import pytest
from django.test import Client

from helpdesk.staff.models import User
from tests.access_table import TABLE, address
from tests.pages import Answer, Element, Page, signed_in

pytestmark = pytest.mark.django_db

# Files have a stricter policy of their own: helpdesk/files/tests/test_respond.py.
NO_PAGES = {"admin:*", "api_schema", "files:file", "files:thumbnail", "notifications:worker"}
NO_PAGES |= {"surveys:visitor_photo", "surveys:mystery_visit_photo", "surveys:mystery_visit_thumbnail"}
NO_PAGES |= {"tickets:attachment", "tickets:thumbnail", "customers:csv", "customers:import_problems"}
NO_PAGES |= {"surveys:figures_xlsx"}
PAGES = [
    name for name, row in TABLE.items() if "200" in row.get and ":api" not in name and name not in NO_PAGES
]
# Django's own pages come with Django's own scripts; they keep the policy all the same.
OWN_PAGES = [name for name in PAGES if not name.startswith("admin:")]
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
    "worker-src 'self'",
}


def pages_of(name: str, world: dict[str, Any], people: dict[str, User | None]) -> list[Answer]:
    """The page as everybody sees it who may; between them they speak all three languages."""
    url = address(name, TABLE[name], world)
    clients = [signed_in(person) if person else Client() for person in people.values()]
    return [page for client in clients if (page := client.get(url)).status_code == 200]


def faults(page: Page) -> list[str]:
    found = []
    for one in page.root.inside():
        found += [f"<{one.tag} {name}>" for name in one.attrs if name == "style" or name.startswith("on")]
        found += [f"<{one.tag} {name}>" for name in one.attrs if name.startswith(("hx-on", "hx-vars"))]
        found += [
            f"<{one.tag} {name}>" for name, value in one.attrs.items() if value.startswith("javascript:")
        ]
        if one.tag == "script" and (not one["src"] or one.text.strip()):
            found.append("a script in the page")
        if one.tag == "style" and not one["nonce"]:
            found.append("a style in the page")
        source = one["src"] or (one["href"] if one.tag == "link" else "")
        is_attached = one.tag == "img" and re.fullmatch(
            r"/(files|tickets/\d+/attachments|(surveys/visits/\d+|v/[^/]+)/photos)/[^/]+/thumbnail/", source
        )
        if source and not is_attached and not source.startswith(("/static/", "data:,")):
            found.append(f"{one.tag} from {source}")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_the_rules(name: str, world: dict[str, Any], people: dict[str, User | None]) -> None:
    answers = pages_of(name, world, people)
    assert answers
    for answer in answers:
        keeps_the_policy(answer)
        if name in OWN_PAGES:
            page = Page(answer)
            assert faults(page) == []
            can_be_used_by_all(page)


def keeps_the_policy(answer: Answer) -> None:
    policy = answer["Content-Security-Policy"]
    directives = {part.strip() for part in policy.split(";")}
    assert directives >= POLICY
    (styles,) = directives - POLICY
    assert styles.startswith("style-src 'self'")
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


def can_be_used_by_all(page: Page) -> None:
    """Language, title, one main heading; no id twice; every field and every picture has a name."""
    if page.all("html"):  # else it is a fragment for a page that is open already
        assert page.all("html")[0]["lang"] in ("en", "cs", "pl")
        assert page.all("title")[0].text.strip()
        assert len(page.all("h1")) == 1
    ids = [one["id"] for one in page.root.inside() if one["id"]]
    assert sorted(ids) == sorted(set(ids))
    assert [one["name"] for one in page.root.inside() if is_nameless(one, page)] == []


def is_nameless(one: Element, page: Page) -> bool:
    """Whether a reader that speaks has no words for the field."""
    if one.tag == "img":
        return "alt" not in one.attrs
    if one.tag not in ("input", "select", "textarea") or one["type"] in ("hidden", "submit"):
        return False
    labelled = {label["for"] for label in page.all("label")}
    parent = one.parent
    while parent is not None and parent.tag != "label":
        parent = parent.parent
    return not (
        one["aria-label"] or one["aria-labelledby"] or parent or (one["id"] and one["id"] in labelled)
    )


def test_refusals_keep_the_rules_too(associate: User) -> None:
    client = signed_in(associate)
    too_large = client.post("/tickets/new/", {"what_happened": "x" * 6_000_000})
    for answer, status in [(client.get("/nowhere/"), 404), (too_large, 413)]:
        assert answer.status_code == status
        assert faults(Page(answer)) == []
        assert "unsafe" not in answer["Content-Security-Policy"]
