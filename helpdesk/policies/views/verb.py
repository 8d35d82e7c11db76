"""The page of one verb: a small form that stands alone, or above the article when htmx asks for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render

from helpdesk.policies.domain.errors import NotPossible
from helpdesk.staff.requests import StaffRequest


def confirmation(request: StaffRequest) -> forms.Form:
    """A form that asks nothing but whether one means it."""
    return forms.Form(request.POST if request.method == "POST" else None)


@dataclass(frozen=True)
class Verb:
    """What the page says. ``about`` is named under the title, and where "Cancel" leads."""

    title: str
    submit: str
    done: str
    about: models.Model
    back: str
    notes: Iterable[str] = ()
    destroys: bool = False
    # Further buttons beside the main one: the name they send, and what they say.
    others: dict[str, str] = field(default_factory=dict)


def verb_page(
    request: StaffRequest,
    form: forms.BaseForm,
    verb: Verb,
    *,
    act: Callable[[dict[str, Any]], str],
    refusal: str = "",
) -> HttpResponse:
    """GET shows the form; a valid POST calls ``act`` with its data and goes where that says.

    What is wrong stands beside the field (422); what the domain refuses stands above the form (409). With a
    ``refusal`` known beforehand there is nothing to press.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                there = act(form.cleaned_data)
            except NotPossible as no:
                form.add_error(None, str(no))
                status = 409
            else:
                messages.success(request, verb.done)
                return redirect(there)
    if first := next(iter(form.fields.values()), None):
        first.widget.attrs["autofocus"] = True
    context = {"form": form, "verb": verb, "refusal": refusal, "section": "policies"}
    template = "policies/verb.html#panel" if request.htmx else "policies/verb.html"
    return render(request, template, context, status=status)
