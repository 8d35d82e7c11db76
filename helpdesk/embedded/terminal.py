"""What the person at the terminal gets to read."""

import os
import sys


def say(text: str) -> None:
    """Print a line at once. A terminal that was closed must not stop the desk, nor keep it from stopping."""
    try:
        print(text, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(text: str) -> None:
    """Print a line on the error channel."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
