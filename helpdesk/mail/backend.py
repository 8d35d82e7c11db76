"""Puts what Django and its libraries send into the outbox."""

from collections.abc import Sequence
from secrets import token_hex

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from helpdesk.mail.outbox import enqueue


class OutboxBackend(BaseEmailBackend):
    """One letter per recipient. Attachments are not supported and raise ``ValueError``."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            self._enqueue(message)
        return len(email_messages)

    def _enqueue(self, message: EmailMessage) -> None:
        if message.attachments:
            raise ValueError("The outbox takes no attachments.")
        html = next((body for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
        for recipient in message.recipients():
            enqueue(
                recipient,
                subject=str(message.subject),
                text=str(message.body),
                html=str(html),
                sender=message.from_email,
                cause=f"django:{token_hex(16)}",
            )
