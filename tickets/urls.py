from django.urls import path

from tickets import api
from tickets.views import (
    addition,
    assignment,
    attachment,
    canned,
    customer,
    escalation,
    kind,
    message,
    new,
    policies,
    preview,
    queue,
    resolution,
    status,
    supervisor,
    ticket,
    who,
)

app_name = "tickets"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("supervisor/", supervisor.supervisor, name="supervisor"),
    path("tickets/new/", new.new_ticket, name="new"),
    path("tickets/new/preview/", preview.preview, name="preview"),
    path("tickets/new/customers/", preview.customers, name="customers"),
    path("tickets/<int:pk>/", ticket.ticket_detail, name="detail"),
    path("tickets/<int:pk>/messages/", message.message, name="message"),
    path("tickets/<int:pk>/addition/", addition.addition, name="addition"),
    path("tickets/<int:pk>/canned-replies/", canned.canned_replies, name="canned_replies"),
    path("tickets/<int:pk>/customer/", who.customer_of, name="customer"),
    path("tickets/<int:pk>/attachments/<uuid:key>/", attachment.attachment, name="attachment"),
    path("tickets/<int:pk>/attachments/<uuid:key>/thumbnail/", attachment.thumbnail, name="thumbnail"),
    path("tickets/<int:pk>/policies/", policies.policies, name="policies"),
    path("tickets/<int:pk>/status/", status.status, name="status"),
    path("tickets/<int:pk>/taking/", assignment.taking, name="taking"),
    path("tickets/<int:pk>/assignment/", assignment.assignment, name="assignment"),
    path("tickets/<int:pk>/kind/", kind.kind, name="kind"),
    path("tickets/<int:pk>/resolution/", resolution.resolution, name="resolution"),
    path("tickets/<int:pk>/reopening/", resolution.reopening, name="reopening"),
    path("tickets/<int:pk>/escalation/", escalation.escalation, name="escalation"),
    path("tickets/of-customer/<int:pk>/", customer.of_customer, name="of_customer"),
    path("api/tickets/", api.TicketList.as_view(), name="api_list"),
    path("api/tickets/<int:pk>/", api.TicketDetail.as_view(), name="api_detail"),
    path("escalations/<int:pk>/answer/", escalation.answer, name="answer"),
]
