"""The kinds of news there are. The apps that tell them name them when they start."""

from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from helpdesk.notifications.enums import Email


@dataclass(frozen=True)
class NewsKind:
    """What somebody can be told of, and by which ways unless they choose otherwise."""

    key: str
    label: StrOrPromise
    bell: bool = True
    email: Email = Email.NONE
    push: bool = False
    # Meant for this one person: told also of what they have muted.
    through_mute: bool = False
    # Only supervisors and administrators are ever told of it.
    supervisors_only: bool = False
    # Where it stands on the settings page, the smallest first.
    position: int = 100


KINDS: dict[str, NewsKind] = {}


def register(*kinds: NewsKind) -> None:
    """Add kinds. ``ValueError`` for a key that is there already."""
    for kind in kinds:
        if kind.key in KINDS:
            raise ValueError(f"{kind.key} is a kind of news already.")
        KINDS[kind.key] = kind


def in_order() -> list[NewsKind]:
    """All of them, as the settings show them."""
    return sorted(KINDS.values(), key=lambda kind: kind.position)
