from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from customers.enums import Channel
from helpdesk.form_fields import field_of
from helpdesk.staff.models import Site, User
from tickets.domain.follow_up import REMIND_BEFORE
from tickets.domain.promise_times import OPENING, OTHER, TIMES, Offer, moment, offers
from tickets.domain.working_hours import hours_of
from tickets.enums import MessageType, Status
from tickets.kinds.form import YEARS, time_input
from tickets.models import FollowUp, Ticket
from tickets.templatetags.desk import due_text

REMINDERS = {
    timedelta(0): _("Not before it is due"),
    REMIND_BEFORE: _("A quarter of an hour before"),
    timedelta(hours=1): _("An hour before"),
    timedelta(days=1): _("A day before"),
}
# It stands in the ticket's story already.
SAID_ALREADY = ""


class WhenForm(forms.Form):
    """By when: one of the times people say, or another one, at the site's clock."""

    when = forms.ChoiceField(label=_("By when"), widget=forms.RadioSelect)
    at = forms.DateTimeField(label=_("At which time"), required=False, widget=time_input())

    def __init__(self, *args: Any, site: Site, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site, self.now, self.hours = site, now, hours_of(site, now=now)
        times = offers(site, now=now, hours=self.hours)
        # A form that has been open for a while may ask for what is not offered any more.
        asked = str(self.data.get(self.add_prefix("when"), "")) if self.is_bound else ""
        choices = [(one.key, label_of(one, now=now)) for one in times] + [(OTHER, _("Another time"))]
        if asked in TIMES and asked not in dict(choices):
            choices.insert(0, (asked, str(TIMES[asked][0])))
        field_of(self, "when", forms.ChoiceField).choices = choices
        self.initial.setdefault("when", choices[0][0])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "when" not in data or self.has_error("at"):
            return data
        name = "at" if data["when"] == OTHER else "when"
        try:
            data["due_at"] = self.due_at(data)
        except ValidationError as wrong:
            self.add_error(name, wrong)
        return data

    def due_at(self, data: dict[str, Any]) -> datetime:
        if data["when"] != OTHER:
            at = moment(data["when"], site=self.site, now=self.now, hours=self.hours)
        elif data.get("at") is None:
            raise ValidationError(_("By when do we come back?"))
        elif data["at"].year not in YEARS:
            raise ValidationError(_("Check the year."))
        else:
            at = timezone.make_naive(data["at"]).replace(tzinfo=self.site.zone)
        if at <= self.now:
            raise ValidationError(_("This time has passed already."))
        return at


def label_of(offer: Offer, *, now: datetime) -> str:
    """ "Tomorrow 10:00", "When we open: Mon 07:00"; the day as well when it is not plain from the words."""
    if offer.key == OPENING:
        return f"{offer.label}: {due_text(offer.at, now=now)}"
    is_far = (offer.at.date() - now.astimezone(offer.at.tzinfo).date()).days > 1
    day = f" {date_format(offer.at, 'SHORT_DATE_FORMAT')}," if is_far else ""
    return f"{offer.label}{day} {date_format(offer.at, 'TIME_FORMAT')}"


class PromiseForm(WhenForm):
    text = forms.CharField(
        label=_("What we promise the customer"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text=_("What you find out or do, as the customer heard it."),
    )
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who sees to it"), empty_label=None)
    reminder = forms.TypedChoiceField(label=_("Reminder"), coerce=int)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("text", "when", "at", "owner", "reminder", "form_key")

    def __init__(self, *args: Any, ticket: Ticket, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, site=ticket.site, now=now, **kwargs)
        offer_people(self, ticket)
        reminders = [(int(before.total_seconds()), label) for before, label in REMINDERS.items()]
        field_of(self, "reminder", forms.TypedChoiceField).choices = reminders
        self.initial.setdefault("owner", user.pk)
        self.initial.setdefault("reminder", int(REMIND_BEFORE.total_seconds()))
        self.initial.setdefault("form_key", uuid4())


class PutOffForm(WhenForm):
    because = forms.CharField(
        label=_("Why, and what the customer was told"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )


class HandOnForm(forms.Form):
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who sees to it"), empty_label=None)

    def __init__(self, *args: Any, follow_up: FollowUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_people(self, follow_up.ticket)
        self.initial.setdefault("owner", follow_up.owner_id)


def offer_people(form: forms.Form, ticket: Ticket) -> None:
    people = User.objects.who_can_work().working_at(ticket.site_id)
    field_of(form, "owner", forms.ModelChoiceField).queryset = people


class DoneForm(forms.Form):
    """What the customer was told, and whether the ticket's story has still to say so."""

    how = forms.ChoiceField(label=_("How the customer was told"), required=False, widget=forms.RadioSelect)
    told = forms.CharField(
        label=_("What the customer was told"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000
    )

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ticket.customer is not None and ticket.customer.erased_at:
            # There is nobody to tell, and words would not be kept.
            del self.fields["told"]
        ways = ways_of_telling(ticket)
        field_of(self, "how", forms.ChoiceField).choices = ways
        self.initial.setdefault("how", likeliest(ticket, [key for key, _label in ways]))

    def clean_how(self) -> MessageType | None:
        how = self.cleaned_data["how"]
        return MessageType(how) if how != SAID_ALREADY else None


def ways_of_telling(ticket: Ticket) -> list[tuple[str, Any]]:
    """A closed case takes no more messages; a letter needs an address, which the domain insists on, too."""
    already = [(SAID_ALREADY, _("It stands in the ticket already"))]
    customer = ticket.customer
    if ticket.status == Status.CLOSED or (customer is not None and customer.erased_at):
        return already
    ways = [(MessageType.CALL.value, _("By phone")), (MessageType.VISIT.value, _("In person"))]
    if customer is not None and customer.email:
        ways.append((MessageType.REPLY.value, _("By e-mail: it is sent now")))
    return ways + already


def likeliest(ticket: Ticket, keys: list[str]) -> str:
    """As the customer came; nothing is sent unless somebody asks for it."""
    came = {Channel.PHONE: MessageType.CALL.value, Channel.IN_PERSON: MessageType.VISIT.value}
    way = came.get(Channel(ticket.channel), MessageType.CALL.value)
    return way if way in keys else SAID_ALREADY


class CallOffForm(forms.Form):
    because = forms.CharField(
        label=_("Why nobody needs it any more"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ticket.customer is not None and ticket.customer.erased_at:
            del self.fields["because"]
