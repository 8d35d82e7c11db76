from typing import Any

from django.contrib import admin

from customers.models import ContactPoint, Customer


class ContactPointInline(admin.TabularInline[ContactPoint, Any]):
    model = ContactPoint
    extra = 0


@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin[Customer]):
    list_display = ["name", "language", "preferred_channel", "created_at"]
    search_fields = ["search_text"]
    filter_horizontal = ["sites"]
    inlines = [ContactPointInline]
    show_full_result_count = False
