from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LetterStatus(TextChoices):
    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("refused")
    # Erased before it could leave: see ``helpdesk.mail.erasure``.
    WITHDRAWN = "withdrawn", _("withdrawn")
