from django.contrib import admin
from django.http import HttpRequest

from helpdesk.mail.models import Letter


@admin.register(Letter)
class LetterAdmin(admin.ModelAdmin[Letter]):
    """What left the house, what waits, and what the mail server said. Read only."""

    list_display = ["created_at", "recipient", "subject", "status", "attempts", "last_answer"]
    list_filter = ["status"]
    search_fields = ["=recipient"]
    exclude = ["text", "html", "secrets"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Letter | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Letter | None = None) -> bool:
        return False
