"""What associates think of a policy: useful or not, and what they would change."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.paging import page_of
from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.domain.suggestion import settle, suggest
from helpdesk.policies.domain.vote import vote
from helpdesk.policies.enums import SuggestionOutcome
from helpdesk.policies.forms.suggestion import SettlingForm, SuggestionForm, VoteForm
from helpdesk.policies.models import SuggestedChange
from helpdesk.policies.views.fetching import published_or_404
from helpdesk.policies.views.policies import article
from helpdesk.policies.views.verb import Verb, verb_page
from helpdesk.staff.guards import supervisor_required, worker_required
from helpdesk.staff.requests import StaffRequest


@login_required
@require_POST
@worker_required
def useful(request: StaffRequest, pk: int) -> HttpResponse:
    """Was this useful? The last answer counts."""
    version = published_or_404(request, pk)
    form = VoteForm(request.POST)
    status = 422
    if form.is_valid():
        answer = form.cleaned_data["useful"]
        vote(version, useful=answer, by=request.user, now=timezone.now())
        version.my_vote = answer  # type: ignore[attr-defined]  # as ``with_vote_of`` annotates it
        status = 200
    if request.htmx:
        return render(request, "policies/_useful.html", {"version": version, "voted": True}, status=status)
    if status == 422:
        return article(request, version, status=status)
    messages.success(request, _("Thank you. You can change your answer at any time."))
    return redirect(version)


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def suggestion(request: StaffRequest, pk: int) -> HttpResponse:
    """Suggest a change to a version."""
    version = published_or_404(request, pk)
    verb = Verb(
        title=_("Suggest a change"),
        submit=_("Suggest it"),
        done=_("Thank you. You will hear what becomes of it."),
        about=version,
        back=version.get_absolute_url(),
    )

    def act(data: dict[str, Any]) -> str:
        suggest(version, text=data["text"], by=request.user, now=timezone.now())
        return version.get_absolute_url()

    return verb_page(request, SuggestionForm(request.POST or None), verb, act=act)


@login_required
@supervisor_required
@require_GET
def suggestion_list(request: StaffRequest) -> HttpResponse:
    """Suggested changes to the policies one may write: those that wait, oldest first, or the settled ones."""
    settled = request.GET.get("state") == "settled"
    found = SuggestedChange.objects.visible_to(request.user).select_related(
        "version__policy", "by", "settled_by"
    )
    found = found.exclude(settled_at=None) if settled else found.waiting()
    page = page_of(found, request.GET, keys=("-id",) if settled else ("id",))
    context = {
        "section": "policies",
        "place": "suggestions",
        "page": page,
        "settled": settled,
        "rows": [(one, SettlingForm(auto_id=f"settling-{one.pk}-%s")) for one in page.rows],
    }
    return render(request, "policies/suggestions.html", context)


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def settling(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what becomes of a suggestion."""
    suggestions = SuggestedChange.objects.visible_to(request.user).select_related("version__policy", "by")
    suggested = get_object_or_404(suggestions, pk=pk)
    form = SettlingForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            outcome, answer = SuggestionOutcome(form.cleaned_data["outcome"]), form.cleaned_data["answer"]
            try:
                settle(suggested, outcome=outcome, answer=answer, by=request.user, now=timezone.now())
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, _("Settled."))
                return redirect("policies:suggestions")
    template = "policies/settling.html#panel" if request.htmx else "policies/settling.html"
    context = {"section": "policies", "suggestion": suggested, "form": form}
    return render(request, template, context, status=status)
