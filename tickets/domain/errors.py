"""What the domain refuses. The views say it to the person and keep what was typed."""


class NotPossible(Exception):
    """The ticket is no longer in a state in which this can be done; ``str()`` is a translated sentence."""
