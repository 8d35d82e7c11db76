"""Markdown as people write it, to HTML the page can trust.

Two locks, either of which would do: the Markdown parser passes no HTML through, and what it makes goes
through an allow-list of tags, attributes and addresses.
"""

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

# A heading of the article stands below the title of the page (h1) and that of the card (h2).
SHIFT = 2
LOWEST = 6

TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("strong", "em", "s", "a", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "div": {"role", "tabindex", "aria-label"}}
CLASSES = {"div": {"scroll-x"}, "table": {"table"}, "th": {"num"}, "td": {"num"}}
ADDRESSES = {"http", "https", "mailto", "tel"}

# Pictures would come from elsewhere, which no page of ours may load.
MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
MARKDOWN.disable("image")


def render(markdown: str) -> SafeString:
    """The text as HTML: headings two levels lower, tables that scroll, links that lead outside only.

    Links keep their address when it is ``http``, ``https``, ``mailto`` or ``tel``, and pass nothing on to
    where they lead. Everything else that is not plain text structure is dropped or shown as typed.
    """
    tokens = MARKDOWN.parse(markdown)
    fit_into_page(tokens)
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=ADDRESSES,
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(cleaned)  # noqa: S308  # what the allow-list lets through


def fit_into_page(tokens: list[Token]) -> None:
    """Shift headings, and put tables into a frame that scrolls; styles become classes."""
    for place, token in reversed(list(enumerate(tokens))):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + SHIFT, LOWEST)}"
        elif token.type in ("th_open", "td_open"):
            align(token)
        elif token.type == "table_open":
            token.attrSet("class", "table")
            tokens.insert(place, frame())
        elif token.type == "table_close":
            tokens.insert(place + 1, Token("frame_close", "div", -1))


def frame() -> Token:
    token = Token("frame_open", "div", 1)
    token.attrs = {"class": "scroll-x", "role": "region", "tabindex": "0", "aria-label": _("Table")}
    return token


def align(cell: Token) -> None:
    """A column of figures stands right; the page allows no style, and needs no other alignment."""
    style = cell.attrs.pop("style", "")
    if style == "text-align:right":
        cell.attrSet("class", "num")
