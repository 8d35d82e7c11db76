from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.form_fields import field_of
from helpdesk.staff.models import Team, User
from surveys.domain.mystery_visit import Days, Visitor
from surveys.models import Checklist

# What is planned further ahead is forgotten; what lasts longer is no visit.
FURTHEST = timedelta(days=365)
LONGEST = timedelta(days=92)
MOST_WRITE_UP_DAYS = 14


class AtSiteChoice(forms.ModelChoiceField[Any]):
    """Things of several sites: each is named with its site."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.site} · {obj}"


class PlanForm(forms.Form):
    """Who visits what, when, and by which checklist; the checklist says at which site."""

    checklist = AtSiteChoice(
        Checklist.objects.none(),
        label=gettext_lazy("Checklist"),
        help_text=gettext_lazy("Its newest published version counts, and stays the visit’s."),
    )
    team = AtSiteChoice(
        Team.objects.none(),
        label=gettext_lazy("Team"),
        required=False,
        empty_label=gettext_lazy("The whole site"),
    )
    visitor_name = forms.CharField(label=gettext_lazy("Visitor’s name"), max_length=120)
    visitor_email = forms.EmailField(label=gettext_lazy("Visitor’s e-mail"))
    language = forms.ChoiceField(label=gettext_lazy("Visitor’s language"), choices=settings.LANGUAGES)
    first_day = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    write_up_days = forms.IntegerField(
        label=gettext_lazy("Days to write it up"),
        initial=3,
        min_value=0,
        max_value=MOST_WRITE_UP_DAYS,
        help_text=gettext_lazy("So long the link works after the last day."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        checklists = Checklist.objects.visible_to(user).published().select_related("site")
        teams = Team.objects.visible_to(user).select_related("site")
        field_of(self, "checklist", AtSiteChoice).queryset = checklists.order_by("site__name", "name")
        field_of(self, "team", AtSiteChoice).queryset = teams

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        checklist, team = data.get("checklist"), data.get("team")
        if checklist and team and team.site_id != checklist.site_id:
            self.add_error("team", _("This team is at another site than the checklist."))
        first, last = data.get("first_day"), data.get("last_day")
        if first and checklist:
            self.check_first(data["first_day"], checklist)
        if first and last:
            self.check_last(first, last)
        return data

    def check_first(self, first: Any, checklist: Checklist) -> None:
        today = timezone.localdate(timezone=checklist.site.zone)
        if first < today:
            self.add_error("first_day", _("This day is over."))
        elif first > today + FURTHEST:
            self.add_error("first_day", _("Plan it for the next twelve months."))

    def check_last(self, first: Any, last: Any) -> None:
        if last < first:
            self.add_error("last_day", _("This is before the first day."))
        elif last - first > LONGEST:
            self.add_error("last_day", _("Plan at most three months at once."))

    @property
    def visitor(self) -> Visitor:
        said = self.cleaned_data
        return Visitor(said["visitor_name"], said["visitor_email"], said["language"])

    @property
    def days(self) -> Days:
        said = self.cleaned_data
        return Days(said["first_day"], said["last_day"], said["write_up_days"])
