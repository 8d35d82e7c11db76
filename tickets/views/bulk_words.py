"""A bulk action in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tickets.domain.bulk.start import can_be_undone
from tickets.enums import BulkVerb, ItemState, Outcome, Priority
from tickets.models import BulkAction


def describe(action: BulkAction) -> str:
    """What it does, in a few words of the current language."""
    data = action.data
    if action.verb == BulkVerb.ASSIGN:
        return (
            _("Give to %(who)s") % {"who": data["name"]}
            if data["name"]
            else _("Give to nobody in particular")
        )
    if action.verb == BulkVerb.MOVE:
        return _("Move to the team %(team)s") % {"team": data["name"]}
    if action.verb == BulkVerb.PRIORITY:
        return _("Priority: %(priority)s") % {"priority": Priority(data["priority"]).label}
    if action.verb == BulkVerb.TAG:
        signed = [f"+{tag}" for tag in data["add"]] + [f"\N{MINUS SIGN}{tag}" for tag in data["remove"]]
        return _("Tags: %(tags)s") % {"tags": ", ".join(signed)}
    if action.verb == BulkVerb.REPLY:
        return _("Reply: %(name)s") % {"name": data["name"]}
    return _("Resolve: %(outcome)s") % {"outcome": Outcome(data["outcome"]).label}


def done_so_far(action: BulkAction, counted: Mapping[str, int]) -> int:
    """How many tickets it has come to on its way, forth or back."""
    if action.is_undoing:
        return counted[ItemState.UNDONE] + counted[ItemState.KEPT]
    return action.total - counted[ItemState.WAITING]


def to_do(action: BulkAction, counted: Mapping[str, int]) -> int:
    """How many tickets there are on its way."""
    if action.is_undoing:
        return done_so_far(action, counted) + counted[ItemState.DONE]
    return action.total


def told_of(action: BulkAction, counted: Mapping[str, int], *, now: datetime) -> SafeString:
    """The sentence above the queue, with the way back and the way to the reasons.

    The button belongs to the form ``bulk-undo`` of the queue's page.
    """
    count = counted[ItemState.DONE]
    parts = [ngettext("%(count)s ticket changed", "%(count)s tickets changed", count) % {"count": count}]
    if same := counted[ItemState.UNCHANGED]:
        parts.append(
            ngettext("%(count)s was so already", "%(count)s were so already", same) % {"count": same}
        )
    if left := counted[ItemState.REFUSED]:
        parts.append(
            ngettext("%(count)s left as it was", "%(count)s left as they were", left) % {"count": left}
        )
    links = [format_html('<a href="{}">{}</a>', action.get_absolute_url(), _("What became of each"))]
    if count and can_be_undone(action, now=now):
        links.insert(0, undo_button(action))
    sentence = format_html("{}: {}.", describe(action), ", ".join(parts))
    return format_html("{} {}", sentence, format_html_join(" ", "{}", ((link,) for link in links)))


def undo_button(action: BulkAction) -> SafeString:
    url = reverse("tickets:bulk_undoing", args=[action.pk])
    return format_html(
        '<button class="btn small" form="bulk-undo" formaction="{}" data-key="z">{} <kbd>z</kbd></button>',
        url,
        _("Undo"),
    )
