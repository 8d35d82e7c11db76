from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

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


class MessageForm(forms.ModelForm[Message]):
    """The composer. A reply always goes out, a note never leaves; a call or a visit goes either way."""

    spoken = forms.ChoiceField(
        label=_("Who spoke first"),
        choices=[(Direction.OUT, _("we to the customer")), (Direction.IN, _("the customer to us"))],
        required=False,
    )
    wait = forms.BooleanField(label=_("Then wait for the customer"), required=False)
    files: Any = FilesField()
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Message
        fields = ["type", "body", "minutes"]
        widgets = {"type": forms.RadioSelect, "body": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, ticket: Ticket, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count, size = attached_so_far(ticket) if self.is_bound else (0, 0)
        field_of(self, "files", FilesField).belong_to(user, count_before=count, size_before=size)
        self.can_reply = bool(ticket.customer and ticket.customer.email)
        field_of(self, "type", forms.ChoiceField).choices = MessageType.choices
        self.fields["minutes"].validators.append(MaxValueValidator(600))
        self.initial.setdefault("type", MessageType.REPLY if self.can_reply else MessageType.CALL)
        self.initial.setdefault("form_key", uuid4())

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
        self.instance.direction = ALWAYS.get(kind) or data.get("spoken") or Direction.OUT
        return data
