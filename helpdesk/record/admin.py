import json

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpdesk.record.models import Entry


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin[Entry]):
    """The record can be read here, and nothing else."""

    list_display = ["at", "by_name", "verb", "subject_type", "subject_id"]
    list_filter = ["subject_type", "verb"]
    search_fields = ["=subject_id", "by_name"]
    show_full_result_count = False
    readonly_fields = ["in_words"]

    @admin.display(description=_("words"))
    def in_words(self, entry: Entry) -> str:
        return gettext("(erased)") if entry.is_forgotten else json.dumps(entry.said, ensure_ascii=False)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False
