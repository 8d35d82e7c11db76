"""What somebody says about a file of customers: where it belongs, how it is read, what its columns mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from customers.domain.imports.headings import REPEATABLE
from customers.domain.imports.looking import Manner
from customers.domain.imports.upload import LARGEST_FILE
from customers.enums import Delimiter, Encoding, ImportField
from customers.models import CustomerImport
from helpdesk.staff.models import Site, User

NAMES = (ImportField.NAME, ImportField.FIRST_NAME, ImportField.LAST_NAME)


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        help_text=_("Up to 40 MB and 500,000 rows. Nothing is imported before you have looked at it."),
    )
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label=_("Site"),
        empty_label=None,
        help_text=_("Here the customers become known, and as in its country phone numbers are read."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = Site.objects.visible_to(user)  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            limit = filesizeformat(LARGEST_FILE)
            raise ValidationError(_("The file is larger than %(limit)s."), params={"limit": limit})
        return file


class MannerForm(forms.ModelForm[CustomerImport]):
    class Meta:
        model = CustomerImport
        fields = ["encoding", "delimiter", "has_header"]

    @property
    def manner(self) -> Manner:
        said = self.cleaned_data
        return Manner(Encoding(said["encoding"]), Delimiter(said["delimiter"]), has_header=said["has_header"])


class ColumnsForm(forms.Form):
    """One choice for every column of the file."""

    def __init__(self, *args: Any, columns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = [f"column-{number}" for number in range(len(columns))]
        for name, field in zip(self._names, columns, strict=True):
            self.fields[name] = forms.ChoiceField(
                choices=[("", _("Leave out")), *ImportField.choices], initial=field, required=False
            )

    def name_columns(self, headings: Sequence[str]) -> None:
        """As they are called in the file, else by number."""
        for number, name in enumerate(self._names):
            heading = headings[number] if number < len(headings) else ""
            label = heading or _now("Column %(number)s") % {"number": number + 1}
            # The second is a copy, made when the form was checked.
            self.fields[name].label = self[name].label = label

    @property
    def columns(self) -> list[str]:
        """The field of every column, as typed; "" for those to be left out."""
        return [str(self[name].value() or "") for name in self._names]

    def clean(self) -> dict[str, Any]:
        chosen = Counter(self.cleaned_data.get(name, "") for name in self._names)
        if not any(chosen[name] for name in NAMES):
            raise ValidationError(_("Say which column has the name: without one nobody can be imported."))
        seen: set[str] = set()
        for name in self._names:
            field = self.cleaned_data.get(name, "")
            if field in seen and field not in REPEATABLE:
                self.add_error(name, _("Another column is this one already."))
            seen |= {field} - {""}
        return self.cleaned_data
