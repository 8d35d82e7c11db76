from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from customers.models import Customer
from customers.views.fetching import kept_or_404
from helpdesk.staff.requests import StaffRequest


@login_required
@require_GET
def chosen(request: StaffRequest, pk: int) -> HttpResponse:
    """Who was chosen on another page: name, flags, how to reach them, and what one must know of them."""
    return chosen_card(request, kept_or_404(request, pk).pk)


def chosen_card(request: StaffRequest, pk: int) -> HttpResponse:
    people = (
        Customer.objects.visible_to(request.user).with_contact_points().with_notices(on=timezone.localdate())
    )
    return render(request, "customers/_chosen.html", {"customer": get_object_or_404(people, pk=pk)})
