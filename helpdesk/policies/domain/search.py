"""The list of policies: what narrows it, and which version of each it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from helpdesk.folding import fold
from helpdesk.policies import subjects
from helpdesk.policies.models import Policy, PolicyVersion
from helpdesk.policies.models.policy import PolicyQuerySet
from helpdesk.policies.models.version import PolicyVersionQuerySet
from helpdesk.staff.models import User

# A trigram index cannot help below this; a shorter word is looked up as the beginning of a word.
TRIGRAM = 3
# Every word is a question of its own to the database.
MOST_WORDS = 10

Narrow = Callable[[PolicyVersionQuerySet, date], PolicyVersionQuerySet]


@dataclass(frozen=True)
class State:
    """One choice of the list: only policies with such a version, shown by such a version."""

    key: str
    label: StrOrPromise
    narrow: Narrow
    for_writers: bool = False


def ended(versions: PolicyVersionQuerySet, on: date) -> PolicyVersionQuerySet:
    """Of policies that apply no more, in no language."""
    same = PolicyVersion.objects.filter(policy=OuterRef("policy"))
    alive = same.applying_on(on) | same.beginning_after(on)
    return versions.published().filter(~Exists(alive))


STATES: dict[str, State] = {
    state.key: state
    for state in (
        State("in_force", _("In force"), lambda versions, on: versions.applying_on(on)),
        State("coming", _("Not yet in force"), lambda versions, on: versions.beginning_after(on)),
        State("ended", _("Ended"), ended),
        State("draft", _("Drafts"), lambda versions, on: versions.drafts(), for_writers=True),
        State("all", _("All of them"), lambda versions, on: versions),
    )
}


@dataclass(frozen=True)
class Asked:
    """What the address of the list asks for; anything unreadable asks for nothing."""

    q: str
    kind: str
    site: int | None
    state: State

    @classmethod
    def read(cls, query: Mapping[str, str], *, user: User) -> Asked:
        site = query.get("site", "")
        state = STATES.get(query.get("state", ""), STATES["in_force"])
        return cls(
            q=query.get("q", "").strip()[:200],
            kind=query.get("kind", "") if query.get("kind") in subjects.SUBJECTS else "",
            site=int(site) if site.isdecimal() and int(site) in user.site_ids else None,
            state=STATES["in_force"] if state.for_writers and not user.can_supervise else state,
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.kind or self.site or self.state.key != "in_force")


def policies_for(asked: Asked, *, user: User, on: date) -> PolicyQuerySet:
    """The policies the person may see that have every word asked for in the name, a title or a text."""
    found = Policy.objects.visible_to(user)
    if asked.kind:
        found = found.applying_to(asked.kind)
    if asked.site:
        found = found.applying_at([asked.site])
    mine = versions_for(asked, user=user, on=on).filter(policy=OuterRef("pk"))
    found = found.filter(Exists(mine))
    for word in fold(asked.q).split()[:MOST_WORDS]:
        found = found.filter(in_text("folded_name", word) | Exists(mine.filter(in_text("folded_text", word))))
    return found


def in_text(field: str, word: str) -> Q:
    if len(word) >= TRIGRAM:
        return Q(**{f"{field}__contains": word})
    return Q(**{f"{field}__startswith": word}) | Q(**{f"{field}__contains": f" {word}"})


def versions_for(asked: Asked, *, user: User, on: date) -> PolicyVersionQuerySet:
    return asked.state.narrow(PolicyVersion.objects.visible_to(user), on)


def with_best_version(
    policies: PolicyQuerySet, *, asked: Asked, user: User, on: date, languages: Sequence[str]
) -> PolicyQuerySet:
    """With ``shown``: a list with the one version of each policy that the list shows."""
    versions = versions_for(asked, user=user, on=on).one_per_policy(on=on, languages=languages)
    return policies.prefetch_related(
        "sites", Prefetch("versions", queryset=versions.defer("body", "folded_text"), to_attr="shown")
    )
