"""Files as answers to a browser."""

import pytest
from django.http import FileResponse, Http404
from django.test import Client
from django.utils import timezone

from helpdesk.files import blobs
from helpdesk.files.intake import take_in
from helpdesk.files.models import File
from helpdesk.files.respond import download, inline_image, thumbnail
from helpdesk.files.tests import made
from helpdesk.files.tests.made import handed
from helpdesk.staff.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def bill(alena: User) -> File:
    return take_in(handed(made.PDF, 'Účet "červen".pdf'), owner=alena, now=timezone.now())


def sent(answer: FileResponse) -> bytes:
    return b"".join(answer)


def test_a_download_is_saved_under_its_name(bill: File) -> None:
    answer = download(bill)
    assert sent(answer) == made.PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(made.PDF))
    name = "%C3%9A%C4%8Det%20_%C4%8Derven_.pdf"
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("plain.pdf", 'attachment; filename="plain.pdf"'),
        ('a";b=c\r\nX-Evil: 1.pdf', 'attachment; filename="a_;b=c X-Evil_ 1.pdf"'),
        ("50% off; really.pdf", 'attachment; filename="50% off; really.pdf"'),
        ("žluť 'x'.pdf", "attachment; filename*=utf-8''%C5%BElu%C5%A5%20%27x%27.pdf"),
    ],
)
def test_names_stay_within_their_header(alena: User, name: str, disposition: str) -> None:
    file = take_in(handed(made.PDF, name), owner=alena, now=timezone.now())
    assert download(file)["Content-Disposition"] == disposition


def test_a_picture_is_shown_or_downloaded(photo: File) -> None:
    for respond, how in [(inline_image, "inline"), (download, "attachment")]:
        answer = respond(photo)
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Content-Disposition"] == f'{how}; filename="Pokoj 214.jpg"'
        assert len(sent(answer)) == photo.size
    small = thumbnail(photo)
    assert (small["Content-Type"], small["Content-Disposition"]) == ("image/webp", "inline")
    assert sent(small).startswith(b"RIFF")


@pytest.mark.parametrize("answer", [inline_image, thumbnail])
def test_nothing_but_pictures_is_ever_shown(bill: File, answer: type[FileResponse]) -> None:
    with pytest.raises(Http404):
        answer(bill)


def test_a_text_full_of_markup_is_a_text(alena: User) -> None:
    page = take_in(handed(b"<html><script>alert(1)</script>", "page.txt"), owner=alena, now=timezone.now())
    answer = download(page)
    assert answer["Content-Type"] == "text/plain"
    assert answer["Content-Disposition"].startswith("attachment")


def test_nothing_in_it_can_run_and_nobody_keeps_a_copy(client: Client, alena: User, photo: File) -> None:
    client.force_login(alena)
    for url in (f"/files/{photo.pk}/", f"/files/{photo.pk}/thumbnail/"):
        answer = client.get(url)
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer["Cache-Control"] == "private, no-store"
        assert sent(answer)  # type: ignore[arg-type]


@pytest.mark.parametrize("answer", [download, inline_image, thumbnail])
def test_a_content_that_is_lost_is_not_found(
    photo: File, answer: type[FileResponse], caplog: pytest.LogCaptureFixture
) -> None:
    for name in photo.blobs:
        blobs.delete(name)
    with pytest.raises(Http404):
        answer(photo)
    assert f"The content of file {photo.pk} is not in the storage" in caplog.text
