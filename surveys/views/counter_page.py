"""What the code of a poster opens: no sign-in, one form, and nothing recorded by looking at it."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from surveys.domain.counter import find_by_code, questions_at, read_stamp, stamp, take
from surveys.forms.counter import CounterAnswerForm
from surveys.models import Counter
from surveys.views.answer import PAUSE, say
from surveys.views.in_language import language_asked


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def counter_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the questions, or keep the answer. In ``?language=``, else as the browser asks for."""
    language = language_asked(request, usual=translation.get_language() or settings.LANGUAGE_CODE)
    counter = find_by_code(code)
    with translation.override(language):
        if counter is None:
            return say(request, "surveys/no_counter.html", status=404)
        context = {"counter": counter, "site": counter.site, "language": language}
        context |= {"languages": settings.LANGUAGES}
        if counter.closed_at is not None:
            return say(request, "surveys/no_counter.html", context, status=410)
        if request.method == "POST":
            return keep_or_ask_again(request, counter, context)
        if "thanks" in request.GET:
            return say(request, "surveys/counter_thanks.html", context)
        form = CounterAnswerForm(asked=questions_at(counter, language=language))
        context |= {"form": form, "stamp": stamp(counter, now=timezone.now())}
        return say(request, "surveys/counter_page.html", context)


def keep_or_ask_again(request: HttpRequest, counter: Counter, context: dict[str, Any]) -> HttpResponse:
    """What was typed comes back with the page, whatever is wrong."""
    language, shown = context["language"], request.POST.get("shown", "")
    form = CounterAnswerForm(request.POST, asked=questions_at(counter, language=language))
    context |= {"form": form, "stamp": shown}
    if is_too_much(request, counter):
        page = say(request, "surveys/counter_page.html", {**context, "wait": True}, status=429)
        page["Retry-After"] = str(PAUSE)
        return page
    if not form.is_valid():
        return say(request, "surveys/counter_page.html", context, status=422)
    now = timezone.now()
    take(
        counter,
        form.given,
        press=read_stamp(shown, counter=counter, now=now),
        ticked=form.cleaned_data["program"],
        language=language,
        now=now,
    )
    return redirect(f"{reverse('surveys:counter_page', args=[counter.code])}?thanks&language={language}")


def is_too_much(request: HttpRequest, counter: Counter) -> bool:
    """More than people send from one address, or at one counter. See ``counter`` in the settings."""
    return not ratelimit.consume(request, action="counter", key=str(counter.pk))
