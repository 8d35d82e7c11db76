"""What can go wrong in a way the person at the terminal can mend."""


class Trouble(Exception):
    """Its text is one plain sentence for the terminal: what is wrong, and how to mend it."""


class Stopped(Exception):
    """Somebody pressed Ctrl-C or sent SIGTERM."""
