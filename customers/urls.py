from django.urls import path

from customers import api
from customers.views import customers, editing

app_name = "customers"

urlpatterns = [
    path("customers/", customers.customer_list, name="list"),
    path("customers/new/", editing.new_customer, name="new"),
    path("customers/suggestions/", customers.customer_suggestions, name="suggestions"),
    path("customers/<int:pk>/", customers.customer_detail, name="detail"),
    path("customers/<int:pk>/editing/", editing.edit_customer, name="edit"),
    path("api/customers/", api.CustomerList.as_view(), name="api_list"),
    path("api/customers/<int:pk>/", api.CustomerDetail.as_view(), name="api_detail"),
]
