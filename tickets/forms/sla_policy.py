"""An SLA policy as it is typed: which tickets it is about, when clocks stand still, and three promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.enums import Channel
from helpdesk.form_fields import field_of
from helpdesk.staff.models import Site, Team
from tickets.domain.sla import Policy
from tickets.enums import Pausing, Priority, Target
from tickets.forms.sla_target import TICKED, TargetForm
from tickets.kinds import KINDS
from tickets.models.sla_policy import LONGEST_NAME

YES, NO = "yes", "no"
# What the form calls as the policy does.
SAME = ("name", "kinds", "channels", "priorities")


def ticks(label: Any, choices: Any = (), **kwargs: Any) -> forms.TypedMultipleChoiceField:
    widget = forms.CheckboxSelectMultiple(attrs=TICKED)
    return forms.TypedMultipleChoiceField(
        label=label, required=False, choices=choices, widget=widget, **kwargs
    )


def either(label: Any, choices: Sequence[tuple[str, Any]]) -> forms.TypedChoiceField:
    """Yes, no, or None for either."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=choices,
        coerce=lambda chosen: chosen == YES,
        empty_value=None,
        widget=forms.Select(attrs={"class": "form-select"}),
    )


class PolicyForm(forms.Form):
    """The name, the tickets, and the statuses in which clocks stand still."""

    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=LONGEST_NAME)
    site = forms.TypedChoiceField(label=_("Site"), required=False, coerce=int, empty_value=None)
    team = forms.TypedChoiceField(label=_("Team"), required=False, coerce=int, empty_value=None)
    kinds = ticks(_("Kinds"), lambda: [(kind.key, kind.label) for kind in KINDS.values()])
    channels = ticks(_("Channels"), Channel.choices)
    priorities = ticks(_("Priorities"), Priority.choices, coerce=int)
    is_vip = either(_("Customer"), [("", _("any customer")), (YES, _("only VIPs")), (NO, _("all but VIPs"))])
    customer_waits = either(
        _("Waiting"),
        [
            ("", _("whether the customer waits for a word or not")),
            (YES, _("only while the customer waits for a word")),
            (NO, _("only while the customer has had an answer")),
        ],
    )
    pauses_in = ticks(_("Clocks stand still"), Pausing.choices, coerce=Pausing)

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        policy: Policy | None,
        sites: Sequence[Site],
        teams: Sequence[Team],
    ) -> None:
        super().__init__(posted)
        self._site_of = {team.pk: team.site_id for team in teams}
        offered = {site.pk: site.name for site in sites}
        of_site = {
            site.name: [(team.pk, team.name) for team in teams if team.site_id == site.pk] for site in sites
        }
        groups = [(name, rows) for name, rows in of_site.items() if rows]
        field_of(self, "site", forms.ChoiceField).choices = [("", _("every site")), *offered.items()]
        field_of(self, "team", forms.ChoiceField).choices = [("", _("every team")), *groups]
        self.initial = initial_of(policy) if policy else {"pauses_in": [Pausing.PENDING.value]}
        self._sites = offered

    def clean(self) -> dict[str, Any]:
        """A team is of one site, so it need not be said which."""
        data = super().clean() or {}
        team, site = data.get("team"), data.get("site")
        if team and not self.has_error("site"):
            if site and self._site_of[team] != site:
                self.add_error("team", _("%(site)s has no such team.") % {"site": self._sites[site]})
            data["site"] = self._site_of[team]
        return data


def initial_of(policy: Policy) -> dict[str, Any]:
    said = {name: getattr(policy, name) for name in (*SAME, "site", "team")}
    sides = {None: "", True: YES, False: NO}
    return said | {
        "is_vip": sides[policy.is_vip],
        "customer_waits": sides[policy.customer_waits],
        "pauses_in": [one.value for one in policy.pauses_in],
    }


class PolicyForms:
    """The page as a whole. ``policy`` is what stands there before anything is typed, or None for nothing."""

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        policy: Policy | None,
        sites: Sequence[Site],
        teams: Sequence[Team],
    ) -> None:
        self.form = PolicyForm(posted, policy=policy, sites=sites, teams=teams)
        terms = policy.terms if policy else {}
        self.targets = [
            TargetForm(posted, target=one, terms=terms.get(one), is_new=policy is None) for one in Target
        ]

    def is_valid(self) -> bool:
        if all([self.form.is_valid(), *(target.is_valid() for target in self.targets)]):
            self._promise_something()
        return all([self.form.is_valid(), *(target.is_valid() for target in self.targets)])

    def policy(self, *, pk: int | None, is_on: bool) -> Policy:
        """What was typed. Only when it is valid."""
        said = self.form.cleaned_data
        chosen = {name: tuple(said[name]) for name in ("kinds", "channels", "priorities", "pauses_in")}
        return Policy(
            pk=pk,
            is_on=is_on,
            terms={one.target: one.terms for one in self.targets if one.terms},
            **said | chosen,
        )

    def _promise_something(self) -> None:
        if not any(target.terms for target in self.targets):
            self.targets[0].add_error("within", _("Promise something: an answer or a resolution."))
