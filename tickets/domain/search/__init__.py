"""The search: tickets, customers and messages together, as far as a person sees them."""

from tickets.domain.search.matching import matching

__all__ = ["matching"]
