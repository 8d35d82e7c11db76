"""Adding policies, changing what they are about, and writing drafts."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.policies.domain.draft import save_draft, start_draft
from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.domain.policy import add_policy, change_policy
from helpdesk.policies.forms.policy import DraftForm, FirstDraftForm, LanguageForm, PolicyForm
from helpdesk.policies.models import Policy, PolicyVersion
from helpdesk.policies.views.fetching import draft_or_404, writable_or_404
from helpdesk.policies.views.policies import languages_of
from helpdesk.policies.views.verb import Verb, verb_page
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def new_policy(request: StaffRequest) -> HttpResponse:
    """Add a policy with the draft of its first version."""
    draft = PolicyVersion(language=request.user.language, valid_from=timezone.localdate())
    form = PolicyForm(request.POST or None, user=request.user)
    writing = FirstDraftForm(request.POST or None, instance=draft)
    page = {"form": form, "writing": writing, "section": "policies"}
    if request.method != "POST":
        return render(request, "policies/new.html", page)
    if "preview" in request.POST:
        return preview(request, "policies/new.html", page)
    if not all([form.is_valid(), writing.is_valid()]):
        return render(request, "policies/new.html", page, status=422)
    sites = form.cleaned_data["sites"]
    add_policy(form.save(commit=False), sites=sites, draft=writing.save(commit=False), by=request.user)
    messages.success(request, _("The draft is saved. Nobody but its writers sees it until it is published."))
    return redirect(draft)


def preview(request: StaffRequest, template: str, page: dict[str, Any]) -> HttpResponse:
    """What was typed as it will be read: only that for htmx, else the same page with it."""
    page |= {
        "preview_title": request.POST.get("title", ""),
        "preview_body": request.POST.get("body", ""),
    }
    return render(request, "policies/_preview.html" if request.htmx else template, page)


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def edit_policy(request: StaffRequest, pk: int) -> HttpResponse:
    """Change the name, the kinds and the sites."""
    policy = writable_or_404(request, pk)
    form = PolicyForm(request.POST or None, instance=policy, user=request.user)
    if request.method == "POST" and form.is_valid():
        change_policy(form.save(commit=False), sites=form.cleaned_data["sites"], by=request.user)
        return redirect(policy)
    status = 422 if request.method == "POST" else 200
    page = {"form": form, "policy": Policy.objects.get(pk=pk), "section": "policies"}
    return render(request, "policies/edit.html", page, status=status)


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def new_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin a new version in a language, or go on with the one that was begun."""
    policy = writable_or_404(request, pk)

    def begin(data: dict[str, Any]) -> str:
        draft = start_draft(policy, language=data["language"], by=request.user, now=timezone.now())
        return reverse("policies:draft", args=[draft.pk])

    verb = Verb(
        title=_("New version"),
        submit=_("Write it"),
        done=_("Write what is new. The version in force stays until this one is published."),
        about=policy,
        back=policy.get_absolute_url(),
    )
    form = LanguageForm(request.POST or None, initial={"language": request.user.language})
    return verb_page(request, form, verb, act=begin)


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def edit_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Write a draft, with a preview beside it."""
    draft = draft_or_404(request, pk)
    writing = DraftForm(request.POST or None, instance=draft)
    page = {"writing": writing, "version": draft, "policy": draft.policy, "section": "policies"}
    page |= {"preview_title": draft.title, "preview_body": draft.body}
    if request.method == "POST" and "preview" in request.POST:
        return preview(request, "policies/draft.html", page)
    page["original"] = original_of(draft, languages_of(request.user))
    if request.method != "POST":
        return render(request, "policies/draft.html", page)
    if not writing.is_valid():
        return render(request, "policies/draft.html", page, status=422)
    try:
        save_draft(writing.instance, edition=writing.cleaned_data["edition"] or 0, by=request.user)
    except NotPossible as refusal:
        writing.add_error(None, str(refusal))
        return conflict(request, writing, page)
    messages.success(request, _("The draft is saved."))
    return redirect(draft)


def conflict(request: StaffRequest, writing: DraftForm, page: dict[str, Any]) -> HttpResponse:
    """Both texts; saving again replaces what the other has written, now knowingly."""
    theirs = PolicyVersion.objects.drafts().filter(pk=writing.instance.pk).first()
    if theirs is not None:
        again = request.POST.copy()
        again["edition"] = str(theirs.edition)
        writing.data = again
    return render(request, "policies/draft.html", page | {"theirs": theirs}, status=409)


def original_of(draft: PolicyVersion, languages: Sequence[str]) -> PolicyVersion | None:
    """What a translator looks at: the version in force in another language, if there is one."""
    elsewhere = PolicyVersion.objects.filter(policy=draft.policy_id).exclude(language=draft.language)
    in_force = elsewhere.applying_on(timezone.localdate())
    return in_force.best_first(on=timezone.localdate(), languages=languages).first()
