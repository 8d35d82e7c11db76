from django.urls import path

from helpdesk.files import views

app_name = "files"

urlpatterns = [
    path("files/", views.uploads, name="uploads"),
    path("files/<uuid:key>/", views.file, name="file"),
    path("files/<uuid:key>/thumbnail/", views.thumbnail, name="thumbnail"),
    path("files/<uuid:key>/removal/", views.removal, name="removal"),
]
