"""``{% url %}`` and ``{% translate %}`` as Django has them, at a fraction of the price; and ``{% kept %}``.

A page has dozens of each. Nearly all translate a constant, which is the same as long as the process lives, or
lead to a view by the number of something, where two addresses differ in nothing but the number.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as djangos_url
from django.templatetags.i18n import TranslateNode, do_translate
from django.urls import get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

# Stand for the numbers in an address; no path of ours has them in it.
SOME_NUMBERS = (990_000_000_000_001, 990_000_000_000_002, 990_000_000_000_003)

# So many versions of one piece; then it begins anew.
MOST_KEPT = 200


class Address(Node):
    """Asks Django once for each view; whatever is not led to by whole numbers is left to Django."""

    child_nodelists = ()

    def __init__(self, djangos: URLNode) -> None:
        self.djangos = djangos

    def render(self, context: Context) -> str:
        node = self.djangos
        numbers = [arg.resolve(context) for arg in node.args]
        if node.kwargs or node.asvar or not all(type(number) is int and number >= 0 for number in numbers):
            return node.render(context)
        match = getattr(getattr(context, "request", None), "resolver_match", None)
        names = (node.view_name.resolve(context), getattr(match, "namespace", None), get_urlconf())
        return form_of(*names, len(numbers)).format(*numbers)


@lru_cache(maxsize=2000)
def form_of(view: str, namespace: str | None, urlconf: str | None, count: int) -> str:
    """The address with a place for each number. Raises ``NoReverseMatch``."""
    places = SOME_NUMBERS[:count]
    address = reverse(view, urlconf, args=places, current_app=namespace).replace("{", "{{").replace("}", "}}")
    for place, number in enumerate(places):
        address = address.replace(str(number), f"{{{place}}}")
    return address


class Said(Node):
    """A constant in the language of whoever reads it."""

    child_nodelists = ()

    def __init__(self, djangos: TranslateNode) -> None:
        self.djangos = djangos
        self.in_language: dict[Any, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        said = self.in_language.get(language)
        if said is None:
            said = self.in_language[language] = self.djangos.render(context)
        return said


class Kept(Node):
    """What is between the tags, drawn once for each language and each combination of values."""

    def __init__(self, nodelist: NodeList, values: Sequence[FilterExpression]) -> None:
        self.nodelist, self.values = nodelist, values
        self.drawn: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = (get_language(), *(value.resolve(context) for value in self.values))
        said = self.drawn.get(key)
        if said is None:
            if len(self.drawn) >= MOST_KEPT:
                self.drawn.clear()
            said = self.drawn[key] = self.nodelist.render(context)
        return said


@register.tag
def kept(parser: Parser, token: Token) -> Node:
    """``{% kept section user.can_work %}…{% endkept %}``: a piece that depends on these values alone.

    Each process keeps it for everybody, so nothing of one person or one form may stand in it.
    """
    values = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(nodelist, values)


@register.tag
def url(parser: Parser, token: Token) -> Node:
    return Address(djangos_url(parser, token))


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    djangos = do_translate(parser, token)
    expression, about = djangos.filter_expression, djangos.message_context
    is_constant = expression.var.literal is not None and not expression.filters
    if djangos.asvar or not is_constant or (about is not None and about.is_var):
        return djangos
    return Said(djangos)
