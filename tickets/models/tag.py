from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.folding import fold

LONGEST_TAG = 40


class Tag(models.Model):
    """A word the house marks tickets with. The house decides on its words: they name things, never people.

    Tickets hold the word itself; so it stays as it is once it is there, and can only go out of use.
    """

    name = models.CharField(_("tag"), max_length=LONGEST_TAG, unique=True)
    folded_name = models.CharField(max_length=LONGEST_TAG * 2, unique=True, editable=False)
    is_in_use = models.BooleanField(
        _("in use"),
        default=True,
        help_text=_("Otherwise no more tickets get it. Those that have it keep it."),
    )

    class Meta:
        ordering = ["folded_name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_name = fold(self.name)[: LONGEST_TAG * 2]
        super().save(*args, **kwargs)
