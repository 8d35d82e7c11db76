from django.urls import path

from helpdesk.drafts import views

app_name = "drafts"

urlpatterns = [
    path("drafts/<uuid:key>/", views.autosave, name="draft"),
    path("drafts/<uuid:key>/removal/", views.removal, name="removal"),
]
