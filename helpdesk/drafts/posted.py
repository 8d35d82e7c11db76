"""Keeping what a request brings, with a session or without one."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from helpdesk.drafts.contents import contents_of, label_of
from helpdesk.drafts.keeping import NotKept, keep
from helpdesk.drafts.models import Draft
from helpdesk.drafts.tokens import owner_of, read_token


class NotHandedOut(NotKept):
    """The request has no token of ours, one that is too old, or one for another form."""


def keep_posted(
    request: HttpRequest, *, now: datetime, key: UUID | None = None, seq: int | None = None
) -> Draft:
    """Keep the fields of the request as the draft its token names, for the person the page was for.

    Who is signed in does not matter: what was typed into Alena's page is Alena's, also when her session
    has expired or Karel has signed in beside it. ``key`` is what the address names, if it does. Raises
    ``NotHandedOut`` and what ``keep`` raises.
    """
    handed = read_token(request.POST.get("draft_token", ""))
    if handed is None or key not in (None, handed.uuid):
        raise NotHandedOut
    owner = request.user if request.user.pk == handed.owner else owner_of(handed)
    if not isinstance(owner, AbstractBaseUser):
        raise NotHandedOut
    contents = contents_of(request.POST.lists())
    if "form_key" in contents:
        contents["form_key"] = [handed.key]
    return keep(
        handed.uuid,
        owner=owner,
        about=handed.about,
        data=contents,
        label=label_of(contents, fields=handed.label.split()),
        seq=seq,
        now=now,
    )
