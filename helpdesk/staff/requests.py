"""The request as a view of a signed-in person gets it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from helpdesk.staff.models import User


class StaffRequest(HttpRequest):
    """What a view behind ``login_required`` may count on. For annotations: nobody makes one."""

    user: User
    htmx: HtmxDetails
