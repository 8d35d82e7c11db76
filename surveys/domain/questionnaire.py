"""Putting together what a site asks: a draft, kept as often as needed, then published for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User
from helpdesk.turns import wait_for_turn
from surveys.domain.edition import edition_of
from surveys.domain.faults import Fault, faults_of_shape, gaps
from surveys.domain.place import Place
from surveys.domain.questions import current_questions
from surveys.domain.written import Written, settled, to_rows, written
from surveys.models import Question, Questionnaire
from tickets.domain.errors import NotPossible


@dataclass(frozen=True)
class Line:
    """What is asked at a place: its own version in force, if there is one, and the draft of the next one."""

    place: Place
    current: Questionnaire | None
    draft: Questionnaire | None


def lines(places: Iterable[Place]) -> list[Line]:
    """Of each place one. Four queries, however many places."""
    places = list(places)
    at = Questionnaire.objects.filter(site__in={one.site.pk for one in places})
    drawn = at.select_related("created_by", "published_by").prefetch_related("questions")
    newest = drawn.published().order_by("site_id", "kind", "-number").distinct("site_id", "kind")
    current = {(one.site_id, one.kind): one for one in newest}
    drafts = {(one.site_id, one.kind): one for one in drawn.filter(published_at=None)}
    keys = ((one, (one.site.pk, one.kind)) for one in places)
    return [Line(place, current.get(key), drafts.get(key)) for place, key in keys]


def draft_at(place: Place) -> Questionnaire | None:
    return Questionnaire.objects.filter(site=place.site, kind=place.kind, published_at=None).first()


def mark_of(draft: Questionnaire | None) -> str:
    """Which draft somebody has before them, and how it stood; empty for none."""
    return edition_of([draft.pk, [asdict(one) for one in written(draft)]] if draft else None)


def hold(place: Place) -> Questionnaire | None:
    """The draft there is. Nobody else changes what is asked there until the transaction ends."""
    wait_for_turn(f"questionnaire:{place.site.pk}:{place.kind}")
    return draft_at(place)


@transaction.atomic
def begin_draft(place: Place, *, by: User) -> Questionnaire:
    """The draft somebody began already, or a new one: a copy of what is asked now, with its keys."""
    return hold(place) or begin(place, by=by)


def begin(place: Place, *, by: User) -> Questionnaire:
    """While the place is held, and has no draft."""
    former = Questionnaire.objects.filter(site=place.site, kind=place.kind).aggregate(last=Max("number"))
    draft = Questionnaire.objects.create(
        site=place.site, kind=place.kind, number=(former["last"] or 0) + 1, created_by=by
    )
    write_down(settled(written(current_questions(place.site.pk, place.kind))), of=draft)
    record.write(place.site, "questionnaire.begun", by=by, **told(draft))
    return draft


@transaction.atomic
def keep_draft(place: Place, questions: Sequence[Written], *, seen: str, by: User) -> Questionnaire:
    """These are the questions of the draft from now on; they may have gaps.

    ``seen`` is the ``mark_of`` the draft the writer had before them; empty: there was none, and one is begun.
    The same again changes nothing. Raises ``NotPossible`` when the draft is gone or somebody else has
    changed it, and for questions that nothing can be made of.
    """
    questions = settled(questions)
    refuse(faults_of_shape(questions))
    draft = held_as_seen(place, seen=seen) or begin(place, by=by)
    if written(draft) == questions:
        return draft
    draft.questions.all().delete()
    write_down(questions, of=draft)
    record.write(place.site, "questionnaire.changed", by=by, **told(draft))
    return draft


@transaction.atomic
def publish(
    place: Place, questions: Sequence[Written], *, seen: str, by: User, now: datetime
) -> Questionnaire:
    """Keep the draft with these questions, and ask them from now on. They are final then.

    Whoever was invited before answers what they were invited with. Raises ``NotPossible`` as ``keep_draft``,
    and for questions with gaps.
    """
    refuse(gaps(settled(questions), language=place.site.language))
    draft = keep_draft(place, questions, seen=seen, by=by)
    draft.published_at, draft.published_by = now, by
    draft.save(update_fields=["published_at", "published_by"])
    record.write(place.site, "questionnaire.published", by=by, **told(draft))
    return draft


@transaction.atomic
def discard(place: Place, *, seen: str, by: User) -> None:
    """Throw the draft away. Raises ``NotPossible`` when it is gone or not what the person has seen."""
    draft = held_as_seen(place, seen=seen)
    if draft is not None:
        record.write(place.site, "questionnaire.discarded", by=by, **told(draft))
        draft.delete()


def held_as_seen(place: Place, *, seen: str) -> Questionnaire | None:
    """The draft there is, held. Raises ``NotPossible`` when it is another one than was seen."""
    draft = hold(place)
    if mark_of(draft) == seen:
        return draft
    if draft is None:
        raise NotPossible(_("The draft is gone: somebody has published it or thrown it away."))
    raise NotPossible(_("Somebody else has changed this draft meanwhile."))


def refuse(faults: Iterable[Fault]) -> None:
    """Raises ``NotPossible`` with the first of them."""
    fault = next(iter(faults), None)
    if fault is None:
        return
    if fault.at is None:
        raise NotPossible(fault.sentence)
    words = {"place": fault.at + 1, "said": fault.sentence}
    raise NotPossible(_("Question %(place)s: %(said)s") % words)


def write_down(questions: Iterable[Written], *, of: Questionnaire) -> None:
    rows = to_rows(questions)
    for row in rows:
        row.questionnaire = of
    Question.objects.bulk_create(rows)


def told(draft: Questionnaire) -> dict[str, Any]:
    """What the record says of it: it has the words no more once a draft is thrown away."""
    return {"kind": draft.kind, "number": draft.number, "questionnaire": draft.pk}


def versions_at(site: Site, kind: str) -> Sequence[Questionnaire]:
    """What was ever published there, newest first."""
    published = Questionnaire.objects.published().filter(site=site, kind=kind)
    return list(published.select_related("published_by").order_by("-number"))
