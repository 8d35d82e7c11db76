"""``{% load lucide %}``: the icons of the package of that name, each drawn once and not for every page."""

from functools import cache

from django import template
from django.template.base import FilterExpression, Node, Parser, TextNode, Token, token_kwargs
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide as draw

register = template.Library()


@cache
def drawn(name: str, *, size: int | None = 24, **attributes: object) -> str:
    """The icon as SVG. Raises ``lucide.IconDoesNotExist``."""
    return draw(name, size=size, **attributes)


class Icon(Node):
    """An icon whose name or attributes are known only when the page is."""

    def __init__(self, name: FilterExpression, attributes: dict[str, FilterExpression]) -> None:
        self.name, self.attributes = name, attributes

    def render(self, context: template.Context) -> SafeString:
        attributes = {name: value.resolve(context) for name, value in self.attributes.items()}
        return mark_safe(drawn(self.name.resolve(context), **attributes))  # noqa: S308  # from the package


@register.tag
def lucide(parser: Parser, token: Token) -> Node:
    """``{% lucide "bell" size=18 %}``; an icon that is always the same is drawn with its template."""
    _tag, name, *rest = token.split_contents()
    icon = Icon(parser.compile_filter(name), token_kwargs(rest, parser))
    if rest:
        raise TemplateSyntaxError(f"An icon has a name, and attributes as name=value, not {rest[0]}.")
    given = (icon.name, *icon.attributes.values())
    if any(expression.is_var or expression.filters for expression in given):
        return icon
    return TextNode(icon.render(template.Context()))
