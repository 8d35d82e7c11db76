from django.urls import path

from helpdesk.live import views

app_name = "live"

urlpatterns = [
    path("news/", views.news_list, name="news"),
    path("news/reading/", views.read_all, name="read_all"),
    path("news/<int:pk>/reading/", views.read_one, name="read_one"),
]
