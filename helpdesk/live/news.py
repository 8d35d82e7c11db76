"""What the bell rings for. It is told by ``helpdesk.notifications``."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from helpdesk.live.models import News


def mark_read(user: AbstractBaseUser | AnonymousUser, *, ids: Iterable[int] | None = None) -> int:
    """The person has seen these (None: all of their) news. Returns how many were unread."""
    unread = News.objects.visible_to(user).unread()
    if ids is not None:
        unread = unread.filter(pk__in=ids)
    return unread.update(read_at=timezone.now())
