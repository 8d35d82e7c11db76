from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView

from helpdesk.staff.views import set_language

urlpatterns = [
    path("", include("tickets.urls")),
    path("", include("customers.urls")),
    path("", include("surveys.urls")),
    path("", include("helpdesk.live.urls")),
    path("api/schema.json", SpectacularJSONAPIView.as_view(), name="api_schema"),
    path("accounts/", include("allauth.account.urls")),
    path("language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
]
