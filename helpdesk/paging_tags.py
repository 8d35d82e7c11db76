"""``{% load paging %}``"""

from typing import Any

from django import template
from django.http import QueryDict

from helpdesk.paging import Page

register = template.Library()


@register.inclusion_tag("_partials/pager.html", takes_context=True)
def pages(context: template.Context, page: Page[Any]) -> dict[str, str]:
    """``{% pages page %}``: the way to the pages before and after this one, with the same questions asked."""
    asked = context["request"].GET
    return {
        "newer_url": address(asked, before=page.previous_mark),
        "older_url": address(asked, after=page.next_mark),
    }


def address(asked: QueryDict, **mark: str) -> str:
    """This page's address with another mark; empty when there is no page."""
    if not any(mark.values()):
        return ""
    query = asked.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    query.update(mark)
    return f"?{query.urlencode()}"
