from django.urls import path

from surveys.views import answer, customer, results, review

app_name = "surveys"

urlpatterns = [
    path("s/<str:token>/", answer.answer, name="answer"),
    path("surveys/", results.results, name="results"),
    path("surveys/low-scores/", results.low_scores, name="low_scores"),
    path("surveys/tickets/<int:pk>/", results.of_ticket, name="of_ticket"),
    path("surveys/customers/<int:pk>/", customer.of_customer, name="of_customer"),
    path("surveys/responses/<int:pk>/review/", review.review, name="review"),
]
