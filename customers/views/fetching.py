"""How every view of a customer gets it: through what the person may see, else 404."""

from django.shortcuts import get_object_or_404

from customers.models import Customer
from helpdesk.staff.requests import StaffRequest


def kept_or_404(request: StaffRequest, pk: int) -> Customer:
    """The customer with this number, or the one they were merged into."""
    return get_object_or_404(Customer.objects.visible_to(request.user).standing_for(pk))
