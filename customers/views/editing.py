from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from customers.domain.customer import add_customer, describe, record_changes
from customers.forms.customer import ContactPointFormSet, CustomerForm
from customers.models import Customer
from helpdesk.staff.guards import worker_required
from helpdesk.staff.models import Site
from helpdesk.staff.requests import StaffRequest


@login_required
@worker_required
def new_customer(request: StaffRequest) -> HttpResponse:
    """Add a customer at the first site the person works at."""
    site = get_object_or_404(Site.objects.visible_to(request.user)[:1])
    form = CustomerForm(
        request.POST or None, initial={"language": site.language, "name": request.GET.get("name", "")}
    )
    points = ContactPointFormSet(request.POST or None, form_kwargs={"country": site.country})
    if request.method == "POST" and form.is_valid() and points.is_valid():
        with transaction.atomic():
            customer = add_customer(form.save(commit=False), site=site, by=request.user)
            points.instance = customer
            points.save()
        return redirect("customers:detail", pk=customer.pk)
    return edit_page(request, form, points, customer=None)


@login_required
@worker_required
def edit_customer(request: StaffRequest, pk: int) -> HttpResponse:
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    country = customer.sites.values_list("country", flat=True).first() or "CZ"
    form = CustomerForm(request.POST or None, instance=customer)
    points = ContactPointFormSet(request.POST or None, instance=customer, form_kwargs={"country": country})
    if request.method == "POST" and form.is_valid() and points.is_valid():
        with transaction.atomic():
            before = describe(Customer.objects.select_for_update().get(pk=pk))
            form.save()
            points.save()
            record_changes(customer, before=before, by=request.user)
        return redirect("customers:detail", pk=pk)
    return edit_page(request, form, points, customer=customer)


def edit_page(
    request: StaffRequest, form: CustomerForm, points: object, *, customer: Customer | None
) -> HttpResponse:
    invalid = request.method == "POST"
    context = {"form": form, "points": points, "customer": customer, "section": "customers"}
    return render(request, "customers/edit.html", context, status=422 if invalid else 200)
