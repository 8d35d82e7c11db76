"""What the domain refuses. The views say it to the person and keep what was typed."""

# A ticket's customer may be what stands in the way: whoever catches one refusal means the other, too.
from customers.domain.errors import NotPossible

__all__ = ["NotPossible"]
