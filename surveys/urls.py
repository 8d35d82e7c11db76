from django.urls import path

from surveys.views import answer, customer, figures, kept_apart, opting_out, results, review

app_name = "surveys"

urlpatterns = [
    path("s/<str:token>/", answer.answer, name="answer"),
    path("s/<str:token>/leaving/", answer.leave, name="leaving"),
    path("s/<str:token>/unsubscribe/", opting_out.unsubscribe, name="unsubscribe"),
    path("surveys/", results.results, name="results"),
    path("surveys/figures/", figures.figures_page, name="figures"),
    path("surveys/figures/csv/", figures.figures_csv, name="figures_csv"),
    path("surveys/figures/answers/", figures.figures_answers, name="figures_answers"),
    path("surveys/low-scores/", results.low_scores, name="low_scores"),
    path("surveys/kept-apart/", kept_apart.kept_apart, name="kept_apart"),
    path("surveys/kept-apart/<int:pk>/verdict/", kept_apart.verdict, name="verdict"),
    path("surveys/tickets/<int:pk>/", results.of_ticket, name="of_ticket"),
    path("surveys/customers/<int:pk>/", customer.of_customer, name="of_customer"),
    path("surveys/opt-outs/<int:pk>/lifting/", opting_out.lifting, name="opt_out_lifting"),
    path("surveys/responses/<int:pk>/review/", review.review, name="review"),
]
