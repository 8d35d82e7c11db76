"""A query that is written in lexemes already, for the ORM."""

from django.contrib.postgres.search import SearchQuery


class Lexemes(SearchQuery):
    """Compared as it is: no parser and no dictionary reads it once more."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, query: str) -> None:
        super().__init__(query, search_type="raw")
