from django.urls import path

from bench.floor import FRAME, PATH, floor, frame
from helpdesk.urls import urlpatterns as of_the_product

urlpatterns = [path(PATH.lstrip("/"), floor), path(FRAME.lstrip("/"), frame), *of_the_product]
