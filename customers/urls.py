from django.urls import path

from customers import api
from customers.views import (
    card,
    csv_export,
    customers,
    editing,
    erasure,
    export,
    imports,
    legal_hold,
    merging,
    notices,
)

app_name = "customers"

urlpatterns = [
    path("customers/", customers.customer_list, name="list"),
    path("customers/new/", editing.new_customer, name="new"),
    path("customers/suggestions/", customers.customer_suggestions, name="suggestions"),
    path("customers/export/", csv_export.customers_csv, name="csv"),
    path("customers/imports/", imports.imports, name="imports"),
    path("customers/imports/<int:pk>/", imports.customer_import, name="import"),
    path("customers/imports/<int:pk>/reading/", imports.reading, name="import_reading"),
    path("customers/imports/<int:pk>/start/", imports.start, name="import_start"),
    path("customers/imports/<int:pk>/cancellation/", imports.cancellation, name="import_cancellation"),
    path("customers/imports/<int:pk>/problems/", imports.import_problems, name="import_problems"),
    path("customers/<int:pk>/", customers.customer_detail, name="detail"),
    path("customers/<int:pk>/editing/", editing.edit_customer, name="edit"),
    path("customers/<int:pk>/card/", card.chosen, name="chosen"),
    path("customers/<int:pk>/notices/", notices.notices, name="notices"),
    path("customers/notices/<int:pk>/lifting/", notices.lifting, name="lifting"),
    path("customers/<int:pk>/merge/", merging.merging, name="merge"),
    path("customers/merges/<int:pk>/undo/", merging.undoing, name="undo_merge"),
    path("customers/<int:pk>/export/", export.export, name="export"),
    path("customers/<int:pk>/erasure/", erasure.erasure, name="erasure"),
    path("customers/<int:pk>/legal-hold/", legal_hold.legal_hold, name="legal_hold"),
    path("customers/<int:pk>/legal-hold/lifting/", legal_hold.lifting, name="hold_lifting"),
    path("api/customers/", api.CustomerList.as_view(), name="api_list"),
    path("api/customers/<int:pk>/", api.CustomerDetail.as_view(), name="api_detail"),
]
