"""The mystery visitor's page: the link is their account, and nothing is recorded by looking at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from helpdesk.files import respond
from helpdesk.files.errors import FileRefused, NoLongerHere
from surveys.domain import visiting
from surveys.domain.checklist_content import Section, Worded, missing, read, read_answers, worded
from surveys.domain.visit_photos import MOST_PHOTOS, add_photo, remove_photos
from surveys.domain.visiting import Crossed, VisitEnded, find_by_token
from surveys.enums import VisitState
from surveys.forms.visitor import VisitorForm, typed
from surveys.models import MysteryVisit

# Whoever sent too much may go on after this many seconds.
PAUSE = 600
# What there is to say when the link takes nothing, and with which status it is said to whoever looks.
ENDED = {
    VisitState.PLANNED: ("surveys/visitor/early.html", 200),
    VisitState.LOCKED: ("surveys/visitor/locked.html", 200),
    VisitState.EXPIRED: ("surveys/visitor/ended.html", 410),
    VisitState.WITHDRAWN: ("surveys/visitor/ended.html", 410),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def visitor(request: HttpRequest, token: str) -> HttpResponse:
    """Show the checklist, or keep or take in what was filled in. GET and HEAD never record."""
    visit = find_by_token(token)
    if visit is None:
        return say(request, "surveys/visitor/unknown.html", status=404)
    with translation.override(visit.language), timezone.override(visit.site.zone):
        return Sitting(request, visit, token).answer()


@never_cache
@require_GET
def photo(_request: HttpRequest, token: str, key: UUID) -> HttpResponseBase:
    """A small picture of what the visitor has added, as long as their link works."""
    visit = find_by_token(token)
    if visit is None or not visit.state_at(timezone.now()).takes_answers:
        raise Http404
    return respond.thumbnail(get_object_or_404(visit.photos.select_related("file"), file=key).file)


@dataclass
class Sitting:
    """One request of a visitor whose link is known."""

    request: HttpRequest
    visit: MysteryVisit
    token: str

    def __post_init__(self) -> None:
        self.sections = read(self.visit.version.content)

    def answer(self) -> HttpResponse:
        state = self.visit.state_at(timezone.now())
        if not state.takes_answers:
            return self.say_ended(state)
        if self.request.method != "POST":
            return self.show()
        form = VisitorForm(self.request.POST, sections=self.sections)
        if not ratelimit.consume(self.request, action="mystery_visit", key=str(self.visit.pk)):
            page = self.draw(form, edition=self.opened(form), wait=True, status=429)
            page["Retry-After"] = str(PAUSE)
            return page
        try:
            return self.take(form)
        except VisitEnded:
            self.visit.refresh_from_db()
            return self.say_ended(self.visit.state_at(timezone.now()))

    def show(self) -> HttpResponse:
        answers = typed(read_answers(self.visit.answers), remarks=self.visit.remarks)
        form = VisitorForm(initial=answers, sections=self.sections)
        return self.draw(form, kept=self.request.GET.get("kept"), thanks="thanks" in self.request.GET)

    def take(self, form: VisitorForm) -> HttpResponse:
        """Photos first, so that nobody chooses them twice; then what is filled in."""
        refused = self.take_photos()
        wants_submit = "submit" in self.request.POST or self.visit.submitted_at is not None
        if not form.is_valid():
            return self.draw(form, edition=self.opened(form), refused=refused, status=422)
        said = {
            "answers": form.answers,
            "remarks": form.cleaned_data["remarks"],
            "edition": form.cleaned_data["edition"],
            "now": timezone.now(),
        }
        left = missing(self.sections, form.answers) if wants_submit else []
        try:
            if wants_submit and not left and not refused:
                self.visit = visiting.submit(self.visit, **said)
            elif self.visit.submitted_at is None:
                self.visit = visiting.keep(self.visit, **said)
        except Crossed:
            self.visit.refresh_from_db()
            return self.draw(form, crossed=True, refused=refused, status=409)
        if left or refused:
            form.say_missing(left)
            return self.draw(form, refused=refused, left=left, status=422)
        return redirect(self.after(submitted=wants_submit))

    def take_photos(self) -> list[str]:
        """Take out what was ticked, take in what was chosen. Returns why some were not taken."""
        now, refused = timezone.now(), []
        if gone := self.request.POST.getlist("gone"):
            remove_photos(self.visit, gone, now=now)
        for upload in self.request.FILES.getlist("photos"):
            try:
                add_photo(self.visit, upload, now=now)
            except (FileRefused, NoLongerHere) as why:
                refused.append(str(why))
        return refused

    def opened(self, form: VisitorForm) -> int:
        """The edition the visitor had opened, for a page on which nothing was saved."""
        form.full_clean()
        return int(form.cleaned_data.get("edition", self.visit.edition))

    def after(self, *, submitted: bool) -> str:
        """Back to where the button was."""
        page = reverse("surveys:visitor", args=[self.token])
        place = self.request.POST.get("keep", "")
        if submitted:
            return f"{page}?thanks"
        known = place in {section.key for section in self.sections}
        return f"{page}?kept={place}#kept" if known else f"{page}?kept=all#kept"

    def say_ended(self, state: VisitState) -> HttpResponse:
        template, status = ENDED[state]
        if self.request.method == "POST" and status == 200:
            status = 403
        return say(self.request, template, {"visit": self.visit, "state": state}, status=status)

    def draw(self, form: VisitorForm, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "visit": self.visit,
            "token": self.token,
            "form": form,
            "parts": [self.part(section, form) for section in self.sections],
            "photos": self.visit.photos.select_related("file"),
            "most_photos": MOST_PHOTOS,
            "submitted": self.visit.submitted_at is not None,
            "edition": self.visit.edition,
            **more,
        }
        return say(self.request, "surveys/visitor/visit.html", context, status=status)

    def part(self, section: Section, form: VisitorForm) -> dict[str, Any]:
        return {
            "key": section.key,
            "title": self.worded(section.wording),
            "items": [
                {
                    "item": item,
                    "wording": self.worded(item.wording),
                    "answer": form[f"a-{item.key}"],
                    "note": form[f"n-{item.key}"] if item.counts else None,
                }
                for item in section.items
            ],
        }

    def worded(self, wording: Any) -> Worded:
        return worded(wording, language=self.visit.language, otherwise=self.visit.site.language)


def say(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    page = render(request, template, context, status=status)
    page["Content-Language"] = translation.get_language() or ""
    page["X-Robots-Tag"] = "noindex, nofollow"
    return page
