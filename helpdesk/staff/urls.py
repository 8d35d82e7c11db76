from django.urls import path

from helpdesk.staff import views

app_name = "staff"

urlpatterns = [
    path("away/", views.away, name="away"),
    path("away/<int:pk>/end/", views.back, name="back"),
]
