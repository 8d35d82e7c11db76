"""What the frame around every page shows: where I am and what is new for me."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from helpdesk.live.models import News
from helpdesk.staff.models import User


def frame(request: HttpRequest) -> dict[str, Any]:
    """``frame`` with ``site_label`` and ``unread_count``, which cost nothing until read.

    Empty when nobody is signed in.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"frame": SimpleLazyObject(lambda: describe(user))}


def describe(user: User) -> dict[str, Any]:
    label = user.sites[0].name if len(user.sites) == 1 else _("All my sites")
    return {"site_label": label if user.sites else "", "unread_count": News.objects.unread_count(user)}
