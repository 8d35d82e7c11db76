import re
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from customers.domain.phone import to_e164
from customers.enums import ContactType
from customers.models import ContactPoint
from helpdesk.files.fields import FilesField
from helpdesk.form_fields import field_of
from helpdesk.staff.models import User
from tickets.domain.attachment import attached_so_far
from tickets.enums import Direction, MessageType
from tickets.models import Message, Ticket

# What most mail servers take, in bytes; a letter grows by a third on its way.
LETTER_LIMIT = 20 * 1024 * 1024
# A call or a visit goes either way.
ALWAYS: dict[str, Direction] = {MessageType.REPLY: Direction.OUT, MessageType.NOTE: Direction.INTERNAL}


# Digits and what people put between them.
EXTENSION = re.compile(r"\+?[\d\s()./-]{2,40}")


class MessageForm(forms.ModelForm[Message]):
    """The composer. A reply always goes out, a note never leaves; a call or a visit goes either way."""

    spoken = forms.ChoiceField(
        label=_("Who spoke first"),
        choices=[(Direction.OUT, _("we to the customer")), (Direction.IN, _("the customer to us"))],
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    wait = forms.BooleanField(label=_("Then wait for the customer"), required=False)
    files: Any = FilesField()
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    # The newest message the page showed. The page draws it anew each time it is shown.
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**62)

    class Meta:
        model = Message
        fields = ["type", "body", "minutes", "phone"]
        widgets = {
            "type": forms.RadioSelect,
            "body": forms.Textarea(attrs={"rows": 3}),
            "minutes": forms.NumberInput(attrs={"class": "form-control"}),
            "phone": forms.TextInput(
                attrs={"class": "form-control", "list": "phones", "inputmode": "tel", "autocomplete": "off"}
            ),
        }

    def __init__(self, *args: Any, ticket: Ticket, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count, size = attached_so_far(ticket) if self.is_bound else (0, 0)
        field_of(self, "files", FilesField).belong_to(user, count_before=count, size_before=size)
        self.can_reply = bool(ticket.customer and ticket.customer.email)
        field_of(self, "type", forms.ChoiceField).choices = MessageType.choices
        self.fields["minutes"].validators.append(MaxValueValidator(600))
        self.initial.setdefault("type", MessageType.REPLY if self.can_reply else MessageType.CALL)
        self.initial.setdefault("form_key", uuid4())
        # Offered below the field; the first is the one to call.
        self.phones = phones_of(ticket)
        if self.phones:
            self.initial.setdefault("phone", str(self.phones[0]))
        self.country = ticket.site.country

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("type", "")
        if kind == MessageType.REPLY and not self.can_reply:
            message = _("There is no e-mail address to send this to. Note a call or a visit instead.")
            self.add_error("body", message)
        if kind == MessageType.REPLY and sum(file.size for file in data.get("files") or ()) > LETTER_LIMIT:
            self.add_error("files", _("That is too much for an e-mail: together at most 20 MB."))
        if kind in (MessageType.REPLY, MessageType.NOTE):
            data["minutes"] = None
        if kind != MessageType.CALL:
            data["phone"] = ""
        self.instance.direction = ALWAYS.get(kind) or data.get("spoken") or Direction.OUT
        return data

    def clean_phone(self) -> str:
        """In E.164 where it is a number one can dial from anywhere; a room's extension as it was typed."""
        typed: str = self.cleaned_data.get("phone", "").strip()
        if typed and not EXTENSION.fullmatch(typed):
            raise forms.ValidationError(_("This is no phone number."))
        return to_e164(typed, country=self.country) or typed


def phones_of(ticket: Ticket) -> list[ContactPoint]:
    """The customer's numbers, as the ticket brought them."""
    points = ticket.customer.contact_points.all() if ticket.customer else ()
    return [point for point in points if point.type == ContactType.PHONE]
