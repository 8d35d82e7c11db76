from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.form_fields import field_of
from helpdesk.staff.models import User
from surveys.domain.review import Loop, ways_of
from surveys.enums import Closing
from surveys.models import Response
from tickets.forms.follow_up import WhenForm, offer_people
from tickets.models import Ticket

LETTER_LONGEST = 5000
# What is to be filled in for each; the rest of the form does not matter then.
FIELDS: dict[str, tuple[str, ...]] = {Closing.CALL_BACK: ("when", "at", "owner"), Closing.LETTER: ("letter",)}
# In the words of what is about to be done.
WAYS = {
    Closing.NOTED: _("Only note it"),
    Closing.REOPENED: _("Reopen the case"),
    Closing.CALL_BACK: _("Promise to call back"),
    Closing.LETTER: _("Answer by letter"),
}


def what_was_done(label: Any, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, widget=area, max_length=2000, **options)


class ReviewForm(forms.Form):
    """Where it is only noted, beside the answer."""

    what_was_done = what_was_done(_("What was done"))


class ClosingForm(WhenForm):
    """What is done about a low score: what can be done with the case, and what each needs."""

    closing = forms.ChoiceField(label=_("What to do"), required=False, widget=forms.RadioSelect)
    what_was_done = what_was_done(
        _("What was done, or is to be done"),
        help_text=_(
            "Why the case is opened again, or what the customer is promised, also stands with the case."
        ),
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Who calls back"), required=False, empty_label=None
    )
    letter = forms.CharField(
        label=_("The letter to the customer"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LETTER_LONGEST,
        required=False,
        help_text=_("It is sent by e-mail from the site, with your name below."),
    )

    def __init__(
        self, *args: Any, response: Response, ticket: Ticket, user: User, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, site=ticket.site, now=now, **kwargs)
        self.user, self.fields["when"].required = user, False
        offer_people(self, ticket)
        self.initial.setdefault("owner", user.pk)
        self.initial.setdefault("closing", Closing.NOTED)
        ways = ways_of(response, ticket, user=user)
        # A form that has been open for a while may ask for what cannot be done any more: the domain says why.
        asked = str(self.data.get("closing", "")) if self.is_bound else ""
        ways += [way for way in Closing if way == asked and way not in ways]
        field_of(self, "closing", forms.ChoiceField).choices = [(way.value, WAYS[way]) for way in ways]
        self.offers_more = len(ways) > 1

    def clean_closing(self) -> Closing:
        return Closing(self.cleaned_data["closing"] or Closing.NOTED)

    def clean(self) -> dict[str, Any]:
        """Only what the chosen way needs has to be right."""
        data = self.cleaned_data
        needed = FIELDS.get(data.get("closing", ""), ())
        for name in {field for fields in FIELDS.values() for field in fields}.difference(needed):
            self.errors.pop(name, None)
            data[name] = None
        if "when" in needed:
            if not data.get("when") and not self.has_error("when"):
                self.add_error("when", _("By when do we come back?"))
            data = super().clean()
        if "letter" in needed and not data.get("letter") and not self.has_error("letter"):
            self.add_error("letter", _("What do you write to the customer?"))
        return data

    @property
    def loop(self) -> Loop:
        """Of a form that is right."""
        said = self.cleaned_data
        return Loop(said["closing"], said.get("due_at"), said["owner"] or self.user, said["letter"] or "")
