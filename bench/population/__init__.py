"""A house that looks like a real one, written by COPY: the same seed gives the same house."""
