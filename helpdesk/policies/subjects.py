"""What a policy can be about: the kinds of case, which the app that knows them names when it starts."""

from collections.abc import Mapping

from django_stubs_ext import StrOrPromise

SUBJECTS: dict[str, StrOrPromise] = {}


def register(labels: Mapping[str, StrOrPromise]) -> None:
    """Add kinds by key, in the order forms offer them. ``ValueError`` for a key that is there already."""
    for key, label in labels.items():
        if key in SUBJECTS:
            raise ValueError(f"{key} is a subject already.")
        SUBJECTS[key] = label


def choices() -> list[tuple[str, StrOrPromise]]:
    """Key and label of every kind, for a form."""
    return list(SUBJECTS.items())


def label_of(key: str) -> StrOrPromise:
    """What people call the kind; a key nobody registered is said as it is."""
    return SUBJECTS.get(key, key)
