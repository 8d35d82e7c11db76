from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.form_fields import field_of
from helpdesk.staff.models import Team, User
from tickets.models import Ticket


class AssignmentForm(forms.Form):
    """A team of the ticket's site, and one of the people who work there, or nobody in particular."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), empty_label=None)
    assignee = forms.ModelChoiceField(
        User.objects.none(), label=_("Assignee"), required=False, empty_label=_("Nobody in particular")
    )

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams, people = (field_of(self, name, forms.ModelChoiceField) for name in ("team", "assignee"))
        teams.queryset = Team.objects.filter(site=ticket.site_id)
        people.queryset = User.objects.who_can_work().working_at(ticket.site_id)
        self.initial.setdefault("team", ticket.team_id)
        self.initial.setdefault("assignee", ticket.assignee_id)
