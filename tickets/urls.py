from django.urls import path

from tickets import api
from tickets.views import (
    assignment,
    customer,
    escalation,
    message,
    new,
    queue,
    resolution,
    status,
    supervisor,
    ticket,
)

app_name = "tickets"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("supervisor/", supervisor.supervisor, name="supervisor"),
    path("tickets/new/", new.new_ticket, name="new"),
    path("tickets/new/figure/", new.figure, name="figure"),
    path("tickets/<int:pk>/", ticket.ticket_detail, name="detail"),
    path("tickets/<int:pk>/messages/", message.message, name="message"),
    path("tickets/<int:pk>/status/", status.status, name="status"),
    path("tickets/<int:pk>/taking/", assignment.taking, name="taking"),
    path("tickets/<int:pk>/assignment/", assignment.assignment, name="assignment"),
    path("tickets/<int:pk>/resolution/", resolution.resolution, name="resolution"),
    path("tickets/<int:pk>/reopening/", resolution.reopening, name="reopening"),
    path("tickets/<int:pk>/escalation/", escalation.escalation, name="escalation"),
    path("tickets/of-customer/<int:pk>/", customer.of_customer, name="of_customer"),
    path("api/tickets/", api.TicketList.as_view(), name="api_list"),
    path("api/tickets/<int:pk>/", api.TicketDetail.as_view(), name="api_detail"),
    path("escalations/<int:pk>/answer/", escalation.answer, name="answer"),
]
