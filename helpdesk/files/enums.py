from django.db import models
from django.utils.translation import gettext_lazy as _


class Scan(models.TextChoices):
    """What is known of viruses in a file. One with a virus is never kept."""

    CLEAN = "clean", _("no virus found")
    NOT_SCANNED = "not_scanned", _("not looked at: no scanner is set up")
