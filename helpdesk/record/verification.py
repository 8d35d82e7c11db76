"""Proving that nobody touched the record since it was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef

from helpdesk.record.models import ChainEnd, Entry
from helpdesk.record.sealing import digest, seal
from helpdesk.record.writing import FORGOTTEN

CHUNK = 2000


class Flaw(StrEnum):
    """What is wrong, to be read after the place it is found at."""

    ALTERED = "is not what was written, or the entry before it is gone"
    WORDS_GONE = "lost its words, and nobody erased them"
    WORDS_ALTERED = "has other words than it was written with"
    CUT_OFF = "was the last entry and is gone, or not what was written"
    ADDED = "stands after the last entry that was written"


@dataclass(frozen=True)
class Break:
    """One place where the record is not as it was written."""

    subject_type: str
    subject_id: int
    sequence: int
    flaw: Flaw

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} #{self.sequence} {self.flaw}"

    @classmethod
    def at(cls, place: Entry | ChainEnd, flaw: Flaw) -> "Break":
        return cls(place.subject_type, place.subject_id, place.sequence, flaw)


def breaks() -> Iterator[Break]:
    """Every place that is wrong; none when the record is whole. Memory does not grow with the record."""
    yield from broken_links()
    yield from cut_off()
    yield from added()


def broken_links() -> Iterator[Break]:
    """Entries whose digest, place or words are wrong, from the last to the first.

    Backwards, because what a later entry says was forgotten decides whether an earlier one may lack words.
    """
    entries = Entry.objects.with_words().order_by("-subject_type", "-subject_id", "-sequence")
    later: Entry | None = None
    forgotten_through = 0
    for entry in entries.iterator(chunk_size=CHUNK):
        follows = later is not None and same_subject(entry, later)
        if later is not None and not is_linked(later, previous=entry if follows else None):
            yield Break.at(later, Flaw.ALTERED)
        if not follows:
            forgotten_through = 0
        if flaw := flaw_in_words(entry, forgotten_through=forgotten_through):
            yield Break.at(entry, flaw)
        forgotten_through = max(forgotten_through, forgets_through(entry))
        later = entry
    if later is not None and not is_linked(later, previous=None):
        yield Break.at(later, Flaw.ALTERED)


def same_subject(one: Entry, other: Entry) -> bool:
    return (one.subject_type, one.subject_id) == (other.subject_type, other.subject_id)


def is_linked(entry: Entry, *, previous: Entry | None) -> bool:
    """Whether it is as written and follows ``previous``, or nothing."""
    place = previous.sequence + 1 if previous else 1
    return entry.sequence == place and entry.digest == digest(
        entry, previous=previous.digest if previous else ""
    )


def forgets_through(entry: Entry) -> int:
    """Up to which place the entry says words were erased: never its own, and 0 if it says no such thing."""
    match entry.details:
        case {"through": int(through)} if entry.verb == FORGOTTEN:
            return min(through, entry.sequence - 1)
    return 0


def flaw_in_words(entry: Entry, *, forgotten_through: int) -> Flaw | None:
    if not hasattr(entry, "words"):
        missing = entry.sealed and entry.sequence > forgotten_through
        return Flaw.WORDS_GONE if missing else None
    is_sealed = entry.sealed == seal(entry.words.said, salt=entry.words.salt)
    return None if is_sealed else Flaw.WORDS_ALTERED


def cut_off() -> Iterator[Break]:
    """Ends of chains at which that entry does not stand."""
    last = Entry.objects.filter(
        subject_type=OuterRef("subject_type"),
        subject_id=OuterRef("subject_id"),
        sequence=OuterRef("sequence"),
        digest=OuterRef("digest"),
    )
    # A chain that was only held, and never written to, ends at 0.
    ends = ChainEnd.objects.filter(~Exists(last), sequence__gt=0)
    for end in ends.iterator(chunk_size=CHUNK):
        yield Break.at(end, Flaw.CUT_OFF)


def added() -> Iterator[Break]:
    """Entries beyond the end of their chain, or in a chain that has none."""
    ends = ChainEnd.objects.filter(
        subject_type=OuterRef("subject_type"),
        subject_id=OuterRef("subject_id"),
        sequence__gte=OuterRef("sequence"),
    )
    for entry in Entry.objects.filter(~Exists(ends)).iterator(chunk_size=CHUNK):
        yield Break.at(entry, Flaw.ADDED)
