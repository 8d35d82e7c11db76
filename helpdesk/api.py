"""What the whole API shares."""

from drf_spectacular.utils import OpenApiResponse
from rest_framework.exceptions import NotAuthenticated
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

from helpdesk.staff.models import User

# What the schema promises besides a page that was found.
NOT_SIGNED_IN = OpenApiResponse({"type": "object"}, "Nobody is signed in.")
MISTAKEN = OpenApiResponse({"type": "object"}, "What was asked for is not a choice; says which are.")
NOT_VISIBLE = OpenApiResponse({"type": "object"}, "There is no such thing, or it is not yours to see.")


def person_of(request: Request) -> User:
    """Who asks. Raises ``NotAuthenticated`` for a stranger."""
    if isinstance(request.user, User):
        return request.user
    raise NotAuthenticated


class NewestFirst(CursorPagination):
    """Keyset pages, newest first: ``next`` and ``previous`` are addresses, and no total is counted."""

    ordering = "-id"
    page_size = 50
