from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.policies.models import PolicyVersion


class PolicyVersionField(forms.ChoiceField):
    """One of the policies in force for the case; cleans to the version, or None.

    ``offer`` must be called when the form is made. With nothing to offer the field is not required.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "label": _("Policy it rests on"), **kwargs})
        self.versions: dict[str, PolicyVersion] = {}

    def offer(self, versions: Sequence[PolicyVersion]) -> None:
        self.versions = {str(version.pk): version for version in versions}
        self.choices = [("", "–"), *((key, named(version)) for key, version in self.versions.items())]

    def clean(self, value: Any) -> PolicyVersion | None:
        return self.versions.get(super().clean(value))


def named(version: PolicyVersion) -> str:
    return f"{version.title} · {version.number}"
