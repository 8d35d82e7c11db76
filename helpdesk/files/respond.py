"""Files as answers to a browser. Whoever calls this has made sure that the person may have the file."""

import logging

from django.core.files import File as Content
from django.http import FileResponse, Http404

from helpdesk.files import blobs
from helpdesk.files.models import File
from helpdesk.files.pictures import THUMBNAIL_TYPE

log = logging.getLogger(__name__)

# Whatever a file turns out to be: it runs nothing, loads nothing, is not guessed at, not shown inside another
# site's page, and leaves no copy on a shared machine.
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def download(file: File) -> FileResponse:
    """The file to be saved under its name, whatever it is. Raises ``Http404`` when its content is lost."""
    return _answer(file, file.storage_name, content_type=file.content_type, as_attachment=True)


def inline_image(file: File) -> FileResponse:
    """A picture to be shown in the browser. Raises ``Http404`` for anything else."""
    if not file.is_picture:
        raise Http404
    return _answer(file, file.storage_name, content_type=file.content_type, as_attachment=False)


def thumbnail(file: File) -> FileResponse:
    """The small picture. Raises ``Http404`` for a file that has none."""
    if not file.thumbnail_name:
        raise Http404
    answer = _answer(file, file.thumbnail_name, content_type=THUMBNAIL_TYPE, as_attachment=False)
    # The name is that of the large one.
    answer.headers["Content-Disposition"] = "inline"
    return answer


def _answer(file: File, blob: str, *, content_type: str, as_attachment: bool) -> FileResponse:
    return FileResponse(
        _content(file, blob),
        as_attachment=as_attachment,
        filename=file.name,
        content_type=content_type,
        headers=HEADERS,
    )


def _content(file: File, blob: str) -> Content[bytes]:
    try:
        return blobs.opened(blob)
    except FileNotFoundError as error:
        log.error("The content of file %s is not in the storage", file.pk)
        raise Http404 from error
