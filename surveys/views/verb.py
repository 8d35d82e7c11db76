"""The page of one verb about checklists and visits: what it does, and a button."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from helpdesk.staff.requests import StaffRequest
from tickets.domain.errors import NotPossible


@dataclass(frozen=True)
class Verb:
    """What the page says. ``about`` is named under the title and leads ``back``, as "Cancel" does."""

    title: str
    submit: str
    done: str
    about: str
    back: str
    notes: Iterable[str] = ()
    destroys: bool = False


def verb_page(request: StaffRequest, verb: Verb, *, act: Callable[[], str]) -> HttpResponse:
    """GET asks, POST calls ``act`` and goes where that says. What the domain refuses is said with 409."""
    refusal = ""
    if request.method == "POST":
        try:
            there = act()
        except NotPossible as no:
            refusal = str(no)
        else:
            messages.success(request, verb.done)
            return redirect(there)
    context = {"section": "surveys", "verb": verb, "refusal": refusal}
    return render(request, "surveys/verb.html", context, status=409 if refusal else 200)
