from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from customers.domain.notices import LONGEST
from customers.models import ConductNotice

USUALLY = timedelta(days=30)


class NoticeForm(forms.ModelForm[ConductNotice]):
    class Meta:
        model = ConductNotice
        fields = ["text", "until"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "until": forms.DateInput(attrs={"type": "date"}),
        }
        help_texts = {
            "text": _("What happened and what to do, in a few calm words. The customer may read it one day.")
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("until", today + USUALLY)
        until = self.fields["until"].widget
        until.format = "%Y-%m-%d"
        until.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not self.today <= until <= self.today + LONGEST:
            last = date_format(self.today + LONGEST, "DATE_FORMAT")
            raise ValidationError(_("Choose a day from today to %(last)s.") % {"last": last})
        return until
