import pytest
from django.test import override_settings

from helpdesk.pattern import Pattern

LOADERS = [
    (
        "django.template.loaders.locmem.Loader",
        {"row.html": "<p title='{{ row.a }}'>{{ word }}{{ row.b }}</p>"},
    )
]
ENGINE = {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": LOADERS}}


@pytest.fixture
def pattern() -> Pattern:
    with override_settings(TEMPLATES=[ENGINE]):
        return Pattern("row.html", {"word": "<"})


def test_values_are_escaped_like_the_rest(pattern: Pattern) -> None:
    assert pattern.fill({"a": "'>", "b": "<b>&"}) == "<p title='&#x27;&gt;'>&lt;&lt;b&gt;&amp;</p>"


def test_marks_in_a_value_are_only_a_value(pattern: Pattern) -> None:
    assert "\x01a\x01" in pattern.fill({"a": 1, "b": "\x01a\x01"})
    assert pattern.fill({"a": "\x02<", "b": 2}) == "<p title='\x02&lt;'>&lt;2</p>"


def test_a_value_that_is_missing_is_a_mistake(pattern: Pattern) -> None:
    with pytest.raises(KeyError):
        pattern.fill({"a": 1})
