from django import forms
from django.contrib import admin

from tickets.kinds import KINDS
from tickets.models import SlaPolicy


class SlaPolicyForm(forms.ModelForm[SlaPolicy]):
    kind = forms.ChoiceField(choices=lambda: [(kind.key, kind.label) for kind in KINDS.values()])


@admin.register(SlaPolicy)
class SlaPolicyAdmin(admin.ModelAdmin[SlaPolicy]):
    """The promises per kind. Tickets themselves are changed in the product only, where it is recorded."""

    form = SlaPolicyForm
    list_display = ["kind", "first_response", "resolution", "remind_before"]
