from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView

from helpdesk.staff.views import nothing_here, set_language, sign_in_to_administration

handler400 = "helpdesk.staff.middleware.too_large_or_bad"

urlpatterns = [
    path("", include("tickets.urls")),
    path("", include("customers.urls")),
    path("", include("surveys.urls")),
    path("", include("helpdesk.staff.urls")),
    path("", include("helpdesk.live.urls")),
    path("", include("helpdesk.notifications.urls")),
    path("", include("helpdesk.drafts.urls")),
    path("", include("helpdesk.files.urls")),
    path("", include("helpdesk.policies.urls")),
    path("api/schema.json", SpectacularJSONAPIView.as_view(), name="api_schema"),
    # The address one signs in with is the administrator's to change.
    path("accounts/email/", nothing_here, name="account_email_closed"),
    path("accounts/", include("allauth.account.urls")),
    path("language/", set_language, name="set_language"),
    path("admin/login/", sign_in_to_administration, name="admin_sign_in"),
    path("admin/", admin.site.urls),
]
