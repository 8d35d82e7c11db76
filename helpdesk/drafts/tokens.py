"""The token in the page of a form: this product gave this key to this person, for this form.

It lets a draft be kept when the session has expired meanwhile, and keeps strangers from filling the
database: nobody gets one without having been signed in.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.db.models import QuerySet

from helpdesk.drafts.forgetting import KEPT_FOR

SALT = "helpdesk.drafts"
# What most forms call the field that says what it is about.
LABEL_FIELDS = "subject body"


@dataclass(frozen=True)
class Handed:
    """What a token says. ``label`` are the fields, in order, whose words a list shows."""

    key: str
    owner: int
    about: str
    label: str

    @property
    def uuid(self) -> UUID:
        return UUID(self.key)


def token_for(key: UUID, user: AbstractBaseUser, about: str, *, label: str = LABEL_FIELDS) -> str:
    """The token for a page of ``user``; good for as long as a draft is kept. ``label``: see ``Handed``."""
    return signing.dumps(asdict(Handed(str(key), user.pk, about, label)), salt=SALT)


def read_token(token: str) -> Handed | None:
    """What the token says; None when it is not ours or too old."""
    try:
        return Handed(**signing.loads(token, salt=SALT, max_age=KEPT_FOR))
    except signing.BadSignature:
        return None


def owner_of(handed: Handed) -> AbstractBaseUser | None:
    """Whom the page was for, unless they do not work here any more."""
    people: QuerySet[Any] = get_user_model()._default_manager.filter(is_active=True)
    owner: AbstractBaseUser | None = people.filter(pk=handed.owner).first()
    return owner
