"""News for open pages: what the bell rings for."""
