"""Files on their way into a form: one's own, until they are attached to something."""

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from helpdesk.files import respond
from helpdesk.files.errors import FileRefused
from helpdesk.files.intake import take_in
from helpdesk.files.models import File, FileQuerySet
from helpdesk.files.removal import remove


@login_required
@require_POST
def uploads(request: HttpRequest) -> HttpResponse:
    """Takes in ``uploads`` and answers an item of a form for each, with what was refused among them.

    200, or 422 when all were refused or none came.
    """
    owner = worker_or_404(request)
    taken: list[File] = []
    refused: list[FileRefused] = []
    for upload in request.FILES.getlist("uploads"):
        try:
            taken.append(take_in(upload, owner=owner, now=timezone.now()))
        except FileRefused as error:
            refused.append(error)
    context = {"files": taken, "refused": refused}
    return render(request, "files/_items.html", context, status=200 if taken else 422)


@login_required
@require_GET
def file(request: HttpRequest, key: UUID) -> HttpResponseBase:
    return respond.download(own_or_404(request, key))


@login_required
@require_GET
def thumbnail(request: HttpRequest, key: UUID) -> HttpResponseBase:
    return respond.thumbnail(own_or_404(request, key))


@login_required
@require_POST
def removal(request: HttpRequest, key: UUID) -> HttpResponse:
    """The person has thought better of it. 204: the page takes it off its list itself."""
    with transaction.atomic():
        # Locked, lest it is attached at the same moment.
        remove([own_or_404(request, key, among=File.objects.select_for_update())], now=timezone.now())
    return HttpResponse(status=204)


def worker_or_404(request: HttpRequest) -> AbstractBaseUser:
    """Whoever asks; auditors only read. The guard of ``helpdesk.staff`` is in the layer above."""
    if not request.user.is_authenticated or not request.user.can_work:
        raise Http404
    return request.user


def own_or_404(request: HttpRequest, key: UUID, *, among: FileQuerySet | None = None) -> File:
    """A file of theirs that is not attached to anything yet."""
    files = File.objects.all() if among is None else among
    return get_object_or_404(files.visible_to(worker_or_404(request)), pk=key)
