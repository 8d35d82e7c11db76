"""What the frame around every page shows: where I am and what is new for me."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from helpdesk.live.models import News
from helpdesk.staff.models import Site, User


def frame(request: HttpRequest) -> dict[str, Any]:
    """``frame`` with ``site_label`` and ``unread_count``; empty when nobody is signed in. Costs nothing until read."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) and not getattr(user, "is_authenticated", False):
        return {}
    return {"frame": SimpleLazyObject(lambda: describe(user))}


def describe(user: User) -> dict[str, Any]:
    names = list(Site.objects.visible_to(user).values_list("name", flat=True)[:2])
    label = names[0] if len(names) == 1 else _("All my sites")
    return {"site_label": label if names else "", "unread_count": News.objects.unread_count(user)}
