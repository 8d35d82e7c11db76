"""The words that stand out in what the customers wrote who were not satisfied."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from helpdesk.folding import fold
from helpdesk.staff.models import User
from surveys.domain.figures import Scope
from surveys.domain.results import SATISFIED
from surveys.domain.statistics import Share, differ, z_between
from surveys.domain.stop_words import STOP_WORDS
from surveys.models import Response
from tickets.domain.grouping import NONE
from tickets.kinds.complaint import Complaint

# The newest comments of a time: then the page is as quick for a large house.
MOST_READ = 2000
# What fewer have said could tell who they are.
FEWEST = 3
SHOWN = 40
# Letters only, at least three of them.
WORD = re.compile(r"[^\W\d_]{3,}")
# A name of so many letters is known by all but the last of them, in whatever case: Nováková, Novákové.
DECLINED, LONGER = 5, 2
TICKET = "invitation__resolution__ticket"


@dataclass(frozen=True)
class Comment:
    """One comment, with the cause of its complaint and the people it may name."""

    pk: int
    text: str
    score: int
    language: str
    cause: str
    customer: str
    associate: str

    @cached_property
    def spellings(self) -> dict[str, str]:
        """How its words are written, by what they are without accents; without those that say nothing."""
        found = {folded(word): word for word in WORD.findall(self.text.casefold())}
        none = STOP_WORDS[language_of(found, usual=self.language)]
        return {word: written for word, written in found.items() if word not in none and len(word) > 2}

    @property
    def is_satisfied(self) -> bool:
        return self.score >= SATISFIED


@dataclass(frozen=True)
class Word:
    """One word: in how many of the comments asked about it stands, of all that were read, and of the rest."""

    folded: str
    spelling: str
    here: Share
    everywhere: Share

    @property
    def elsewhere(self) -> Share:
        return Share(self.everywhere.part - self.here.part, self.everywhere.whole - self.here.whole)

    @property
    def stands_out(self) -> float:
        """By how many standard errors; 0 where there are no others to compare with."""
        return z_between(self.here, self.elsewhere)

    @property
    def is_more_than_chance(self) -> bool:
        return differ(self.here, self.elsewhere)


@dataclass(frozen=True)
class Words:
    """``read`` comments were looked at, ``here`` of them asked about; ``by_cause`` those not satisfied."""

    read: int
    here: int
    by_cause: Counter[str]
    words: list[Word]

    @property
    def is_all(self) -> bool:
        return self.read < MOST_READ


def words_of(scope: Scope, *, cause: str, user: User) -> Words:
    """What stands out in comments of not satisfied customers, of complaints of this cause or of all tickets.

    Counted is in how many comments a word stands, not how often. Names of the customers and of those who
    resolved their tickets are left out, and so is what fewer than ``FEWEST`` have said. One statement.
    """
    comments = newest_comments(scope, user=user)
    unhappy = [one for one in comments if not one.is_satisfied]
    here = [one for one in unhappy if cause in ("", one.cause)]
    by_cause = Counter(one.cause for one in unhappy)
    return Words(len(comments), len(here), by_cause, standing_out(here, comments)[:SHOWN])


def answers_with(word: str, *, scope: Scope, user: User) -> list[int]:
    """The answers among the newest comments whose words have it."""
    return [one.pk for one in newest_comments(scope, user=user) if word in one.spellings]


def newest_comments(scope: Scope, *, user: User) -> list[Comment]:
    causes = Complaint.objects.filter(ticket=OuterRef(TICKET)).values("cause")
    found = Response.objects.visible_to(user).exclude(comment="")
    found = found.filter(
        invitation__created_at__gte=scope.since,
        invitation__created_at__lt=scope.until,
        answered_at__gte=scope.since,
    )
    found = found.filter(site=scope.site) if scope.site else found
    told = found.order_by("-answered_at", "-id").values_list(
        *("pk", "comment", "score", "invitation__language"),
        Coalesce(Subquery(causes), Value(NONE)),
        *(f"{TICKET}__customer__name", "invitation__resolution__by__name"),
    )
    return [
        Comment(pk, text, score, language, cause, customer or "", by)
        for pk, text, score, language, cause, customer, by in told[:MOST_READ]
    ]


def standing_out(here: list[Comment], comments: list[Comment]) -> list[Word]:
    """What stands out most comes first; what is no more frequent here than elsewhere is left out."""
    counts, everywhere = counted(here), counted(comments)
    is_name = names_in(comments)
    found = [
        Word(
            word,
            spelling_of(word, here),
            Share(count, len(here)),
            Share(everywhere[word], len(comments)),
        )
        for word, count in counts.items()
        if count >= FEWEST and not is_name(word)
    ]
    nothing_else = len(here) == len(comments)
    told = [word for word in found if nothing_else or word.stands_out > 0]
    return sorted(told, key=lambda one: (-one.stands_out, -one.here.part, one.folded))


def counted(comments: Iterable[Comment]) -> Counter[str]:
    return Counter(word for one in comments for word in one.spellings)


def spelling_of(word: str, comments: Iterable[Comment]) -> str:
    """As most write it: with accents, if they do."""
    written = Counter(one.spellings[word] for one in comments if word in one.spellings)
    return max(written, key=lambda spelling: (written[spelling], spelling))


def names_in(comments: Iterable[Comment]) -> Callable[[str], bool]:
    """Whether a word is a name of these people, in whatever case."""
    people = {f"{one.customer} {one.associate}".casefold() for one in comments}
    names = {folded(name) for person in people for name in WORD.findall(person)}
    stems = {name[:-1]: len(name) for name in names if len(name) >= DECLINED}

    def is_name(word: str) -> bool:
        return word in names or any(
            len(word) <= stems[word[:length]] + LONGER
            for length in range(DECLINED - 1, len(word) + 1)
            if word[:length] in stems
        )

    return is_name


def language_of(words: Collection[str], *, usual: str) -> str:
    """The language whose stop words are most of them, the usual one when nothing tells."""
    most = max(sum(word in known for word in words) for known in STOP_WORDS.values())
    candidates = [key for key, known in STOP_WORDS.items() if sum(word in known for word in words) == most]
    return usual if usual in candidates else candidates[0]


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    return fold(word)
