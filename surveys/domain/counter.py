"""Posters that ask whoever passes, and what is answered there: about no ticket, and always anonymously."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from secrets import token_urlsafe

from django.core import signing
from django.db import models, transaction
from django.db.models import Count, Q
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import Site, Team, User
from surveys.domain.questions import Asked, asked_in, current_questions
from surveys.domain.results import SATISFIED
from surveys.domain.signs import READING, Given
from surveys.domain.statistics import Share
from surveys.enums import QuestionType, Sign
from surveys.models import Counter, CounterAnswer
from tickets.domain.errors import NotPossible

# A page that has been open for longer was not read just now.
OPEN_FOR = timedelta(hours=12)
PRESS_BYTES = 16
WEEKS_SHOWN = 12
CODE = re.compile("[A-Za-z0-9_-]{1,20}")
_STAMPS = signing.Signer(salt="counter-press")


@dataclass(frozen=True)
class Press:
    """One form as it was shown: whatever is sent with it is one answer."""

    key: str
    at: datetime


@transaction.atomic
def make(site: Site, *, name: str, team: Team | None, by: User, now: datetime) -> Counter:
    """A poster with a code of its own. ``team`` is one of the site's."""
    counter = Counter.objects.create(site=site, team=team, name=name, created_by=by, created_at=now)
    record.write(counter, "counter.made", by=by, name=name, site=site.name)
    return counter


@transaction.atomic
def close(counter: Counter, *, by: User, now: datetime) -> Counter:
    """Its code takes no more answers; those there are stay. ``NotPossible`` when it is closed already."""
    counter = Counter.objects.select_for_update(of=("self",)).get(pk=counter.pk)
    if counter.closed_at is not None:
        raise NotPossible(_("This counter is closed already."))
    counter.closed_at, counter.closed_by = now, by
    counter.save(update_fields=["closed_at", "closed_by"])
    record.write(counter, "counter.closed", by=by, name=counter.name)
    return counter


def find_by_code(code: str) -> Counter | None:
    """The counter of this code, closed ones, too; None for any other text."""
    if not CODE.fullmatch(code):
        return None
    return Counter.objects.select_related("site").filter(code=code).first()


def questions_at(counter: Counter, *, language: str) -> list[Asked]:
    """What the site asks about every kind, but not whether it is resolved: there is no case."""
    site = counter.site
    asked = asked_in(current_questions(site.pk, ""), language=language, fallback=site.language)
    return [one for one in asked if one.type != QuestionType.RESOLVED]


def stamp(counter: Counter, *, now: datetime) -> str:
    """What the form carries, signed: it is good for one answer at this counter."""
    return _STAMPS.sign_object([counter.pk, token_urlsafe(PRESS_BYTES), now.timestamp()])


def read_stamp(text: str, *, counter: Counter, now: datetime) -> Press | None:
    """None for what is missing, altered, of another counter, or too old."""
    try:
        number, key, at = _STAMPS.unsign_object(text)
    except signing.BadSignature:
        return None
    press = Press(key, datetime.fromtimestamp(at, tz=UTC))
    return press if number == counter.pk and now - press.at < OPEN_FOR else None


def take(
    counter: Counter, given: Given, *, press: Press | None, ticked: bool, language: str, now: datetime
) -> CounterAnswer:
    """Keep an answer; the same form sent again is the answer it was the first time.

    What a machine may have given is kept with its signs and counts nowhere.
    """
    signs = signs_of(press, ticked=ticked, now=now)
    answer, _is_new = CounterAnswer.objects.get_or_create(
        press=press.key if press else token_urlsafe(PRESS_BYTES),
        defaults={
            **vars(replace(given, is_anonymous=True)),
            "counter": counter,
            "site": counter.site,
            "answered_at": now,
            "language": language,
            "signs": signs,
            "counts": not signs,
        },
    )
    return answer


def signs_of(press: Press | None, *, ticked: bool, now: datetime) -> list[Sign]:
    """Here there is nobody to ask, and no letter a scanner would have to get through: one sign is enough."""
    found = {
        Sign.FAST: press is not None and now - press.at < READING,
        Sign.UNSEEN: press is None,
        Sign.TICKED: ticked,
    }
    return [sign for sign, holds in found.items() if holds]


def weeks_of(counter: Counter, *, now: datetime) -> list[tuple[date, Share]]:
    """How many were satisfied in each of the last weeks somebody answered in, the newest first.

    Weeks begin on Monday, in the zone that is active.
    """
    since = now - timedelta(weeks=WEEKS_SHOWN)
    week = TruncWeek("answered_at", output_field=models.DateField())
    answers = counter.answers.counted().given(since=since, until=now + timedelta(minutes=1))
    rows = (
        answers.order_by()
        .values_list(week)
        .annotate(satisfied=Count("pk", filter=Q(score__gte=SATISFIED)), all=Count("pk"))
    )
    return [(day, Share(part, whole)) for day, part, whole in sorted(rows, reverse=True)]
