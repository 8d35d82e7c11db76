from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from helpdesk.notifications.kinds import KINDS
from helpdesk.notifications.models import Dispatch


@admin.register(Dispatch)
class DispatchAdmin(admin.ModelAdmin[Dispatch]):
    """What news are on their way, to whom and since when. Read only, and not what they say."""

    list_display = ["leaves_at", "recipient", "kind", "way", "attempts", "settled_at"]
    list_filter = ["way"]
    list_select_related = ["news__recipient"]
    fields = ["recipient", "kind", "way", "leaves_at", "attempts", "settled_at"]
    ordering = ["-id"]
    show_full_result_count = False

    @admin.display(description=_("for"))
    def recipient(self, dispatch: Dispatch) -> str:
        return str(dispatch.news.recipient)

    @admin.display(description=_("kind of news"))
    def kind(self, dispatch: Dispatch) -> str:
        kind = KINDS.get(dispatch.news.kind)
        return str(kind.label if kind else dispatch.news.kind)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Dispatch | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Dispatch | None = None) -> bool:
        return False
