"""Files in a form, sent ahead and sent with it."""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from pytest_django import DjangoAssertNumQueries, Settings

from helpdesk.files.fields import FilesField
from helpdesk.files.intake import attach, take_in
from helpdesk.files.models import File
from helpdesk.files.removal import remove
from helpdesk.files.tests import made
from helpdesk.files.tests.made import handed
from helpdesk.form_fields import field_of
from helpdesk.staff.models import User
from tests.pages import Page

pytestmark = pytest.mark.django_db


class NoteForm(forms.Form):
    body = forms.CharField()
    files: Any = FilesField()

    def __init__(self, *args: Any, by: User, count: int = 0, size: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "files", FilesField).belong_to(by, count_before=count, size_before=size)


def note(
    by: User, *keys: object, uploads: list[SimpleUploadedFile] | None = None, body: str = "Hm.", **more: Any
) -> NoteForm:
    posted = QueryDict(mutable=True)
    posted["body"] = body
    posted.setlist("files", [str(key) for key in keys])
    return NoteForm(posted, MultiValueDict({"uploads": uploads or []}), by=by, **more)


class Shown:
    """What the page of the form is, as far as the files go."""

    status_code = 200

    def __init__(self, form: NoteForm) -> None:
        self.content = render_to_string("files/_field.html", {"field": form["files"]}).encode()

    def __getitem__(self, header: str) -> str:
        return ""


def listed(form: NoteForm) -> list[str]:
    page = Page(Shown(form))
    return [box["value"] for box in page.all("input", type="checkbox") if "checked" in box.attrs]


def pdf(owner: User, name: str = "a.pdf") -> File:
    return take_in(handed(made.PDF, name), owner=owner, now=timezone.now())


def test_files_sent_ahead_and_with_the_form(alena: User) -> None:
    second, first = pdf(alena, "b.pdf"), pdf(alena)
    form = note(alena, first.pk, second.pk, first.pk, uploads=[handed(made.picture(), "c.jpg")])
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["a.pdf", "b.pdf", "c.jpg"]
    assert File.objects.unattached().count() == 3


def test_no_files_are_fine(alena: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        form = note(alena)
        assert form.is_valid()
        assert listed(NoteForm(by=alena)) == []
    assert form.cleaned_data["files"] == []


def test_they_may_be_asked_for(alena: User) -> None:
    form = note(alena)
    form.fields["files"].required = True
    assert form.errors == {"files": ["This field is required."]}


def test_what_came_with_a_form_that_is_wrong_is_not_chosen_twice(alena: User) -> None:
    before = pdf(alena)
    form = note(alena, before.pk, uploads=[handed(made.picture(), "b.jpg")], body="")
    assert set(form.errors) == {"body"}
    photo = File.objects.get(name="b.jpg")
    assert listed(form) == [str(before.pk), str(photo.pk)]
    again = note(alena, *listed(form))
    assert again.is_valid()
    assert again.cleaned_data["files"] == [before, photo]


def test_what_is_refused_is_said_and_the_rest_is_kept(alena: User) -> None:
    form = note(alena, uploads=[handed(b"MZ\0", "run.exe"), handed(made.PDF, "a.pdf"), handed(b"", "b.txt")])
    assert not form.is_valid()
    first, second = map(str, form.errors["files"])
    assert first.startswith("“run.exe” cannot be attached.")
    assert second == "“b.txt” is empty."
    kept = File.objects.get()
    page = Page(Shown(form))
    assert (kept.name, listed(form)) == ("a.pdf", [str(kept.pk)])
    assert "“run.exe” cannot be attached." in page.text
    (chooser,) = page.all("input", type="file", name="uploads")
    assert (chooser["aria-invalid"], "id_files-errors" in chooser["aria-describedby"]) == ("true", True)


GONE = "A file that was chosen before is no longer here. Choose it again."


def test_files_of_others_attached_ones_and_nonsense_are_not_taken(alena: User, karel: User) -> None:
    his, attached, removed, good = pdf(karel), pdf(alena), pdf(alena), pdf(alena)
    attach([attached], owner=alena, now=timezone.now())
    remove([removed], now=timezone.now())
    for wrong in (his.pk, attached.pk, removed.pk, "nonsense", "'; DROP TABLE"):
        form = note(alena, wrong, good.pk)
        assert form.errors == {"files": [GONE]}
        assert listed(form) == [str(good.pk)]


def test_a_case_has_so_many_files(alena: User, settings: Settings) -> None:
    settings.CASE_FILES = 3
    one, two = pdf(alena), pdf(alena)
    assert note(alena, one.pk, two.pk, count=1).is_valid()
    form = note(alena, one.pk, two.pk, count=2)
    assert form.errors == {"files": ["Too many files: a case may have 3. Leave some out."]}
    assert listed(form) == [str(one.pk), str(two.pk)]
    assert note(alena, count=4).is_valid()


def test_and_so_many_megabytes(alena: User, settings: Settings) -> None:
    settings.CASE_SIZE_LIMIT = 2 * 1024 * 1024
    bill = pdf(alena)
    room = settings.CASE_SIZE_LIMIT - bill.size
    assert note(alena, bill.pk, size=room).is_valid()
    form = note(alena, bill.pk, size=room + 1)
    assert form.errors == {"files": ["The files of a case may have 2 MB together. Leave some out."]}


def test_a_draft_brings_its_files_back(alena: User) -> None:
    one, two = pdf(alena), pdf(alena)
    form = NoteForm(by=alena, initial={"files": [str(two.pk), str(one.pk)]})
    assert listed(form) == [str(two.pk), str(one.pk)]
    assert not form["files"].some_gone  # type: ignore[attr-defined]
    assert listed(NoteForm(by=alena, initial={"files": one.pk})) == [str(one.pk)]
    remove([one], now=timezone.now())
    later = NoteForm(by=alena, initial={"files": [str(two.pk), str(one.pk)]})
    assert listed(later) == [str(two.pk)]
    assert GONE in Page(Shown(later)).text


def test_the_field_is_bare_without_an_owner() -> None:
    class Forgetful(forms.Form):
        files: Any = FilesField()

    with pytest.raises(TypeError, match="belong_to"):
        Forgetful(QueryDict("files=1")).is_valid()


def test_two_forms_on_one_page_keep_apart(alena: User) -> None:
    bill = pdf(alena)
    posted = QueryDict(f"reply-body=Hm&reply-files={bill.pk}")
    form = NoteForm(
        posted, MultiValueDict({"reply-uploads": [handed(made.PDF, "b.pdf")]}), by=alena, prefix="reply"
    )
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["a.pdf", "b.pdf"]
    page = Page(Shown(form))
    assert {box["name"] for box in page.all("input", type="checkbox")} == {"reply-files"}
    assert page.all("input", type="file", name="reply-uploads")


def test_the_form_is_sent_as_files_are(alena: User) -> None:
    assert NoteForm(by=alena).is_multipart()


def test_a_phone_offers_its_camera_and_turns_its_pictures_into_jpeg(alena: User) -> None:
    (chooser,) = Page(Shown(NoteForm(by=alena))).all("input", type="file", name="uploads")
    offered = chooser["accept"].split(",")
    assert {"image/jpeg", "image/png", "video/mp4", ".pdf", ".docx", ".eml"} <= set(offered)
    assert not {"image/heic", "image/*", ".html", ".svg", ".zip"} & set(offered)
