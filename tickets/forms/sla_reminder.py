"""A reminder of an SLA target as it is typed: when somebody is told, and who."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.domain.lengths import MINUTE, Length, written
from tickets.domain.sla import Reminder
from tickets.enums import Listener, Point
from tickets.forms.length import LONGEST_LINE, length_in

PERCENT_SIGN = "%"


def tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class ReminderForm(forms.Form):
    """Without a moment it is no reminder, whatever is ticked. ``reminder`` is what was read of it."""

    point = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[("", "–"), *Point.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    value = forms.CharField(
        label=_("How much"),
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    listeners = forms.MultipleChoiceField(
        label=_("Tells"),
        required=False,
        choices=Listener.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    by_email = tick(_("by e-mail, too"))
    escalates = tick(_("asks a supervisor"))

    reminder: Reminder | None = None
    # Days were typed.
    in_days = False

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        kept: Reminder | None,
        round_the_clock: bool,
        prefix: str,
    ) -> None:
        super().__init__(posted, prefix=prefix)
        self.initial = initial_of(kept or Reminder(Point.SHARE), in_days=round_the_clock)
        if kept is None:
            self.initial |= {"point": "", "value": ""}

    @property
    def is_filled(self) -> bool:
        """Whether it stands for a reminder, right or wrong."""
        return bool(self["point"].value() or str(self["value"].value() or "").strip())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_filled and not self.errors:
            self._read(data)
        return data

    def _read(self, data: dict[str, Any]) -> None:
        # Whoever writes a per cent sign has said what it is.
        point = data["point"] or (Point.SHARE if PERCENT_SIGN in data["value"] else "")
        if not point:
            self.add_error("point", _("When is this?"))
        elif not data["listeners"] and not data["escalates"]:
            self.add_error("listeners", _("Tick somebody, or nobody hears of it."))
        else:
            self._read_moment(Point(point), data)

    def _read_moment(self, point: Point, data: dict[str, Any]) -> None:
        try:
            percent, time = share_of(data["value"], point=point), time_of(data["value"], point=point)
        except forms.ValidationError as wrong:
            self.add_error("value", wrong)
            return
        self.in_days = time is not None and time.in_days
        self.reminder = Reminder(
            point=point,
            percent=percent,
            time=None if time is None else time.time,
            listeners=tuple(Listener(name) for name in data["listeners"]),
            by_email=data["by_email"],
            escalates=data["escalates"],
        )


def share_of(value: str, *, point: Point) -> int | None:
    """Raises ``ValidationError``."""
    if point != Point.SHARE:
        return None
    typed = value.removesuffix(PERCENT_SIGN).strip()
    if not typed.isascii() or not typed.isdecimal() or not 0 < int(typed) < 100:
        raise forms.ValidationError(_("A share is a whole number from 1 to 99, such as 80 %."))
    return int(typed)


def time_of(value: str, *, point: Point) -> Length | None:
    """After it was due, nothing typed means at once. Raises ``ValidationError``."""
    if point == Point.SHARE:
        return None
    if point == Point.AFTER:
        return length_in(value or "0")
    if not value:
        raise forms.ValidationError(_("How long before? Write 15 min or 2 h."))
    return length_in(value, least=MINUTE)


def initial_of(reminder: Reminder, *, in_days: bool) -> dict[str, Any]:
    time = written(reminder.time or timedelta(0), in_days=in_days)
    return {
        "point": reminder.point.value,
        "value": f"{reminder.percent} {PERCENT_SIGN}" if reminder.point == Point.SHARE else time,
        "listeners": [one.value for one in reminder.listeners],
        "by_email": reminder.by_email,
        "escalates": reminder.escalates,
    }
