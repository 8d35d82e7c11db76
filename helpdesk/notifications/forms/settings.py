"""What reaches a person, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from helpdesk.notifications.domain.choices import kinds_for, ways_by_kind
from helpdesk.notifications.domain.habits import Ways, habits_of
from helpdesk.notifications.enums import DigestRhythm, Email
from helpdesk.notifications.kinds import NewsKind
from helpdesk.notifications.models import Habits
from helpdesk.staff.models import User

CLOCK = "%H:%M"


@dataclass(frozen=True)
class Row:
    """One kind of news on the page, with its fields."""

    label: StrOrPromise
    bell: forms.BoundField
    email: forms.BoundField
    # Missing where the house sends no push messages.
    push: forms.BoundField | None


class SettingsForm(forms.Form):
    """A row of fields for each kind of news, and the hours.

    Without ``with_push`` nobody is asked about push messages, and what was chosen about them stays.
    """

    quiet_from = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format=CLOCK)
    )
    quiet_until = forms.TimeField(
        label=_("Until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format=CLOCK)
    )
    digest = forms.ChoiceField(label=_("How often"), choices=DigestRhythm.choices)
    digest_hour = forms.TypedChoiceField(
        label=_("At"), choices=[(hour, f"{hour}:00") for hour in range(24)], coerce=int
    )

    def __init__(self, *args: Any, person: User, with_push: bool, **kwargs: Any) -> None:
        self.kinds, self.chosen, self.with_push = kinds_for(person), ways_by_kind(person), with_push
        habits = habits_of(person)
        initial: dict[str, Any] = {
            name: getattr(habits, name) for name in ("quiet_from", "quiet_until", "digest", "digest_hour")
        }
        for key, one in self.chosen.items():
            initial |= {f"{key}-bell": one.bell, f"{key}-email": one.email, f"{key}-push": one.push}
        super().__init__(*args, **{**kwargs, "initial": initial})
        for kind in self.kinds:
            self.add_row(kind)

    def add_row(self, kind: NewsKind) -> None:
        self.fields[f"{kind.key}-bell"] = forms.BooleanField(required=False)
        self.fields[f"{kind.key}-email"] = forms.ChoiceField(
            choices=Email.choices, widget=forms.Select(attrs={"class": "form-select"})
        )
        if self.with_push:
            self.fields[f"{kind.key}-push"] = forms.BooleanField(required=False)

    def rows(self) -> Iterator[Row]:
        for kind in self.kinds:
            push = self[f"{kind.key}-push"] if self.with_push else None
            yield Row(kind.label, self[f"{kind.key}-bell"], self[f"{kind.key}-email"], push)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("quiet_from"), data.get("quiet_until")
        ends = {"quiet_from", "quiet_until"}
        if not ends & set(self.errors):
            if (start is None) != (end is None):
                self.add_error(
                    "quiet_until" if end is None else "quiet_from", _("Quiet hours have both ends.")
                )
            elif start is not None and start == end:
                self.add_error("quiet_until", _("Quiet hours end at another time than they begin."))
        return data

    def ways(self) -> dict[str, Ways]:
        """Of a valid form: by which ways the person wants to hear of each kind."""
        data = self.cleaned_data
        return {
            key: Ways(data[f"{key}-bell"], Email(data[f"{key}-email"]), data.get(f"{key}-push", one.push))
            for key, one in self.chosen.items()
        }

    def habits(self) -> Habits:
        """Of a valid form."""
        data = self.cleaned_data
        return Habits(
            quiet_from=data["quiet_from"],
            quiet_until=data["quiet_until"],
            digest=data["digest"],
            digest_hour=data["digest_hour"],
        )
