"""``{% load forms %}``: fields as crispy draws them for Bootstrap, the simple ones without its templates."""

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# There is more to their markup: choices in a column, what was uploaded before, several boxes for one value.
UNUSUAL = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.FileInput, forms.MultiWidget)
STAR = mark_safe('<span class="asteriskField">*</span>')


@register.filter
def drawn(field: BoundField) -> SafeString:
    """The field with its label, its errors and its help."""
    widget = field.field.widget
    if isinstance(widget, UNUSUAL) or field.use_fieldset:
        return SafeString(as_crispy_field(field))
    if field.is_hidden:
        return field.as_widget()
    if isinstance(widget, forms.CheckboxInput):
        return a_checkbox(field)
    style = "form-select" if isinstance(widget, forms.Select) else "form-control"
    return format_html(
        '<div id="div_{}" class="mb-3{}">{}{}{}</div>',
        *(field.auto_id, also(field.css_classes()), a_label(field, "form-label"), styled(field, style)),
        remarks(field),
    )


def a_checkbox(field: BoundField) -> SafeString:
    return format_html(
        '<div class="mb-3"><div id="div_{}" class="form-check{}">{}{}{}</div></div>',
        *(field.auto_id, also(field.css_classes()), styled(field, "form-check-input")),
        *(a_label(field, "form-check-label"), remarks(field)),
    )


def also(more: str) -> str:
    return f" {more}" if more else ""


def a_label(field: BoundField, style: str) -> SafeString | str:
    if not field.label:
        return ""
    target = format_html('for="{}"', field.id_for_label) if field.id_for_label else ""
    required = field.field.required
    return format_html(
        '<label {} class="{}">{}{}</label>',
        *(target, style + " requiredField" * required, field.label, STAR if required else ""),
    )


def styled(field: BoundField, style: str) -> SafeString:
    """The widget with its class, and the mark of a field that is wrong."""
    attrs = field.field.widget.attrs
    classes = attrs.get("class", "").split()
    kind = type(field.field.widget).__name__.lower()
    wanted = [kind, style, *(["is-invalid"] if field.errors else [])]
    attrs["class"] = " ".join([*classes, *(name for name in wanted if name not in classes)])
    return field.as_widget()


def remarks(field: BoundField) -> SafeString:
    """What is wrong with it, and below that what helps to fill it in."""
    errors: SafeString | str = ""
    if field.errors:
        lines = format_html_join(
            "",
            '<p id="error_{}_{}"><strong>{}</strong></p>',
            ((place, field.auto_id, error) for place, error in enumerate(field.errors, start=1)),
        )
        errors = format_html('<div id="{}_error" class="invalid-feedback">{}</div>', field.auto_id, lines)
    if not field.help_text:
        return conditional_escape(errors)
    name = format_html('id="{}_helptext" ', field.auto_id) if field.auto_id else ""
    # Help is the product's own text and may hold a link.
    return format_html('{}<div {}class="form-text">{}</div>', errors, name, mark_safe(field.help_text))  # noqa: S308
