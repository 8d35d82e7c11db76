from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from helpdesk.files import respond
from helpdesk.files.models import File
from helpdesk.staff.requests import StaffRequest
from tickets.models import Attachment


@login_required
@require_GET
def attachment(request: StaffRequest, pk: int, key: UUID) -> FileResponse:
    """A file of a ticket: downloaded, or with ``?show`` a picture shown."""
    file = file_or_404(request, pk, key)
    return respond.inline_image(file) if "show" in request.GET else respond.download(file)


@login_required
@require_GET
def thumbnail(request: StaffRequest, pk: int, key: UUID) -> FileResponse:
    return respond.thumbnail(file_or_404(request, pk, key))


def file_or_404(request: StaffRequest, pk: int, key: UUID) -> File:
    attachments = Attachment.objects.visible_to(request.user).select_related("file")
    return get_object_or_404(attachments, ticket=pk, file=key).file
