"""Checklists: the list, one version to read, and writing the next."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.paging import page_of
from helpdesk.record.models import Entry
from helpdesk.staff.guards import overseer_required, supervisor_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain import checklist as domain
from surveys.domain.checklist_content import Section, read, worded
from surveys.forms.checklist import NewChecklistForm, WritingForm
from surveys.models import Checklist, ChecklistVersion
from surveys.views.verb import Verb, verb_page
from tickets.domain.errors import NotPossible

SECTION = "surveys"


@login_required
@overseer_required
@require_GET
def checklists(request: StaffRequest) -> HttpResponse:
    rows = Checklist.objects.visible_to(request.user).select_related("site")
    published = Q(versions__published_at__isnull=False)
    rows = rows.annotate(
        newest=Max("versions__number", filter=published),
        drafts=Count("versions", filter=~published),
    )
    page = page_of(rows, request.GET, keys=("-id",))
    return render(request, "surveys/checklist/list.html", {"section": SECTION, "page": page})


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def new_checklist(request: StaffRequest) -> HttpResponse:
    """Name it; its first draft is written on the next page."""
    form = NewChecklistForm(request.POST or None, user=request.user)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                draft = domain.add_checklist(
                    said["site"], name=said["name"], by=request.user, now=timezone.now()
                )
            except NotPossible as refusal:
                form.add_error("name", str(refusal))
                status = 409
            else:
                return redirect("surveys:checklist_draft", draft.pk)
    return render(request, "surveys/checklist/new.html", {"section": SECTION, "form": form}, status=status)


@login_required
@overseer_required
@require_GET
def checklist(request: StaffRequest, pk: int) -> HttpResponse:
    """The newest published version, else the draft."""
    one = get_object_or_404(Checklist.objects.visible_to(request.user).select_related("site"), pk=pk)
    newest = domain.published_version(one) or one.versions.order_by("number").last()
    if newest is None:
        return redirect("surveys:checklists")
    return draw_version(request, newest, one)


@login_required
@overseer_required
@require_GET
def version(request: StaffRequest, pk: int) -> HttpResponse:
    found = version_or_404(request, pk)
    return draw_version(request, found, found.checklist)


def draw_version(request: StaffRequest, version: ChecklistVersion, checklist: Checklist) -> HttpResponse:
    sections = [told(one, request=request, checklist=checklist) for one in read(version.content)]
    context = {
        "section": SECTION,
        "checklist": checklist,
        "version": version,
        "sections": sections,
        "versions": checklist.versions.select_related("published_by").order_by("-number"),
        "entries": Entry.objects.about(checklist),
    }
    return render(request, "surveys/checklist/version.html", context)


def told(section: Section, *, request: StaffRequest, checklist: Checklist) -> dict[str, object]:
    """A section as the reader understands it best."""
    language, otherwise = request.user.language, checklist.site.language
    return {
        "title": worded(section.wording, language=language, otherwise=otherwise),
        "items": [
            (item, worded(item.wording, language=language, otherwise=otherwise)) for item in section.items
        ],
    }


@login_required
@supervisor_required
@require_POST
def new_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin the next version, or go on with the one somebody began."""
    one = get_object_or_404(Checklist.objects.visible_to(request.user), pk=pk)
    begun = domain.start_draft(one, by=request.user, now=timezone.now())
    return redirect("surveys:checklist_draft", begun.pk)


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the draft. Saving gives fresh empty rows, so nothing needs a script."""
    found = version_or_404(request, pk)
    if found.is_published and request.method == "GET":
        return redirect(found)
    data = request.POST if request.method == "POST" else None
    language = found.checklist.site.language
    form = WritingForm(data, sections=read(found.content), site_language=language)
    context = {"section": SECTION, "version": found, "checklist": found.checklist, "form": form}
    context["edition"] = found.edition
    if data is None:
        return render(request, "surveys/checklist/draft.html", context)
    context["edition"] = data.get("edition", "")
    if not form.is_valid():
        return render(request, "surveys/checklist/draft.html", context, status=422)
    try:
        domain.save_draft(
            found, sections=form.sections(), edition=edition_of(context["edition"]), by=request.user
        )
    except NotPossible as refusal:
        now = ChecklistVersion.objects.filter(pk=found.pk).first()
        context |= {"refusal": str(refusal), "edition": now.edition if now else ""}
        return render(request, "surveys/checklist/draft.html", context, status=409)
    if "more" in data:
        return redirect(f"{reverse('surveys:checklist_draft', args=[found.pk])}#end")
    messages.success(request, _("The draft is saved."))
    return redirect(found)


def edition_of(text: object) -> int:
    """The number of what the writer had opened; what cannot be read is older than everything."""
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10 else 0


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def publication(request: StaffRequest, pk: int) -> HttpResponse:
    found = version_or_404(request, pk)
    verb = Verb(
        title=_("Publish version %(number)s") % {"number": found.number},
        submit=_("Publish"),
        done=_("Published."),
        about=found.checklist.name,
        back=found.get_absolute_url(),
        notes=[
            _("Visits planned from now on are scored by it; those planned before keep theirs."),
            _("A published version is never changed. What is new comes with the next one."),
        ],
    )

    def act() -> str:
        return domain.publish(found, by=request.user, now=timezone.now()).checklist.get_absolute_url()

    return verb_page(request, verb, act=act)


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def discarding(request: StaffRequest, pk: int) -> HttpResponse:
    found = version_or_404(request, pk)
    name = {"name": found.checklist.name, "number": found.number}
    verb = Verb(
        title=_("Throw away the draft of version %(number)s?") % name,
        submit=_("Throw it away"),
        done=_("The draft of “%(name)s” is gone.") % name,
        about=found.checklist.name,
        back=found.get_absolute_url(),
        notes=[_("The checklist has no other version, so it goes too.")] if found.number == 1 else [],
        destroys=True,
    )

    def act() -> str:
        left = domain.discard_draft(found, by=request.user)
        return left.get_absolute_url() if left else reverse("surveys:checklists")

    return verb_page(request, verb, act=act)


def version_or_404(request: StaffRequest, pk: int) -> ChecklistVersion:
    versions = ChecklistVersion.objects.visible_to(request.user).select_related("checklist__site")
    return get_object_or_404(versions, pk=pk)
