from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.form_fields import field_of
from helpdesk.staff.models import User

BACK, TODAY, MOMENT = "back", "today", "moment"
# Nobody plans an absence further ahead.
FURTHEST = timedelta(days=366)


def moment_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class AwayForm(forms.Form):
    """Until when; supervisors also say who. Once valid, ``person``, ``starts_at`` and ``ends_at`` hold."""

    who = forms.ModelChoiceField(User.objects.none(), label=_("Who"), empty_label=None)
    how_long = forms.ChoiceField(
        label=_("Until when"),
        choices=[(BACK, _("Until I am back")), (TODAY, _("For the rest of the day")), (MOMENT, _("Until…"))],
        widget=forms.RadioSelect,
        initial=BACK,
    )
    until = forms.DateTimeField(label=_("Until"), required=False, widget=moment_input())
    since = forms.DateTimeField(
        label=_("From"), required=False, widget=moment_input(), help_text=_("Empty: from now on.")
    )

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.now = user, now
        if user.can_supervise:
            colleagues = User.objects.who_can_work().visible_to(user).order_by("name")
            field_of(self, "who", forms.ModelChoiceField).queryset = colleagues
            self.initial.setdefault("who", user.pk)
        else:
            del self.fields["who"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("how_long") == MOMENT and not data.get("until") and "until" not in self.errors:
            self.add_error("until", _("Say until when."))
        if self.errors:
            return data
        self.person: User = data.get("who") or self.user
        self.starts_at: datetime = data["since"] or self.now
        self.ends_at = self.end_of(data)
        if self.starts_at > self.now + FURTHEST:
            self.add_error("since", _("That is more than a year ahead."))
        if self.ends_at is not None and self.ends_at <= max(self.starts_at, self.now):
            self.add_error("until", _("That is over before it begins."))
        return data

    def end_of(self, data: dict[str, Any]) -> datetime | None:
        if data["how_long"] == MOMENT:
            until: datetime = data["until"]
            return until
        if data["how_long"] == BACK:
            return None
        next_day = timezone.localdate(self.starts_at) + timedelta(days=1)
        return timezone.make_aware(datetime.combine(next_day, time.min))
