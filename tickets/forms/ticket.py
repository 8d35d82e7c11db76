from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from customers.enums import Channel
from helpdesk.files.fields import FilesField
from helpdesk.form_fields import field_of
from helpdesk.policies.models import PolicyVersion
from helpdesk.staff.models import Team, User
from tickets.domain.origin import Origin, read_origin
from tickets.domain.ticket import last_line_of
from tickets.enums import Priority
from tickets.forms.policy import PolicyVersionField
from tickets.forms.who import WhoForm
from tickets.models import Ticket

OPTIONS = 3
LONGEST_DERIVED_SUBJECT = 80


class TeamField(forms.ModelChoiceField[Team]):
    """One of the teams the form was made with, or else of its query set."""

    known: Mapping[str, Team] = MappingProxyType({})

    def offer(self, teams: Iterable[Team]) -> None:
        """Drawn and read from what is known already, instead of asking twice."""
        self.known = {str(one.pk): one for one in teams}
        self.choices = [(one.pk, self.label_from_instance(one)) for one in self.known.values()]

    def to_python(self, value: Any) -> Team | None:
        return self.known.get(str(value)) or super().to_python(value)

    def label_from_instance(self, obj: Team) -> str:
        return f"{obj.site.name} · {obj.name}"


class TicketForm(WhoForm, forms.ModelForm[Ticket]):
    """What every kind asks: who, what happened, what they want, what was offered."""

    team = TeamField(Team.objects.none(), label=_("Team"), empty_label=None)
    chosen = forms.TypedChoiceField(
        choices=[("", "")] + [(str(n), str(n + 1)) for n in range(OPTIONS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    exception_reason = forms.CharField(
        label=_("Why an exception should be made"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    exception_policy = PolicyVersionField(label=_("Policy it is an exception to"))
    take = forms.BooleanField(label=_("I take it myself"), required=False, initial=True)
    resolve = forms.BooleanField(label=_("Answered on the spot: resolve it now"), required=False)
    files: Any = FilesField()
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    # Where it comes from, when it comes from another ticket: see ``tickets/domain/origin.py``.
    origin = forms.CharField(required=False, max_length=2500)

    class Meta:
        model = Ticket
        fields = ["team", "channel", "priority", "subject", "what_happened", "wanted"]
        widgets = {
            "what_happened": forms.Textarea(attrs={"rows": 3}),
            "wanted": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(
        self,
        *args: Any,
        user: User,
        team: Team,
        teams: Iterable[Team] = (),
        policies: Sequence[PolicyVersion] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "exception_policy", PolicyVersionField).offer(policies)
        self.know(user=user, site=team.site)
        field_of(self, "files", FilesField).belong_to(user)
        choice = field_of(self, "team", TeamField)
        choice.queryset = Team.objects.visible_to(user).select_related("site")
        choice.offer(teams)
        self.user = user
        self.fields["priority"].required = self.fields["channel"].required = True
        self.fields["subject"].required = False
        self.fields["subject"].help_text = _("Left empty, the beginning of what happened.")
        for n in range(OPTIONS):
            self.fields[f"option_{n}"] = forms.CharField(label=_("Option"), required=False, max_length=300)
        self.initial.setdefault("team", team.pk)
        self.initial.setdefault("channel", Channel.IN_PERSON)
        self.initial.setdefault("priority", Priority.NORMAL)
        own = [version.pk for version in policies if version.policy.kinds]
        self.initial.setdefault("exception_policy", own[0] if own else "")
        self.initial.setdefault("form_key", uuid4())

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen = data.get("chosen")
        if chosen is not None and not data.get(f"option_{chosen}"):
            self.add_error("chosen", ValidationError(_("The chosen option has no text.")))
        if not data.get("subject") and data.get("what_happened"):
            data["subject"] = last_line_of(data["what_happened"], at_most=LONGEST_DERIVED_SUBJECT)
        return data

    def clean_origin(self) -> Origin | None:
        word: str = self.cleaned_data["origin"]
        origin = read_origin(word, user=self.user) if word else None
        if word and origin is None:
            self.add_error(None, ValidationError(_("The ticket this comes from has changed meanwhile.")))
        return origin

    @cached_property
    def comes_from(self) -> Origin | None:
        """What the page says about it; None where it comes from nowhere, or not any more."""
        word = str(self["origin"].value() or "")
        return read_origin(word, user=self.user) if word else None

    @property
    def option_fields(self) -> list[forms.BoundField]:
        return [self[f"option_{n}"] for n in range(OPTIONS)]

    def options(self) -> tuple[list[str], int | None]:
        """The options that have a text, and the index of the chosen one among them."""
        data = self.cleaned_data
        filled = [n for n in range(OPTIONS) if data.get(f"option_{n}")]
        chosen = data.get("chosen")
        return [data[f"option_{n}"] for n in filled], filled.index(chosen) if chosen in filled else None
