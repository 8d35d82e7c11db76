"""What the whole API shares."""

from rest_framework.exceptions import NotAuthenticated
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

from helpdesk.staff.models import User


def person_of(request: Request) -> User:
    """Who asks. Raises ``NotAuthenticated`` for a stranger."""
    if isinstance(request.user, User):
        return request.user
    raise NotAuthenticated


class NewestFirst(CursorPagination):
    """Keyset pages, newest first: ``next`` and ``previous`` are addresses, and no total is counted."""

    ordering = "-id"
    page_size = 50
