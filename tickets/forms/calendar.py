"""Opening hours as people type them, and what is wrong with them beside the field it is wrong in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from helpdesk.form_fields import field_of
from helpdesk.staff.models import Site
from tickets.domain.business_hours import BadHours, Interval, Problem, Wrong, parse_interval, problems, shown
from tickets.domain.calendar import Week, read
from tickets.domain.holidays import Holiday, holidays_of
from tickets.kinds.form import day_input

# What is wrong, in the reader's words; the values are those of ``business_hours.SENTENCES``.
SENTENCES: Mapping[Wrong, StrOrPromise] = {
    Wrong.NO_TIME: _("“{time}” is not a time of day between 00:00 and 24:00."),
    Wrong.SECONDS: _("“{time}” has seconds; opening hours are in whole minutes."),
    Wrong.OPENS_AT_24: _("24:00 can only be a closing time; the day begins at 00:00."),
    Wrong.NO_INTERVAL: _("“{interval}” is not an opening and a closing time, such as 09:00–17:00."),
    Wrong.ENDS_BEFORE_START: _(
        "{interval} ends before it starts. If it goes on into the next day, tick that."
    ),
    Wrong.OVERLAP: _("{first} and {second} overlap."),
    Wrong.TOO_MANY: _("{count} times on one day are too many; {most} are the most."),
    Wrong.TOO_MANY_DATES: _("{count} dates are too many; {most} are the most."),
    Wrong.NEVER_OPEN: _("With these hours nobody would ever be there."),
}
# Rows for dates that are not there yet.
EMPTY_ROWS = 3
LONG_AGO = timedelta(days=31)
LONGEST_LINE = 400
DAYS = 7
TICKED = {"class": "form-check-input"}


def said(problem: Problem) -> str:
    return str(SENTENCES[problem.wrong]).format(**problem.values)


class HoursField(forms.CharField):
    """Intervals with commas between them; cleans to a list of pairs of times, in the order of the day."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": LONGEST_LINE, "widget": widget, **kwargs})

    def clean(self, value: Any) -> list[Interval]:
        typed = super().clean(value)
        try:
            return sorted(parse_interval(part) for part in typed.split(",") if part.strip())
        except BadHours as bad:
            raise forms.ValidationError(
                [said(one) for found in bad.problems.values() for one in found]
            ) from bad


class CalendarForm(forms.Form):
    """The week and the holidays of a site. ``week`` is what stands there before anything is typed."""

    keeps_holidays = forms.BooleanField(
        label=_("Closed on public holidays"), required=False, widget=forms.CheckboxInput(attrs=TICKED)
    )
    open_on = forms.MultipleChoiceField(
        label=_("But open on"), required=False, widget=forms.CheckboxSelectMultiple(attrs=TICKED)
    )

    def __init__(self, *args: Any, site: Site, week: Week, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday, name in WEEKDAYS.items():
            self.fields[f"day_{weekday}"] = HoursField(label=name)
            self.initial[f"day_{weekday}"] = ", ".join(week.days[weekday])
        self.initial.update(keeps_holidays=week.keeps_holidays, open_on=list(week.open_on))
        choices = [(one.key, label_of(one)) for one in coming(site, now=now)]
        # What was chosen in a year that had it stays chosen.
        choices += [(key, key) for key in week.open_on if key not in dict(choices)]
        field_of(self, "open_on", forms.MultipleChoiceField).choices = choices

    @property
    def day_fields(self) -> list[forms.BoundField]:
        return [self[f"day_{weekday}"] for weekday in range(DAYS)]

    def days(self) -> list[list[Interval]]:
        """Of the days that are right so far; the others have none."""
        return [self.cleaned_data.get(f"day_{weekday}") or [] for weekday in range(DAYS)]


def coming(site: Site, *, now: datetime) -> list[Holiday]:
    """Each holiday once, in the order in which they come."""
    today = now.astimezone(site.zone).date()
    found = holidays_of(site.country, first=today.year, last=today.year + 1, language=site.language)
    ahead = (one for one in found if today <= one.on < today + timedelta(days=366))
    return list({one.key: one for one in ahead}.values())


def label_of(holiday: Holiday) -> str:
    return f"{date_format(holiday.on, 'SHORT_DATE_FORMAT')} · {holiday.name}"


class SpecialDayForm(forms.Form):
    """One date with hours of its own. A row without a date is no row."""

    on = forms.DateField(label=_("Date"), required=False, widget=day_input(**{"class": "form-control"}))
    hours = HoursField(label=_("Hours"))
    over_midnight = forms.BooleanField(
        label=_("goes on into the next day"), required=False, widget=forms.CheckboxInput(attrs=TICKED)
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("hours") and not data.get("on") and not self.has_error("on"):
            self.add_error("on", _("Which date is this for?"))
        return data


class SpecialDays(forms.BaseFormSet[SpecialDayForm]):
    def clean(self) -> None:
        """Each date once."""
        seen: set[date] = set()
        for form in self.forms:
            on = getattr(form, "cleaned_data", {}).get("on")
            if on in seen:
                form.add_error("on", _("This date stands here twice."))
            if on:
                seen.add(on)


SpecialDayRows = forms.formset_factory(SpecialDayForm, formset=SpecialDays, extra=EMPTY_ROWS, max_num=4000)


class HoursForms:
    """The page as a whole, checked together: hours may be right line by line, and nobody ever there."""

    def __init__(self, posted: Mapping[str, Any] | None, *, site: Site, week: Week, now: datetime) -> None:
        self.site = site
        self.calendar = CalendarForm(posted, site=site, week=week, now=now)
        long_ago = now.astimezone(site.zone).date() - LONG_AGO
        # What is past stays as it was; nobody has to scroll through it.
        self.past = {on: hours for on, hours in week.special.items() if on < long_ago}
        shown_days = {on: hours for on, hours in week.special.items() if on >= long_ago}
        self.special = SpecialDayRows(posted, prefix="special", initial=list(rows_of(shown_days)))

    def is_valid(self) -> bool:
        right = [self.calendar.is_valid(), self.special.is_valid()]
        if all(right):
            self._find_problems()
        return self.calendar.is_valid() and self.special.is_valid()

    def week(self) -> Week:
        """What was typed. Only when it is valid."""
        data = self.calendar.cleaned_data
        return Week(
            [texts(intervals) for intervals in self.calendar.days()],
            data["keeps_holidays"],
            data["open_on"],
            self.past | {row["on"]: texts(row["hours"]) for row in self._rows()},
        )

    def _rows(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.special.forms if form.cleaned_data.get("on")]

    def _find_problems(self) -> None:
        rows = self._rows()
        found = problems(
            self.site.zone,
            dict(enumerate(self.calendar.days())),
            (),
            {row["on"]: row["hours"] for row in rows},
            nights=[row["on"] for row in rows if row["over_midnight"]],
        )
        for place, wrong in found.items():
            for one in wrong:
                self._say(place, said(one))

    def _say(self, place: int | date | str, sentence: str) -> None:
        """Beside the day or the date it is wrong on; what is wrong with all of it stands above."""
        if isinstance(place, int):
            self.calendar.add_error(f"day_{place}", sentence)
        elif isinstance(place, date):
            form = next(one for one in self.special.forms if one.cleaned_data.get("on") == place)
            form.add_error("hours", sentence)
        else:
            self.calendar.add_error(None, sentence)


def texts(intervals: Sequence[Interval]) -> list[str]:
    return [shown(one) for one in intervals]


def rows_of(special: Mapping[date, Sequence[str]]) -> Iterator[dict[str, Any]]:
    for on, hours in sorted(special.items()):
        yield {"on": on, "hours": ", ".join(hours), "over_midnight": any(map(is_night, read(hours)))}


def is_night(interval: Interval) -> bool:
    opens, closes = interval
    return closes <= opens and closes != time(0)
