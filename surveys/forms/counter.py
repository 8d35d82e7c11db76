from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.form_fields import field_of
from helpdesk.staff.models import Site, Team, User
from surveys.forms.answer import PublicAnswerForm
from tickets.forms.ticket import TeamField


class CounterForm(forms.Form):
    """A new counter at one of the person's sites."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Where it hangs. Customers read it, too.")
    )
    site = forms.ModelChoiceField(Site.objects.none(), label=_("Site"), empty_label=None)
    team = TeamField(Team.objects.none(), label=_("Team"), required=False, empty_label=_("The whole site"))

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data)
        field_of(self, "site", forms.ModelChoiceField).queryset = Site.objects.visible_to(user)
        teams = field_of(self, "team", forms.ModelChoiceField)
        teams.queryset = Team.objects.visible_to(user).select_related("site")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        team = said.get("team")
        if team is not None and said.get("site") is not None and team.site_id != said["site"].pk:
            self.add_error("team", _("This team works at another site."))
        return said


class CounterAnswerForm(PublicAnswerForm):
    """What anybody answers at a counter. There is no name that could be shown."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["is_anonymous"].widget = forms.HiddenInput()
