"""What every list of the API shares."""

from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    """Keyset pages, newest first: ``next`` and ``previous`` are addresses, and no total is counted."""

    ordering = "-id"
    page_size = 50
