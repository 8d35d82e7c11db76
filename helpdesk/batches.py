"""Large work in small transactions."""

from collections.abc import Callable


def batch_by_batch(do_one: Callable[[], int], *, size: int, most: int) -> int:
    """Do batch after batch until one is not full, at most so many. Returns how many rows they had."""
    done = 0
    for _ in range(most):
        rows = do_one()
        done += rows
        if rows < size:
            break
    return done
