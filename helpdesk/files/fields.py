"""Files in a form: those sent ahead by the page's script, and those that come with the form without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.files.errors import FileRefused
from helpdesk.files.filetypes import offered
from helpdesk.files.intake import MEGABYTE, gone, take_in
from helpdesk.files.models import File


class Given(NamedTuple):
    """What a form brings: keys of files taken in before, and files to be taken in."""

    keys: list[str]
    uploads: list[UploadedFile[bytes]]


class FilesInput(forms.Widget):
    """Reads ``files`` (keys) and ``uploads`` (files) of a form. ``files/_field.html`` draws it."""

    needs_multipart_form = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile[bytes]], name: str
    ) -> Given:
        return Given(_all_of(data, name), _all_of(files, uploads_name(name)))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> bool:
        return name not in data and uploads_name(name) not in files


class FilesField(forms.Field):
    """Any number of files; cleans to a list of ``File``, none of them attached yet.

    ``belong_to`` must be called when the form is made. Files that come with the form are taken in while it is
    cleaned, whatever else is wrong with it, so nobody chooses them twice: the field shows them as taken in.
    ``initial`` is a list of keys.
    """

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "label": gettext_lazy("Files"), **kwargs})
        self._owner: AbstractBaseUser | None = None
        self.count_before = self.size_before = 0
        self.here: list[File] | None = None

    def belong_to(self, owner: AbstractBaseUser, *, count_before: int = 0, size_before: int = 0) -> None:
        """Only files of ``owner`` are accepted. ``…_before``: what the case has already, files and bytes."""
        self._owner, self.count_before, self.size_before = owner, count_before, size_before

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> FilesBoundField:
        return FilesBoundField(form, self, field_name)

    def clean(self, value: Given) -> list[File]:
        """Takes in what came with the form. Raises ``ValidationError`` with a sentence for every trouble."""
        known = self.known(value.keys)
        errors = [] if len(known) == len(set(value.keys)) else [gone()]
        self.here = known
        for upload in value.uploads:
            try:
                self.here.append(take_in(upload, owner=self.owner, now=timezone.now()))
            except FileRefused as refused:
                errors.append(str(refused))
        errors += self._too_much(self.here)
        if self.required and not self.here and not errors:
            errors.append(str(self.error_messages["required"]))
        if errors:
            raise forms.ValidationError(errors)
        return self.here

    def known(self, keys: Iterable[str]) -> list[File]:
        """The owner's own files with these keys that are not attached yet, in this order."""
        own = File.objects.visible_to(self.owner)
        wanted = list(dict.fromkeys(key for key in map(_as_uuid, keys) if key))
        found = own.in_bulk(wanted) if wanted else {}
        return [found[key] for key in wanted if key in found]

    @property
    def owner(self) -> AbstractBaseUser:
        """Raises ``TypeError`` while the form has not said who that is."""
        if self._owner is None:
            raise TypeError("The form did not say whose files these are: belong_to.")
        return self._owner

    def _too_much(self, files: list[File]) -> list[str]:
        sentences = []
        if files and self.count_before + len(files) > settings.CASE_FILES:
            sentences.append(
                _("Too many files: a case may have %(limit)s. Leave some out.")
                % {"limit": settings.CASE_FILES}
            )
        if files and self.size_before + sum(file.size for file in files) > settings.CASE_SIZE_LIMIT:
            limit = settings.CASE_SIZE_LIMIT // MEGABYTE
            sentences.append(
                _("The files of a case may have %(limit)s MB together. Leave some out.") % {"limit": limit}
            )
        return sentences


class FilesBoundField(BoundField):
    """What ``files/_field.html`` draws."""

    field: FilesField

    @property
    def here(self) -> list[File]:
        """The files taken in so far, for the list above the button."""
        if self.field.here is None:
            self.field.here = self.field.known(self._keys)
        return self.field.here

    @property
    def some_gone(self) -> bool:
        """Whether a draft brings files back that were swept meanwhile."""
        return not self.form.is_bound and len(self.here) < len(set(self._keys))

    @property
    def _keys(self) -> list[str]:
        value = self.value()
        if isinstance(value, Given):
            return value.keys
        return [str(key) for key in _listed(value)]

    @property
    def uploads_name(self) -> str:
        return uploads_name(self.html_name)

    @property
    def accept(self) -> str:
        return offered()

    @property
    def limit(self) -> int:
        """Of one file, in bytes."""
        return int(settings.FILE_LIMIT)

    @property
    def limit_mb(self) -> int:
        return self.limit // MEGABYTE


def uploads_name(name: str) -> str:
    """What the file input beside the field ``files`` is called: ``uploads``, with the same prefix."""
    return f"{name.removesuffix('files')}uploads"


def _all_of(data: Mapping[str, Any], name: str) -> list[Any]:
    return data.getlist(name) if isinstance(data, MultiValueDict) else _listed(data.get(name))


def _listed(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return list(value)
    return [value] if value else []


def _as_uuid(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None
