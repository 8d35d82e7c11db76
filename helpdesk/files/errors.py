"""What is refused, in words for whoever handed it over."""


class FileRefused(Exception):
    """This file is not taken; ``str()`` is a translated sentence that names it.

    ``again``: nothing is wrong with the file itself, and a little later it may be taken.
    """

    def __init__(self, sentence: str, *, again: bool = False) -> None:
        super().__init__(sentence)
        self.again = again


class NoLongerHere(Exception):
    """A file was removed, or attached elsewhere, meanwhile; ``str()`` is a translated sentence."""
