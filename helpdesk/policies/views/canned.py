"""Canned replies: the list, and writing them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from helpdesk.paging import page_of
from helpdesk.policies.domain import canned
from helpdesk.policies.domain.canned_reply import delete_reply, save_reply, texts_of
from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.domain.samples import filled_with_samples
from helpdesk.policies.forms.canned_reply import CannedReplyForm
from helpdesk.policies.models import CannedReply
from helpdesk.policies.views.fetching import reply_or_404
from helpdesk.policies.views.verb import Verb, confirmation, verb_page
from helpdesk.staff.guards import worker_required
from helpdesk.staff.models import Team, User
from helpdesk.staff.requests import StaffRequest

WHOSE = ("mine", "teams")


@login_required
@require_GET
def reply_list(request: StaffRequest) -> HttpResponse:
    """One's own replies and those of one's teams, by name; ``q`` narrows by name or shortcut."""
    text = request.GET.get("q", "").strip()[:200]
    whose = request.GET.get("whose", "") if request.GET.get("whose") in WHOSE else ""
    among = CannedReply.objects.visible_to(request.user)
    if whose:
        among = among.filter(owner__isnull=whose == "teams")
    found = canned.find(text, among=among).select_related("team__site").prefetch_related("texts")
    page = page_of(found, request.GET, keys=("folded_name", "id"))
    language = request.user.language
    context = {
        "section": "policies",
        "place": "canned",
        "q": text,
        "whose": whose,
        "page": page,
        "rows": [(reply, canned.choose(reply, language, language)) for reply in page.rows],
    }
    return render(request, "policies/canned/list.html", context)


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def new_reply(request: StaffRequest) -> HttpResponse:
    return write(request, CannedReply())


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def edit_reply(request: StaffRequest, pk: int) -> HttpResponse:
    return write(request, reply_or_404(request, pk))


def write(request: StaffRequest, reply: CannedReply) -> HttpResponse:
    """The form of a reply, with a preview of what was typed, filled with sample values."""
    named = reply.name
    form = CannedReplyForm(
        request.POST or None, instance=reply, user=request.user, teams=teams_for(request.user)
    )
    page: dict[str, Any] = {"form": form, "reply": reply, "named": named, "section": "policies"}
    if request.method != "POST":
        page["previews"] = filled_with_samples(texts_of(reply), by=request.user) if reply.pk else []
        return render(request, "policies/canned/edit.html", page)
    valid = form.is_valid()
    if "preview" in request.POST:
        page["previews"] = filled_with_samples(form.texts(), by=request.user)
        return render(
            request, "policies/canned/_preview.html" if request.htmx else "policies/canned/edit.html", page
        )
    if valid:
        try:
            save_reply(form.instance, texts=form.texts(), by=request.user)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            return render(request, "policies/canned/edit.html", page, status=409)
        messages.success(request, _("“%(name)s” is saved.") % {"name": form.instance.name})
        return redirect("policies:canned")
    return render(request, "policies/canned/edit.html", page, status=422)


def teams_for(user: User) -> list[Team]:
    """The teams a person writes replies for: their own; an administrator for all."""
    teams = Team.objects.all() if user.sees_every_site else Team.objects.filter(members=user)
    return list(teams.select_related("site"))


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def deletion(request: StaffRequest, pk: int) -> HttpResponse:
    """Delete a reply, after asking once."""
    reply = reply_or_404(request, pk)
    verb = Verb(
        title=_("Delete the reply “%(name)s”?") % {"name": reply.name},
        submit=_("Delete"),
        done=_("“%(name)s” is deleted.") % {"name": reply.name},
        about=reply,
        back=reverse("policies:canned"),
        notes=[_("What was sent with its words stays.")],
        destroys=True,
    )

    def act(_data: dict[str, Any]) -> str:
        delete_reply(reply, by=request.user)
        return "policies:canned"

    return verb_page(request, confirmation(request), verb, act=act)
