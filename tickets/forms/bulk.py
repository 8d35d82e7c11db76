"""What is asked before something is done to many tickets: one form for each verb."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.form_fields import field_of
from helpdesk.policies.models import CannedReply
from helpdesk.staff.models import Site, Team, User
from tickets.enums import BulkVerb, Outcome, Priority
from tickets.forms.marks import OFFERED
from tickets.forms.ticket import TeamField
from tickets.models import Tag


class BulkForm(forms.Form):
    """``data`` and ``text`` are what ``domain.bulk.start`` takes, once the form is valid."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, sites: Collection[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.sites = user, sites
        self.initial.setdefault("form_key", uuid4())
        self.offer()

    def offer(self) -> None:
        """Fill in what can be chosen at these sites."""

    @property
    def data_to_keep(self) -> dict[str, Any]:
        raise NotImplementedError

    @property
    def text(self) -> str:
        return ""


class AssignForm(BulkForm):
    assignee = forms.ModelChoiceField(
        User.objects.none(), label=_("Assignee"), required=False, empty_label=_("Nobody in particular")
    )

    def offer(self) -> None:
        people = User.objects.who_can_work()
        there = people.filter(teams__site__in=self.sites).order_by("name").distinct()
        field_of(self, "assignee", forms.ModelChoiceField).queryset = there
        self.initial.setdefault("assignee", self.user.pk)

    @property
    def data_to_keep(self) -> dict[str, Any]:
        person: User | None = self.cleaned_data["assignee"]
        return {"assignee": person.pk if person else None, "name": person.name if person else ""}


class MoveForm(BulkForm):
    team = TeamField(
        Team.objects.none(),
        label=_("Team"),
        help_text=_("Nobody has them then, unless the team has a rule for who gets its tickets."),
    )

    def offer(self) -> None:
        teams = Team.objects.filter(site__in=self.sites).select_related("site")
        field_of(self, "team", TeamField).queryset = teams

    @property
    def data_to_keep(self) -> dict[str, Any]:
        team: Team = self.cleaned_data["team"]
        return {"team": team.pk, "name": team.name}


class PriorityForm(BulkForm):
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=Priority.choices, coerce=int, initial=Priority.HIGH
    )
    because = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)

    @property
    def data_to_keep(self) -> dict[str, Any]:
        return {"priority": self.cleaned_data["priority"]}

    @property
    def text(self) -> str:
        return str(self.cleaned_data["because"])


class TagForm(BulkForm):
    add = forms.MultipleChoiceField(label=_("Add"), required=False, widget=forms.CheckboxSelectMultiple)
    remove = forms.MultipleChoiceField(
        label=_("Take off"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self) -> None:
        tags = Tag.objects.order_by("-is_in_use", "folded_name").values_list("name", "is_in_use")[:OFFERED]
        choices = {
            "add": [name for name, in_use in tags if in_use],
            "remove": [name for name, _in_use in tags],
        }
        for name, offered in choices.items():
            field_of(self, name, forms.MultipleChoiceField).choices = [(tag, tag) for tag in offered]
        if not tags:
            self.fields["add"].help_text = _("There are no tags yet. Supervisors add them on a ticket.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        add, remove = set(data.get("add", ())), set(data.get("remove", ()))
        if not add | remove and not self.errors:
            self.add_error("add", _("Choose at least one tag."))
        if both := sorted(add & remove):
            text = _("Either add it or take it off: %(tags)s")
            self.add_error("remove", text % {"tags": ", ".join(both)})
        return data

    @property
    def data_to_keep(self) -> dict[str, Any]:
        return {"add": self.cleaned_data["add"], "remove": self.cleaned_data["remove"]}


class ReplyForm(BulkForm):
    reply = forms.ModelChoiceField(
        CannedReply.objects.none(),
        label=_("Canned reply"),
        empty_label=None,
        help_text=_("Each customer gets it in their language, with their own name and ticket."),
    )
    wait = forms.BooleanField(label=_("Then wait for the customer"), required=False)

    def offer(self) -> None:
        usable = CannedReply.objects.usable_by(self.user).order_by("folded_name", "id")
        field_of(self, "reply", forms.ModelChoiceField).queryset = usable
        if not usable.exists():
            self.fields["reply"].help_text = _("There are none yet. They are written under “Policies”.")

    @property
    def data_to_keep(self) -> dict[str, Any]:
        reply: CannedReply = self.cleaned_data["reply"]
        return {"reply": reply.pk, "name": reply.name, "wait": self.cleaned_data["wait"]}


class ResolveForm(BulkForm):
    """Not for refusals: each of them names the policy it rests on."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[one for one in Outcome.choices if one[0] != Outcome.REFUSED]
    )
    explanation = forms.CharField(
        label=_("Explanation to the customer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        help_text=_("The same for all of them. A refusal names a policy, and is written one by one."),
    )

    @property
    def data_to_keep(self) -> dict[str, Any]:
        return {"outcome": self.cleaned_data["outcome"]}

    @property
    def text(self) -> str:
        return str(self.cleaned_data["explanation"])


FORMS: Mapping[str, type[BulkForm]] = {
    BulkVerb.ASSIGN: AssignForm,
    BulkVerb.MOVE: MoveForm,
    BulkVerb.PRIORITY: PriorityForm,
    BulkVerb.TAG: TagForm,
    BulkVerb.REPLY: ReplyForm,
    BulkVerb.RESOLVE: ResolveForm,
}
