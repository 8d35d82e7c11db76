"""Finding and reading policies."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.paging import page_of
from helpdesk.policies import subjects
from helpdesk.policies.domain.differences import Piece, differences
from helpdesk.policies.domain.search import STATES, Asked, policies_for, with_best_version
from helpdesk.policies.domain.vote import count_votes
from helpdesk.policies.models import Policy, PolicyVersion, SuggestedChange
from helpdesk.policies.views.fetching import policy_or_404, version_or_404
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from helpdesk.staff.requests import StaffRequest

ENTRIES = 50


@login_required
@require_GET
def policy_list(request: StaffRequest) -> HttpResponse:
    """Policies by name, narrowed as the address says; 50 a page."""
    user, today = request.user, timezone.localdate()
    asked = Asked.read(request.GET, user=user)
    found = with_best_version(
        policies_for(asked, user=user, on=today),
        asked=asked,
        user=user,
        on=today,
        languages=languages_of(user),
    )
    context = {
        "section": "policies",
        "place": "policies",
        "asked": asked,
        "page": page_of(found, request.GET, keys=("folded_name", "id")),
        "kinds": subjects.choices(),
        "states": [state for state in STATES.values() if user.can_supervise or not state.for_writers],
        "today": today,
    }
    return render(request, "policies/list.html", context)


@login_required
@require_GET
def policy(request: StaffRequest, pk: int) -> HttpResponse:
    """A policy, by the version that matters most to the reader: the one in force, in their language."""
    found = policy_or_404(request, pk)
    versions = PolicyVersion.objects.visible_to(request.user).filter(policy=found)
    best = versions.best_first(on=timezone.localdate(), languages=languages_of(request.user))
    version = best.with_vote_of(request.user).first()
    if version is None:
        raise Http404
    version.policy = found
    return article(request, version)


@login_required
@require_GET
def version(request: StaffRequest, pk: int) -> HttpResponse:
    """One version, whatever its state: the address by which others refer to it."""
    return article(request, version_or_404(request, pk))


def article(request: StaffRequest, version: PolicyVersion, *, status: int = 200) -> HttpResponse:
    """The page of a version, with what else there is about its policy."""
    user, today = request.user, timezone.localdate()
    may_write = Policy.objects.writable_by(user).filter(pk=version.policy_id).exists()
    context: dict[str, Any] = {
        "section": "policies",
        "version": version,
        "policy": version.policy,
        "today": today,
        "sites": list(version.policy.sites.all()),
        "versions": others(version, user),
        "changes": changes(version),
        "may_write": may_write,
        "entries": Entry.objects.about(version.policy).order_by("-sequence")[:ENTRIES],
    }
    if may_write:
        waiting = SuggestedChange.objects.waiting().filter(version__policy=version.policy_id)
        context["votes"] = count_votes(version)
        context["suggestions"] = waiting.select_related("by", "version").order_by("id")[:ENTRIES]
    context["in_force"] = [one for one in context["versions"] if is_read_instead(one, version, today)]
    return render(request, "policies/policy.html", context, status=status)


def languages_of(user: User) -> Sequence[str]:
    """In which languages the person reads policies, the best first."""
    return (user.language, *(site.language for site in user.sites[:1]))


def others(version: PolicyVersion, user: User) -> list[PolicyVersion]:
    """Every version of the policy the person may see, without its text: this language first, newest first."""
    versions = PolicyVersion.objects.visible_to(user).filter(policy=version.policy_id)
    found = versions.defer("body", "folded_text").order_by("language", "-number")
    return sorted(found, key=lambda other: other.language != version.language)


def is_read_instead(other: PolicyVersion, version: PolicyVersion, today: date) -> bool:
    """Whether somebody who reads ``version`` may want this one: in force, in another language."""
    return other.state_on(today) == "in_force" and other.language != version.language


def changes(version: PolicyVersion) -> list[Piece]:
    """What the version says differently from the one before it in its language; nothing for the first."""
    before = PolicyVersion.objects.published().filter(
        policy=version.policy_id, language=version.language, number__lt=version.number
    )
    last = before.order_by("-number").first()
    if last is None:
        return []
    title = differences(last.title, version.title)
    return [*title, Piece("same", "\n\n"), *differences(last.body, version.body)]
