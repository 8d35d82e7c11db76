"""Telling people who work here."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from helpdesk.live.models import News


def tell(recipient: AbstractBaseUser, text: str, *, url: str, cause: str) -> bool:
    """Ring the bell of one person, once per ``cause``. Returns whether it was new to them."""
    _news, new = News.objects.get_or_create(
        recipient_id=recipient.pk, cause=cause, defaults={"text": text[:300], "url": url}
    )
    return new


def mark_read(user: AbstractBaseUser | AnonymousUser, *, ids: Iterable[int] | None = None) -> int:
    """The person has seen these (None: all of their) news. Returns how many were unread."""
    unread = News.objects.visible_to(user).unread()
    if ids is not None:
        unread = unread.filter(pk__in=ids)
    return unread.update(read_at=timezone.now())


def forget(urls: Iterable[str]) -> int:
    """Delete what everybody was told about these pages. Returns how many news."""
    return News.objects.filter(url__in=[url for url in urls if url]).delete()[0]
