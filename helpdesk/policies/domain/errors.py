"""What the domain refuses. The views say it to the person and keep what was typed."""


class NotPossible(Exception):
    """This cannot be done as things stand now; ``str()`` is a translated sentence."""
