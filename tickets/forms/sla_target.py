"""One promise of an SLA policy as it is typed, with the reminders on the way to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.domain.lengths import MINUTE, written
from tickets.domain.sla import NOTHING, Reminder, Terms
from tickets.enums import Listener, Point, Target
from tickets.forms.length import LengthField
from tickets.forms.sla_reminder import ReminderForm

MOST_REMINDERS = 5
# What stands there until somebody says otherwise.
USUAL_REMINDERS = (
    Reminder(Point.SHARE, percent=80, listeners=(Listener.ASSIGNEE,), by_email=False),
    Reminder(Point.AFTER, time=NOTHING),
)
TICKED = {"class": "form-check-input"}
OPEN_HOURS, ALWAYS = "open", "always"
NO_DAYS = _("A day would be 24 hours of being open. Say it in hours, or count it round the clock.")


class TargetForm(forms.Form):
    """A promise, or none while ``within`` is empty."""

    within = LengthField(
        label=_("Within"),
        least=MINUTE,
        help_text=_("Like 30 min, 4 h or 2 d. Left empty, nothing is promised."),
    )
    hours = forms.ChoiceField(
        label=_("Counted"),
        required=False,
        choices=[
            (OPEN_HOURS, _("in opening hours")),
            (ALWAYS, _("round the clock")),
        ],
        widget=forms.RadioSelect(attrs=TICKED),
    )

    def __init__(
        self, posted: Mapping[str, Any] | None, *, target: Target, terms: Terms | None, is_new: bool
    ) -> None:
        super().__init__(posted, prefix=target.value)
        self.target = target
        always = terms is not None and terms.round_the_clock
        self.initial = {"hours": ALWAYS if always else OPEN_HOURS}
        if terms:
            self.initial["within"] = written(terms.within, in_days=always)
        kept = terms.reminders if terms else USUAL_REMINDERS if is_new else ()
        self.rows = [
            ReminderForm(posted, kept=one, round_the_clock=always, prefix=f"{target.value}-{place}")
            for place, one in enumerate(filled_up(kept))
        ]

    @property
    def shown_rows(self) -> list[ReminderForm]:
        """Those that are filled in, and one to go on with."""
        folded = self.folded_rows
        return [row for row in self.rows if row not in folded]

    @property
    def folded_rows(self) -> list[ReminderForm]:
        return [row for row in self.rows if not row.is_filled][1:]

    def is_valid(self) -> bool:
        right = [super().is_valid(), *(row.is_valid() for row in self.rows)]
        if all(right):
            self._find_problems()
        return super().is_valid() and all(row.is_valid() for row in self.rows)

    @property
    def terms(self) -> Terms | None:
        """What was typed, reminders in the order in which they come. Only when it is valid."""
        within = self.cleaned_data["within"]
        if within is None:
            return None
        reminders = [row.reminder for row in self.rows if row.reminder]
        reminders.sort(key=lambda one: one.offset(within.time))
        return Terms(within.time, self._is_always, tuple(reminders))

    @property
    def _is_always(self) -> bool:
        return bool(self.cleaned_data["hours"] == ALWAYS)

    def _find_problems(self) -> None:
        """What is wrong only together: a day that is no day, a reminder of nothing, two at one moment."""
        within = self.cleaned_data["within"]
        if within is None:
            # Reminders that were there before go with the promise.
            if any(row.reminder and row.has_changed() for row in self.rows):
                self.add_error("within", _("Reminders of what? Say how long there is, or clear them."))
            return
        if within.in_days and not self._is_always:
            self.add_error("within", NO_DAYS)
        told: set[timedelta] = set()
        for row in self.rows:
            if row.reminder:
                self._check(row, row.reminder, within=within.time, told=told)
                told.add(row.reminder.offset(within.time))

    def _check(
        self, row: ReminderForm, reminder: Reminder, *, within: timedelta, told: set[timedelta]
    ) -> None:
        """``told`` are the moments of the rows above."""
        if row.in_days and not self._is_always:
            row.add_error("value", NO_DAYS)
        elif reminder.point == Point.BEFORE and (reminder.time or NOTHING) >= within:
            row.add_error("value", _("That is before the clock starts."))
        elif reminder.offset(within) in told:
            row.add_error("value", _("Another reminder comes at the same moment."))


def filled_up(kept: Sequence[Reminder]) -> list[Reminder | None]:
    return [*kept, *[None] * (MOST_REMINDERS - len(kept))]
