from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from helpdesk.drafts.keeping import Discarded, NotKept, Older, TooLong, discard
from helpdesk.drafts.models import Draft
from helpdesk.drafts.posted import keep_posted
from helpdesk.drafts.restoring import newest

# What a script can count to without rounding.
HIGHEST_SEQ = 2**53 - 1


@require_POST
def autosave(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep a form while somebody types into it, for ``static/js/draft.js``.

    204 kept; 403 with ``X-Signed-Out`` kept too, but the session of whoever typed is over; 403 not kept, the
    page is too old; 400 without a number of the save; 409 a newer save was here, ``X-Draft-Seq`` is its
    number; 410 sent or discarded meanwhile, unless the page is just leaving; 413 too long, what was kept
    before stays.
    """
    seq = request.POST.get("draft_seq", "")
    if not (seq.isascii() and seq.isdecimal() and len(seq) < 17 and 0 < int(seq) <= HIGHEST_SEQ):
        return HttpResponse(status=400)
    try:
        draft = keep_posted(request, key=key, seq=int(seq), now=timezone.now())
    except Discarded:
        # The last word of a page that went away because its form was sent.
        return HttpResponse(status=204 if "draft_leaving" in request.POST else 410)
    except NotKept as refusal:
        return refused(refusal)
    if draft.owner_id == request.user.pk:
        return HttpResponse(status=204)
    return HttpResponse(status=403, headers={"X-Signed-Out": "1"})


def refused(refusal: NotKept) -> HttpResponse:
    match refusal:
        case Older():
            return HttpResponse(status=409, headers={"X-Draft-Seq": str(refusal.seq)})
        case TooLong():
            return HttpResponse(status=413)
        case _:
            return HttpResponse(status=403)


@login_required
@require_POST
def removal(request: HttpRequest, key: UUID) -> HttpResponse:
    """Discard one's own draft and go back to ``page``; htmx gets what is still on offer there."""
    draft = get_object_or_404(Draft.objects.visible_to(request.user).select_related("owner"), pk=key)
    discard(draft.key, owner=draft.owner, now=timezone.now())
    page = request.POST.get("page", "")
    safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    page = page if safe else resolve_url("/")
    if "HX-Request" not in request.headers:
        return redirect(page)
    context = {"drafts": newest(request.user, draft.about), "page": page, "discarded": True}
    return render(request, "drafts/_offer.html", context)
