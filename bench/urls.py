from django.urls import path

from bench.floor import floor
from helpdesk.urls import urlpatterns as of_the_product

urlpatterns = [path("bench/floor/", floor), *of_the_product]
