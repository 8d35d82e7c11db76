"""The frame around every page: what of it is kept, and for whom it is the same."""

import re
from typing import cast

import pytest
from django.template import Context, Template, TemplateSyntaxError, engines
from django.template.backends.django import DjangoTemplates
from lucide import IconDoesNotExist

from helpdesk.staff.models import User
from tests.pages import signed_in

pytestmark = pytest.mark.django_db

KEPT = {
    "assets": r"<head>(.*?)<title>",
    "rail": r'(<nav class="rail".*?</nav>)',
    "keys": r'(<dialog id="keys".*?</dialog>)',
    "languages": r'(<button name="language".*)</form>.*?<hr>',
}


def forget() -> None:
    """Templates are read anew, and with them goes what they keep."""
    for loader in cast("DjangoTemplates", engines["django"]).engine.template_loaders:
        loader.reset()


def pieces(user: User, *, address: str = "/news/") -> dict[str, str]:
    """The parts of a page that are kept for the next one."""
    page = signed_in(user).get(address).content.decode()
    found = {name: re.search(pattern, page, re.DOTALL) for name, pattern in KEPT.items()}
    return {name: match[1] for name, match in found.items() if match}


def fresh(user: User, *, address: str = "/news/") -> dict[str, str]:
    forget()
    return pieces(user, address=address)


def test_everybody_gets_what_they_would_get_if_nothing_were_kept(
    alena: User, karel: User, ivan: User, petra: User, jan: User, zofia: User
) -> None:
    """Whoever was there before, whatever their language and role, and whichever page they looked at."""
    everybody = [alena, karel, ivan, petra, jan, zofia]
    alone = {
        (user, address): fresh(user, address=address) for user in everybody for address in ("/news/", "/")
    }
    forget()
    for (user, address), expected in alone.items():
        assert set(expected) == set(KEPT)
        assert pieces(user, address=address) == expected


def test_nothing_of_a_person_is_kept(alena: User, karel: User) -> None:
    for piece in fresh(alena).values():
        for mark in (alena.name, alena.email, "csrfmiddlewaretoken", alena.sites[0].name):
            assert mark not in piece


def drawn(template: str, **context: str) -> str:
    return Template("{% load lucide %}" + template).render(Context(context))


def test_an_icon_is_the_same_however_it_is_named() -> None:
    fixed = drawn('{% lucide "bell" size=18 aria_hidden="true" %}')
    assert fixed == drawn("{% lucide name size=18 aria_hidden=yes %}", name="bell", yes="true")
    assert fixed.startswith("<svg") and 'width="18"' in fixed and 'aria-hidden="true"' in fixed
    assert drawn('{% lucide "bell" size=20 class="alarm" %}') != fixed


def test_an_icon_that_does_not_exist_is_noticed_with_its_template() -> None:
    with pytest.raises(IconDoesNotExist):
        Template('{% load lucide %}{% lucide "no-such-icon" %}')
    with pytest.raises(TemplateSyntaxError):
        Template('{% load lucide %}{% lucide "bell" 18 %}')
