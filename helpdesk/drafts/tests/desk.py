"""A page with a form that keeps drafts, and the addresses it stands at beside those of the product."""

from uuid import uuid4

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import RequestContext, Template
from django.urls import include, path
from django.utils import timezone

from helpdesk.drafts.keeping import discard
from helpdesk.drafts.rescue import keeps_what_was_typed
from helpdesk.drafts.restoring import fill, newest, restore
from helpdesk.staff.models import User

PAGE = Template(
    """{% extends "base.html" %}{% load drafts %}{% block page_title %}Note{% endblock %}
    {% block title %}Note{% endblock %}{% block content %}
    {% include "drafts/_offer.html" with page=request.path %}
    <form method="post" action="{{ action }}">{% csrf_token %}{{ form.form_key }}
    {% draft_token form.form_key.value about %}
    {{ form.subject.label_tag }}{{ form.subject }}{{ form.subject.errors }}
    {{ form.body.label_tag }}{{ form.body }}
    <label>Take {{ form.take }}</label>
    <label>Kind {{ form.kinds }}</label><label>Password {{ form.password }}</label>
    <button>Save</button>{% draft_status form.form_key.value %}</form>{% endblock %}"""
)


class NoteForm(forms.Form):
    subject = forms.CharField(max_length=80)
    body = forms.CharField(widget=forms.Textarea, required=False)
    take = forms.BooleanField(required=False, initial=True)
    kinds = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")], required=False)
    nights = forms.IntegerField(required=False, initial=3)
    password = forms.CharField(widget=forms.PasswordInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)


@keeps_what_was_typed()
@login_required
def note(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Its own page and its own target, as the page of a new ticket."""
    form = NoteForm(request.POST or None, initial={"form_key": uuid4()})
    if form.is_valid():
        assert isinstance(request.user, User)
        discard(form.cleaned_data["form_key"], owner=request.user, now=timezone.now())
        return redirect("note_saved")
    draft = restore(request, about="note")
    if draft:
        fill(form, typed=draft.typed)
    drafts = [] if draft else newest(request.user, "note")
    context = {"form": form, "drafts": drafts, "about": "note", "action": request.path}
    return HttpResponse(PAGE.render(RequestContext(request, context)), status=422 if form.errors else 200)


@keeps_what_was_typed(page="note_of")
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the form of another page, as the composer of a ticket."""
    return HttpResponse(f"Answered {pk}.")


@login_required
def saved(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Saved.")


urlpatterns = [
    path("note/", note, name="note"),
    path("note/<int:pk>/", note, name="note_of"),
    path("note/<int:pk>/answer/", answer, name="answer"),
    path("note/saved/", saved, name="note_saved"),
    path("", include("helpdesk.urls")),
]
