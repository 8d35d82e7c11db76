"""``{% live ticket %}``: the page is renewed whenever something about the ticket has changed.

How to make a page live:

- In its template, ``{% load live %}`` and ``{% block live %}{% live ticket %}{% endblock %}``. Name what the
  page is about: tickets, sites, customers or lists of them (``{% live user.sites %}``), all fetched through
  ``visible_to``. A site stands for its queues: whatever changes about one of its tickets is news of it. The
  bell's news come with every page, nothing need be said for them.
- Give each part that may change an ``id`` and ``data-live``. What else stands in the HTML is described at the
  top of ``static/js/renew.js``.
- A panel that is loaded later and has to follow, too, has ``data-live-panel``: ``static/js/panels.js``.
- Where a page about a ticket has an element ``id="presence"``, the colleagues who look at it appear there. A
  form in which one writes to the customer or to colleagues has ``data-live-writing``.
- A page that answers a POST (status 422) is not at an address that can be asked again. With
  ``{% live ticket at=ticket.get_absolute_url %}`` it renews the parts it shares with the page there.
- A view that must know whether a person or a script asks: the header ``X-Live``.
"""

import time
from typing import Any

from django import template
from django.conf import settings
from django.template import Context

from helpdesk.live.address import socket_of, source_of
from helpdesk.live.middleware import ASKED_AT, SOURCE
from helpdesk.live.passes import Pass, signed
from helpdesk.live.topics import topic_of, topics_of

register = template.Library()


@register.inclusion_tag("live/_live.html", takes_context=True)
def live(context: Context, *things: Any, at: str = "") -> dict[str, Any]:
    """The pass of whoever is signed in, and the words for what changes. Nothing for nobody."""
    request, user = context.get("request"), context.get("user")
    if request is None or user is None or not user.is_authenticated or not settings.LIVE_URL:
        return {}
    socket = socket_of(request)
    request.META[SOURCE] = source_of(socket)
    topics = dict.fromkeys((topic_of(user), *topics_of(things)))
    granted = Pass(user.pk, str(user), user.initials, tuple(topics), request.META.get(ASKED_AT, time.time()))
    return {
        "granted": signed(granted, key=settings.SECRET_KEY),
        "socket": socket,
        "person": user.pk,
        "page": at or (request.get_full_path() if request.method == "GET" else ""),
    }
