"""Taking files in, and attaching them."""

import logging
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import connection, transaction
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from helpdesk.files import blobs, intake, pictures
from helpdesk.files.enums import Scan
from helpdesk.files.errors import FileRefused, NoLongerHere
from helpdesk.files.intake import attach, take_in
from helpdesk.files.models import File
from helpdesk.files.removal import remove
from helpdesk.files.tests import made
from helpdesk.files.tests.made import handed
from helpdesk.staff.models import User
from tests.at_once import at_once

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def stored() -> list[str]:
    """Everything in the storage, of today."""
    return blobs.of_day(timezone.now().date())


def test_a_picture_is_kept_with_what_is_known_of_it(alena: User) -> None:
    upload = handed(made.picture(size=(1200, 800)), "C:\\Fotky\\Pokoj 214.txt")
    file = take_in(upload, owner=alena, now=NOW)
    file.refresh_from_db()
    kept = blobs.opened(file.storage_name).read()
    assert (file.name, file.content_type) == ("Pokoj 214.jpg", "image/jpeg")
    assert (file.owner, file.created_at, file.attached_at) == (alena, NOW, None)
    assert (file.width, file.height) == Image.open(BytesIO(kept)).size == (1200, 800)
    assert (file.size, file.sha256) == (len(kept), sha256(kept).hexdigest())
    assert file.scan == Scan.NOT_SCANNED
    assert Image.open(blobs.opened(file.thumbnail_name)).size == (480, 320)
    assert sorted(stored()) == sorted(file.blobs)


def test_the_storage_learns_nothing_from_a_name(alena: User) -> None:
    file = take_in(handed(made.PDF, "Jana Nováková rodné číslo.pdf"), owner=alena, now=NOW)
    folder, _slash, name = file.storage_name.rpartition("/")
    assert folder == f"files/{NOW:%Y/%m/%d}"
    assert len(name) == 32
    assert set(name) <= set("0123456789abcdef")


def test_what_is_no_picture_is_kept_to_the_last_byte(alena: User) -> None:
    content = made.office("word/document.xml")
    file = take_in(handed(content, "Stížnost.docx"), owner=alena, now=NOW)
    assert blobs.opened(file.storage_name).read() == content
    assert (file.name, file.thumbnail_name, file.width) == ("Stížnost.docx", "", None)
    assert (file.size, file.sha256) == (len(content), sha256(content).hexdigest())


def test_large_uploads_wait_on_the_disk_and_are_kept_all_the_same(alena: User) -> None:
    content = made.PDF + b"%" * 3_000_000
    with TemporaryUploadedFile("bill.pdf", "application/pdf", len(content), None) as upload:
        upload.write(content)
        file = take_in(upload, owner=alena, now=NOW)
        assert blobs.opened(file.storage_name).read() == content


def refusal(content: bytes, name: str, *, owner: User) -> str:
    with pytest.raises(FileRefused) as refused:
        take_in(handed(content, name), owner=owner, now=NOW)
    assert not refused.value.again
    assert not File.objects.exists()
    assert stored() == []
    return str(refused.value)


CANNOT = (
    "“{}” cannot be attached. Pictures, PDF, text, CSV, office documents without macros, saved e-mails, "
    "sound and video can."
)


HEIC = "“IMG_1.HEIC” is a picture in a format not every browser can show. Save it as JPEG first."
MACROS = "“a.docm” contains macros. Save it without them, or as a PDF."
REFUSED = [
    (b"", "empty.txt", "“empty.txt” is empty."),
    (b"<html><body>Hi</body></html>", "photo.png", CANNOT.format("photo.png")),
    (b"<svg onload='alert(1)'/>", "logo.svg", CANNOT.format("logo.svg")),
    (b"MZ\x90\0", "in\u202egpj.exe", CANNOT.format("ingpj.exe")),
    (made.film(b"heic"), "IMG_1.HEIC", HEIC),
    (made.picture("JPEG")[:200], "half.jpg", "“half.jpg” is damaged, or no picture."),
    (made.office("word/document.xml", **{"word/vbaProject.bin": b"x"}), "a.docm", MACROS),
    (made.zipped({"a.exe": b"MZ"}), "a.docx", CANNOT.format("a.docx")),
]


@pytest.mark.parametrize(("content", "name", "sentence"), REFUSED)
def test_a_refusal_names_the_file_and_says_why(content: bytes, name: str, sentence: str, alena: User) -> None:
    assert refusal(content, name, owner=alena) == sentence


def test_a_file_may_be_as_large_as_the_limit(alena: User, settings: Settings) -> None:
    settings.FILE_LIMIT = 2 * 1024 * 1024
    text = b"a" * settings.FILE_LIMIT
    assert (
        refusal(text + b"a", "log.txt", owner=alena)
        == "“log.txt” is larger than 2 MB, the most one file may have."
    )
    assert take_in(handed(text, "log.txt"), owner=alena, now=NOW).size == settings.FILE_LIMIT


def test_a_picture_may_have_so_many_pixels(alena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1_000_000)
    sentence = "“big.png” has more than 1 million pixels. Make the picture smaller first."
    assert refusal(made.picture("PNG", size=(1001, 1000)), "big.png", owner=alena) == sentence


def test_a_file_without_a_name_gets_one(alena: User) -> None:
    assert take_in(ContentFile(made.PDF), owner=alena, now=NOW).name == "file.pdf"
    assert refusal_of_nameless(alena).startswith("“A file without a name” cannot")


def refusal_of_nameless(owner: User) -> str:
    with pytest.raises(FileRefused) as refused:
        take_in(ContentFile(b"MZ\0"), owner=owner, now=NOW)
    return str(refused.value)


def test_a_rollback_leaves_no_row(alena: User) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        take_in(handed(made.picture()), owner=alena, now=NOW)
        raise ZeroDivisionError
    assert not File.objects.exists()


def test_a_row_that_cannot_be_written_leaves_no_blob(alena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "fitting_name", lambda given, filetype: "x" * 161)
    with pytest.raises(Exception, match="too long"), transaction.atomic():
        take_in(handed(made.picture()), owner=alena, now=NOW)
    assert stored() == []


def test_a_storage_that_fails_halfway_keeps_nothing(alena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    put = blobs.put

    def only_once(content: BytesIO, **kwargs: object) -> str:
        if stored():
            raise OSError("The disk is full")
        return put(content, now=NOW)

    monkeypatch.setattr(blobs, "put", only_once)
    with pytest.raises(OSError, match="full"):
        take_in(handed(made.picture()), owner=alena, now=NOW)
    assert (stored(), File.objects.count()) == ([], 0)


def test_damage_is_noted_without_the_name(alena: User, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="helpdesk.files"):
        refusal(made.picture()[:99], "Jana.jpg", owner=alena)
    assert "could not be read" in caplog.text
    assert "Jana" not in caplog.text


def test_attaching(photo: File, alena: User) -> None:
    attach([photo], owner=alena, now=NOW)
    assert photo.attached_at == NOW
    photo.refresh_from_db()
    assert photo.attached_at == NOW
    assert not File.objects.visible_to(alena).exists()


def test_nothing_to_attach_is_no_trouble(alena: User) -> None:
    attach([], owner=alena, now=NOW)


def test_a_file_is_attached_once_and_by_its_owner(photo: File, alena: User, karel: User) -> None:
    for person in (karel, alena, alena):
        try:
            attach([photo], owner=person, now=NOW)
        except NoLongerHere as error:
            assert str(error) == "A file that was chosen before is no longer here. Choose it again."
            refused = person
    assert (refused, File.objects.filter(attached_at=NOW).count()) == (alena, 1)


def test_all_are_attached_or_none(photo: File, alena: User) -> None:
    other = take_in(handed(made.PDF, "a.pdf"), owner=alena, now=NOW)
    remove([other], now=NOW)
    with pytest.raises(NoLongerHere):
        attach([photo, other], owner=alena, now=NOW)
    assert photo in File.objects.unattached()


@pytest.mark.django_db(transaction=True)
def test_two_forms_with_the_same_file(photo: File, alena: User) -> None:
    def once() -> str:
        attach([File.objects.get()], owner=alena, now=NOW)
        return "attached"

    results = at_once(*[once] * 4)
    assert results.count("attached") == 1
    assert sum(isinstance(result, NoLongerHere) for result in results) == 3


def test_the_database_serves_the_sweep_by_an_index(photo: File) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = File.objects.unattached().filter(created_at__lt=NOW).order_by("created_at").explain()
    assert "file_unattached" in plan
