from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages.pofile import write_po
from babel.support import Translations

from helpdesk.translations import __main__ as command
from helpdesk.translations import catalogues, extraction

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _now
label = _("Front desk")
score = pgettext_lazy("score", "Good")
_now("said %(now)s")
ngettext_lazy("%(n)s room", "%(n)s rooms")
"""
TEMPLATE = """
{% load i18n %}{% translate "Sign in" %}
{% blocktranslate with name=person %}Welcome, {{ name }}{% endblocktranslate %}
{% translate "Open" context "ticket status" %}
"""


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small product of one module and one template, with catalogues of its own."""
    monkeypatch.setattr(extraction, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path / "locale")
    (tmp_path / "helpdesk" / "tests").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "helpdesk" / "desk.py").write_text(PYTHON)
    (tmp_path / "helpdesk" / "tests" / "test_desk.py").write_text('_("not for customers")')
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def translate(catalog: Catalog, **changes: Any) -> None:
    """Write a complete Czech catalogue, then ``changes``: text → translation, or None to leave it out."""
    for message in catalog:
        if message.id:
            translation = changes.get(
                message.id if isinstance(message.id, str) else message.id[0], message.id
            )
            message.string = (
                translation if not isinstance(message.id, tuple) else (*message.id, message.id[1])
            )
    path = catalogues.path_of("cs")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalog)


def test_strings_of_code_and_templates_are_found(sources: Path) -> None:
    found = {(message.context, message.id) for message in extraction.template_catalog() if message.id}
    assert found == {
        (None, "Front desk"),
        ("score", "Good"),
        (None, "said %(now)s"),
        (None, ("%(n)s room", "%(n)s rooms")),
        (None, "Sign in"),
        (None, "Welcome, %(name)s"),
        ("ticket status", "Open"),
    }


def test_the_product_itself_has_strings_to_translate() -> None:
    catalog = extraction.template_catalog()
    assert catalog.get("Find the customer, add a new one, or mark them as a walk-in.")
    assert catalog.get("Very good", "score")


def test_a_complete_catalogue_is_not_complained_of(sources: Path) -> None:
    translate(catalogues.update("cs"))
    assert list(catalogues.complaints("cs")) == []


def test_a_missing_translation_is_complained_of(sources: Path) -> None:
    translate(catalogues.update("cs"), **{"Sign in": ""})
    assert list(catalogues.complaints("cs")) == ["cs: not translated: 'Sign in'"]


def test_a_fuzzy_translation_is_complained_of(sources: Path) -> None:
    catalog = catalogues.update("cs")
    catalog["Sign in"].flags.add("fuzzy")
    translate(catalog)
    assert list(catalogues.complaints("cs")) == ["cs: fuzzy: 'Sign in'"]


def test_a_translation_that_lost_its_placeholder_is_complained_of(sources: Path) -> None:
    translate(catalogues.update("cs"), **{"Welcome, %(name)s": "Vítejte, %(jmeno)s"})
    (complaint,) = catalogues.complaints("cs")
    assert "Welcome" in complaint


def test_a_string_that_is_gone_is_complained_of_until_the_next_extraction(sources: Path) -> None:
    translate(catalogues.update("cs"))
    (sources / "templates" / "page.html").write_text("")
    assert "cs: no longer in the sources: 'Sign in'" in list(catalogues.complaints("cs"))
    catalogues.update("cs")
    assert list(catalogues.complaints("cs")) == []


def test_compiled_catalogues_are_read_by_gettext_and_written_once(sources: Path) -> None:
    translate(catalogues.update("cs"), **{"Sign in": "Přihlásit se"})
    assert catalogues.compile_all() == 1
    assert catalogues.compile_all() == 0
    with catalogues.path_of("cs").with_suffix(".mo").open("rb") as compiled:
        assert Translations(compiled).gettext("Sign in") == "Přihlásit se"


def test_the_check_command_says_so_by_its_exit_code(
    sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main("check") == 1
    assert "pl: not translated: 'Sign in'" in capsys.readouterr().err
    assert command.main("") == 2
