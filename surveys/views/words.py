"""What stands out in what not satisfied customers wrote."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.grouping import Grouping
from surveys.domain.opinions import Opinion
from surveys.domain.words import FEWEST, Word, Words, words_of
from surveys.forms.figures import WordsForm
from surveys.views.figures import CANNOT_READ, answers_url
from surveys.views.figures_line import Drawn
from surveys.views.figures_table import in_order, label_of, named


@login_required
@supervisor_required
@require_GET
def words(request: StaffRequest) -> HttpResponse:
    """Words by the cause of the complaint, those that stand out most first."""
    user, now = request.user, timezone.now()
    form = WordsForm(request.GET, user=user, today=timezone.localdate(now))
    context: dict[str, object] = {"section": "surveys", "form": form}
    if not form.is_valid():
        return render(request, "surveys/words.html", context, status=CANNOT_READ)
    found = words_of(form.scope, cause=form.cause, user=user)
    asked = form.asked()
    answers = answers_url(form, Grouping.CAUSE)
    narrowed = {"is": Opinion.NOT_SATISFIED.value} | ({"of": form.cause} if form.cause else {})
    here = f"{answers}&{urlencode(narrowed)}"
    context |= {
        "found": found,
        "fewest": FEWEST,
        "lines": [line_of(one, here=here, everywhere=answers) for one in found.words],
        "causes": causes_of(found, asked=asked),
        "cause": form.cause,
        "all_causes": urlencode(asked),
        "query": urlencode(asked),
    }
    return render(request, "surveys/words.html", context)


def line_of(word: Word, *, here: str, everywhere: str) -> dict[str, object]:
    with_word = urlencode({"word": word.spelling})
    return {
        "word": word,
        "here": Drawn(word.here),
        "everywhere": Drawn(word.everywhere),
        "here_url": f"{here}&{with_word}",
        "everywhere_url": f"{everywhere}&{with_word}",
    }


def causes_of(found: Words, *, asked: dict[str, str]) -> list[tuple[str, str, int, str]]:
    """Of each cause of which somebody wrote: its key, its name, how many comments, and the address."""
    names = named(Grouping.CAUSE)
    return [
        (
            key,
            label_of(Grouping.CAUSE, key, names=names),
            found.by_cause[key],
            urlencode(asked | {"by": Grouping.CAUSE.value, "of": key}),
        )
        for key in in_order(found.by_cause, names)
    ]
