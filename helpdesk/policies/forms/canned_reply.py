from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helpdesk.folding import fold
from helpdesk.form_fields import field_of
from helpdesk.policies.domain.variables import Fault, faults
from helpdesk.policies.enums import Variable
from helpdesk.policies.models import CannedReply
from helpdesk.staff.models import Team, User

LONGEST = 5000
MINE = "me"


def check_variables(body: str) -> None:
    """Refuse a text that could not be filled in, naming what is wrong and what is allowed."""
    found = list(dict.fromkeys(faults(body)))
    if found:
        raise ValidationError([describe(fault) for fault in found])


def describe(fault: Fault) -> ValidationError:
    allowed = ", ".join(f"{{{variable}}}" for variable in Variable.values)
    if fault.sort == "unknown":
        return ValidationError(
            _("“{%(name)s}” is no variable. There are: %(allowed)s."),
            params={"name": fault.where, "allowed": allowed},
        )
    return ValidationError(
        _(
            "A brace without its counterpart, near “%(where)s”. "
            "Write {{ or }} for a brace itself. Variables: %(allowed)s."
        ),
        params={"where": fault.where, "allowed": allowed},
    )


class CannedReplyForm(forms.ModelForm[CannedReply]):
    """A reply of one of the person's teams or of the person alone, with a text in each language."""

    shortcut = forms.CharField(
        label=_("Shortcut"), max_length=31, help_text=_("One word, typed after a semicolon, as ;thanks.")
    )
    holder = forms.ChoiceField(label=_("For"))

    class Meta:
        model = CannedReply
        fields = ["name", "shortcut"]

    def __init__(self, *args: Any, user: User, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.teams = {str(team.pk): team for team in teams}
        labels = [(key, f"{team.site.name} · {team.name}") for key, team in self.teams.items()]
        field_of(self, "holder", forms.ChoiceField).choices = [(MINE, _("Me alone")), *labels]
        self.initial["holder"] = str(self.instance.team_id or MINE)
        before = dict(self.instance.texts.values_list("language", "body")) if self.instance.pk else {}
        for language, name in settings.LANGUAGES:
            self.fields[f"text_{language}"] = forms.CharField(
                label=name,
                required=False,
                max_length=LONGEST,
                initial=before.get(language, ""),
                strip=True,
                widget=forms.Textarea(attrs={"rows": 5, "lang": language}),
                validators=[check_variables],
            )

    def clean_shortcut(self) -> str:
        """As it is compared: no accents, lower case, without the semicolon somebody may type before it."""
        return fold(self.cleaned_data["shortcut"]).lstrip(";")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        texts = [f"text_{language}" for language, _name in settings.LANGUAGES]
        if not any(data.get(name) or self.has_error(name) for name in texts):
            self.add_error(texts[0], _("Write the text in at least one language."))
        self._hand_to(data.get("holder", ""), shortcut=data.get("shortcut", ""))
        return data

    def _hand_to(self, holder: str, *, shortcut: str) -> None:
        """The holder is no field of the model, so nobody else asks whether they have the shortcut already."""
        self.instance.team = self.teams.get(holder)
        self.instance.owner = None if self.instance.team else self.user
        theirs = CannedReply.objects.filter(team=self.instance.team, owner=self.instance.owner)
        if theirs.filter(shortcut=shortcut).exclude(pk=self.instance.pk).exists():
            self.add_error("shortcut", _("There is a reply with this shortcut already."))

    @property
    def text_fields(self) -> list[forms.BoundField]:
        return [self[f"text_{language}"] for language, _name in settings.LANGUAGES]

    def texts(self) -> Mapping[str, str]:
        """What was typed and found right, by language."""
        typed = self.cleaned_data
        return {language: typed.get(f"text_{language}", "") for language, _name in settings.LANGUAGES}
