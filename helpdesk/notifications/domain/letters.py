"""What a letter with news says, in the language of whoever gets it."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.live.models import News
from helpdesk.notifications.kinds import KINDS
from helpdesk.notifications.models import Dispatch
from helpdesk.notifications.subjects import ABOUT

# The rest is on the page of news.
IN_ONE_LETTER = 100


def subject_of(dispatches: Sequence[Dispatch]) -> str:
    if len(dispatches) == 1:
        return dispatches[0].subject or dispatches[0].news.text
    count = len(dispatches)
    return ngettext("%(count)s piece of news", "%(count)s pieces of news", count) % {"count": count}


def text_of(dispatches: Sequence[Dispatch]) -> str:
    """One piece of news at length, or a line and a link for each of several; how to hear less below."""
    if len(dispatches) == 1:
        parts = [dispatches[0].body or dispatches[0].news.text, link_of(dispatches[0].news)]
    else:
        told = dispatches[:IN_ONE_LETTER]
        parts = [f"· {one.news.text}\n  {link_of(one.news)}".rstrip() for one in told]
        if left := len(dispatches) - len(told):
            more = ngettext("And %(count)s more:", "And %(count)s more:", left) % {"count": left}
            parts.append(f"{more} {address(reverse('live:news'))}")
    return "\n\n".join([*filter(None, parts), below(dispatches)]) + "\n"


def below(dispatches: Sequence[Dispatch]) -> str:
    """How to mute what it is about, and how to choose what comes."""
    lines = ["-- "]
    about = ABOUT.fullmatch(dispatches[0].news.about)
    kind = KINDS.get(dispatches[0].news.kind)
    if len(dispatches) == 1 and about and not (kind and kind.through_mute):
        muting = address(reverse("notifications:muting", args=[about[1], int(about[2])]))
        lines.append(_("Hear no more about this: %(link)s") % {"link": muting})
    settings_page = address(reverse("notifications:settings"))
    lines.append(_("Choose what reaches you, and how: %(link)s") % {"link": settings_page})
    return "\n".join(lines)


def link_of(news: News) -> str:
    return address(news.url) if news.url else ""


def address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
