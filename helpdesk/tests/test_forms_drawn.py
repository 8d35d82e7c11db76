"""Forms are drawn in Python: the same HTML as from the templates of Django and of crispy."""

import re
from typing import Any

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from helpdesk.form_renderer import DRAWN, QuickRenderer
from helpdesk.form_tags import drawn

WORDS = "<b>\"Žluťoučký\" & 'kůň'</b>"
GROUPS = [("", "---"), (1, "One"), (WORDS, WORDS), ("Group & co", [(2, 1234.5), ("3", _("Open"))])]


class EveryWidget(forms.Form):
    text = forms.CharField(label=WORDS, help_text="Help with a <a href='/'>link</a>", max_length=5)
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "class": "own", "data-x": WORDS}))
    number = forms.DecimalField(localize=True, required=False)
    whole = forms.IntegerField(min_value=0, initial=12345)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), required=False)
    at = forms.DateTimeField(required=False)
    time = forms.TimeField(required=False)
    mail = forms.EmailField(required=False)
    url = forms.URLField(required=False, assume_scheme="https")
    password = forms.CharField(widget=forms.PasswordInput)
    ticked = forms.BooleanField(label=_("Open"), required=False, help_text="Tick")
    must = forms.BooleanField()
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)
    one = forms.ChoiceField(choices=GROUPS)
    many = forms.MultipleChoiceField(choices=GROUPS, required=False)
    maybe = forms.NullBooleanField(required=False)
    radio = forms.ChoiceField(choices=GROUPS[:2], widget=forms.RadioSelect)
    boxes = forms.MultipleChoiceField(choices=GROUPS[:2], widget=forms.CheckboxSelectMultiple)
    file = forms.FileField(required=False)
    two = forms.SplitDateTimeField(required=False)
    nameless = forms.CharField(label="", required=False, disabled=True)
    safe = forms.CharField(
        widget=forms.TextInput(attrs={"placeholder": mark_safe("&amp;"), "autofocus": True})
    )
    never = forms.CharField(widget=forms.TextInput(attrs={"readonly": False}), initial=mark_safe("&lt;"))


GIVEN: list[dict[str, Any]] = [
    {},
    {"prefix": "details"},
    {"auto_id": "answer-7-%s"},
    {
        "initial": {
            "text": WORDS,
            "number": 1234.5,
            "one": WORDS,
            "many": [1, "3"],
            "ticked": True,
            "maybe": True,
        }
    },
    {"data": {}},
    {
        "data": {
            "text": WORDS + "too long",
            "words": WORDS,
            "day": "nonsense",
            "one": "7",
            "must": "on",
            "many": ["2"],
        }
    },
    {"data": {"text": WORDS, "words": f"\n{WORDS}\n", "number": "1 234,5", "two_0": "x"}, "prefix": ""},
]


@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize("language", ["en", "cs"])
def test_a_widget_is_the_one_of_its_template(given: dict[str, Any], language: str) -> None:
    with override(language):
        quick = EveryWidget(**given, renderer=QuickRenderer())
        slow = EveryWidget(**given, renderer=TemplatesSetting())
        for name in quick.fields:
            assert str(quick[name]) == str(slow[name])


@pytest.mark.parametrize("name", ["radio", "boxes"])
@pytest.mark.parametrize("with_label", [True, False])
def test_a_button_of_a_group_is_the_one_of_its_template(name: str, with_label: bool) -> None:
    quick, slow = EveryWidget(renderer=QuickRenderer()), EveryWidget(renderer=TemplatesSetting())
    for ours, theirs in zip(quick[name], slow[name], strict=True):
        assert ours.tag(wrap_label=with_label) == theirs.tag(wrap_label=with_label)


@pytest.mark.parametrize("given", GIVEN)
def test_a_field_is_the_one_crispy_draws(given: dict[str, Any]) -> None:
    ours, theirs = EveryWidget(**given), EveryWidget(**given)
    for name in ours.fields:
        assert plain(drawn(ours[name])) == plain(as_crispy_field(theirs[name]))


def plain(html: str) -> str:
    """Without the spaces that mean nothing between and inside tags."""
    inside = re.sub(r"\s+", " ", html)
    return re.sub(r"\s*([<>])\s*", r"\1", inside)


def test_what_is_drawn_here_is_drawn_by_a_template_there() -> None:
    for name in DRAWN:
        TemplatesSetting().get_template(name)
