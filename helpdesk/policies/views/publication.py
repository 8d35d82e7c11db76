"""Publishing, ending and throwing away versions."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.policies.domain.draft import discard_draft
from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.domain.publication import Effect, effect_of, end, publish
from helpdesk.policies.forms.policy import EndingForm
from helpdesk.policies.models import PolicyVersion
from helpdesk.policies.views.fetching import draft_or_404, writable_version_or_404
from helpdesk.policies.views.verb import Verb, confirmation, verb_page
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def publication(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what publishing a draft does, and do it."""
    draft = writable_version_or_404(request, pk)
    if draft.is_published and request.method == "GET":
        raise Http404
    refusal, notes = "", []
    try:
        if not draft.is_published:
            notes = said_of(effect_of(draft, now=timezone.now()), draft)
    except NotPossible as no:
        refusal = str(no)
    verb = Verb(
        title=_("Publish version %(number)s") % {"number": draft.number},
        submit=_("Publish"),
        done=_("Published."),
        about=draft,
        back=draft.get_absolute_url(),
        notes=notes,
    )

    def act(_data: dict[str, Any]) -> str:
        return publish(draft, by=request.user, now=timezone.now()).get_absolute_url()

    return verb_page(request, confirmation(request), verb, act=act, refusal=refusal)


def said_of(effect: Effect, draft: PolicyVersion) -> list[str]:
    """What the writer should know before, in sentences."""
    said = [_("It applies from %(day)s.") % {"day": date_format(draft.valid_from)}]
    for other in effect.ending:
        if other.valid_from > effect.last_day:
            said.append(_("Version %(number)s is withdrawn.") % {"number": other.number})
        else:
            words = {"number": other.number, "day": date_format(effect.last_day)}
            said.append(_("Version %(number)s ends on %(day)s.") % words)
    if effect.nothing_from:
        words = {"day": date_format(effect.nothing_from), "language": draft.get_language_display()}
        said.append(_("From %(day)s no version in this language applies (%(language)s).") % words)
    said.append(_("A published version can be ended, but never changed."))
    return said


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def ending(request: StaffRequest, pk: int) -> HttpResponse:
    """Set the last day of a published version, or withdraw one that has not begun."""
    version = writable_version_or_404(request, pk)
    if not version.is_published:
        raise Http404
    today = timezone.localdate()
    withdrawable = version.valid_from >= today
    verb = Verb(
        title=_("Last day of version %(number)s") % {"number": version.number},
        submit=_("Save"),
        done=_("Saved."),
        about=version,
        back=version.get_absolute_url(),
        others={"withdraw": _("Withdraw it before it applies")} if withdrawable else {},
    )

    def act(data: dict[str, Any]) -> str:
        last_day = data["valid_until"]
        if withdrawable and "withdraw" in request.POST:
            last_day = version.valid_from - timedelta(days=1)
        return end(version, last_day=last_day, by=request.user, now=timezone.now()).get_absolute_url()

    form = EndingForm(
        request.POST if request.method == "POST" else None, initial={"valid_until": version.valid_until}
    )
    return verb_page(request, form, verb, act=act)


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def discarding(request: StaffRequest, pk: int) -> HttpResponse:
    """Throw a draft away, after asking once."""
    draft = draft_or_404(request, pk)
    alone = not draft.policy.versions.exclude(pk=draft.pk).exists()
    title = {"title": draft.title or draft.policy.name}
    verb = Verb(
        title=_("Throw away the draft “%(title)s”?") % title,
        submit=_("Throw it away"),
        done=_("The draft “%(title)s” is gone.") % title,
        about=draft,
        back=draft.get_absolute_url(),
        notes=[_("The policy has no other version, so it goes too.")] if alone else [],
        destroys=True,
    )

    def act(_data: dict[str, Any]) -> str:
        policy = discard_draft(draft, by=request.user)
        return policy.get_absolute_url() if policy else "policies:list"

    return verb_page(request, confirmation(request), verb, act=act)
