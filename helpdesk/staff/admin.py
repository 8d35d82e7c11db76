from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import Membership, Site, Team, User

admin.site.site_title = admin.site.site_header = _("Courtesy Desk administration")


class MembershipInline(admin.TabularInline[Membership, Any]):
    model = Membership
    extra = 1
    autocomplete_fields = ["team", "user"]


class PersonCreationForm(AdminUserCreationForm[User]):
    class Meta:
        model = User
        fields = ("email", "name", "role", "language")


@admin.register(User)
class UserAdmin(DjangoUserAdmin[User]):
    """The role decides the rest, see ``User.save``."""

    add_form = PersonCreationForm
    ordering = ["name"]
    list_display = ["name", "email", "role", "language", "is_active"]
    list_filter = ["role", "is_active", "teams__site"]
    search_fields = ["name", "email"]
    readonly_fields = ["date_joined", "last_login"]
    filter_horizontal = ()
    autocomplete_fields = ["answers_to"]
    inlines = [MembershipInline]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (_("Person"), {"fields": ["name", "role", "language", "answers_to", "is_active"]}),
        (_("Dates"), {"fields": ["date_joined", "last_login"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["email", "name", "role", "language", "usable_password", "password1", "password2"],
            },
        ),
    ]


@admin.register(Site)
class SiteAdmin(admin.ModelAdmin[Site]):
    list_display = ["name", "type", "town", "country", "time_zone", "currency", "language"]
    search_fields = ["name", "town"]


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin[Team]):
    list_display = ["name", "site", "routing", "most_open"]
    list_filter = ["site", "routing"]
    search_fields = ["name", "site__name"]
    inlines = [MembershipInline]
