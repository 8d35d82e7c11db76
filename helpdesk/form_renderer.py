"""Draws the widgets of forms, letter for letter as Django's templates do, in a tenth of the time.

A form has two dozen widgets and a widget's template includes others: the page of a new ticket spent more time
on that than on everything else together.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]

FOLDER = "django/forms/widgets/"
# These are all <input>, and differ only in their type.
INPUTS = (
    *("checkbox", "color", "date", "datetime", "email", "file", "hidden", "input", "number", "password"),
    *("search", "tel", "text", "time", "url"),
)


class QuickRenderer(TemplatesSetting):
    """For ``FORM_RENDERER``: what is not drawn here is drawn by its template."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        draw = DRAWN.get(template_name)
        if draw is None:
            return mark_safe(super().render(template_name, context, request))  # noqa: S308  # by a template
        return mark_safe(draw(context["widget"]))  # noqa: S308  # every value is escaped below


def attributes(attrs: Mapping[str, Any]) -> str:
    """As they stand in a tag. What is True has no value, what is False is left out."""
    return "".join(
        f" {conditional_escape(name)}" if value is True else f' {conditional_escape(name)}="{escaped(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def escaped(value: object) -> str:
    return conditional_escape(value if isinstance(value, str) else str(value))


def an_input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{escaped(widget["value"])}"'
    start = f'<input type="{escaped(widget["type"])}" name="{escaped(widget["name"])}"'
    return f"{start}{value}{attributes(widget['attrs'])}>"


def an_input_option(widget: Widget) -> str:
    """One button of a group, with its label unless that is drawn elsewhere."""
    if not widget["wrap_label"]:
        return an_input(widget)
    name = widget["attrs"].get("id")
    target = f' for="{escaped(name)}"' if name else ""
    return f"<label{target}>{an_input(widget)}\n {conditional_escape(localize(widget['label']))}</label>"


def a_textarea(widget: Widget) -> str:
    value = widget["value"]
    said = conditional_escape(localize(value)) if value else ""
    return f'<textarea name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>\n{said}</textarea>'


def a_select(widget: Widget) -> str:
    parts = [f'<select name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        parts += [f'\n  <optgroup label="{escaped(group)}">'] if group else []
        parts += [f"\n  {an_option(option)}\n" for option in options]
        parts += ["\n  </optgroup>"] if group else []
    return "".join([*parts, "\n</select>"])


def an_option(option: Widget) -> str:
    label = conditional_escape(localize(option["label"]))
    return f'<option value="{escaped(option["value"])}"{attributes(option["attrs"])}>{label}</option>'


DRAWN: dict[str, Callable[[Widget], str]] = {
    **{f"{FOLDER}{name}.html": an_input for name in INPUTS},
    **{f"{FOLDER}{name}_option.html": an_input_option for name in ("checkbox", "radio")},
    f"{FOLDER}textarea.html": a_textarea,
    f"{FOLDER}select.html": a_select,
}
