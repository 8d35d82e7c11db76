from django.urls import path

from helpdesk.notifications.views import muting, push, settings

app_name = "notifications"

urlpatterns = [
    path("news/settings/", settings.settings_page, name="settings"),
    path("news/muting/<slug:name>/<int:pk>/", muting.muting, name="muting"),
    path("news/unmuting/<slug:name>/<int:pk>/", muting.unmuting, name="unmuting"),
    path("push/worker.js", push.worker, name="worker"),
    path("push/subscription/", push.subscription, name="subscription"),
    path("push/subscription/end/", push.end_of_subscription, name="subscription_end"),
    path("push/browsers/<int:pk>/removal/", push.removal, name="browser_removal"),
]
