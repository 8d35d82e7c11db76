"""What narrows the queue, its columns, and the views people keep."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.form_fields import field_of
from helpdesk.staff.models import Team, User
from tickets.domain.queue.columns import COLUMNS
from tickets.models import SavedView


class ColumnsForm(forms.Form):
    """Which columns stand beside the subject. None means the usual ones."""

    columns = forms.MultipleChoiceField(
        choices=[(column.key, column.label) for column in COLUMNS.values()],
        label=_("Columns"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("On a narrow screen only the most important ones are shown."),
    )


class SavedViewForm(forms.Form):
    """The name of a view, and whose it is; a team's is seen by everybody in it."""

    name = forms.CharField(label=pgettext_lazy("of a view", "Name"), max_length=60)
    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("For"), required=False, empty_label=_("Only me")
    )
    is_pinned = forms.BooleanField(
        label=_("Show it beside the queue, with its count"), required=False, initial=True
    )
    keeps_columns = forms.BooleanField(
        label=_("With the columns I have now"),
        required=False,
        help_text=_("Otherwise everybody sees it with their own columns."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = field_of(self, "team", forms.ModelChoiceField)
        teams.queryset = Team.objects.filter(pk__in=user.team_ids if user.can_work else ())


class ChangedViewForm(forms.Form):
    """Another name or place for a view there is."""

    name = forms.CharField(label=pgettext_lazy("of a view", "Name"), max_length=60)
    is_pinned = forms.BooleanField(label=_("Show it beside the queue, with its count"), required=False)

    def __init__(self, *args: Any, view: SavedView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"name": view.name, "is_pinned": view.is_pinned}
