"""Adding and changing a customer: on a page, or in a dialog of another page when htmx asks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from customers.domain.customer import add_customer, change_customer, digest_of
from customers.domain.errors import ChangedMeanwhile, NotPossible
from customers.enums import ContactType
from customers.forms.customer import CustomerForms
from customers.models import Customer
from customers.views.card import chosen_card
from customers.views.comparison import differences
from customers.views.fetching import kept_or_404
from helpdesk.record.models import Entry
from helpdesk.staff.guards import worker_required
from helpdesk.staff.models import Site, User
from helpdesk.staff.requests import StaffRequest

# The button that asks for one more line to write into.
MORE = "more"
# What may stand behind another version, as the record calls it.
CHANGES = ("customer.changed", "customer.merged", "customer.merge_undone")


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def new_customer(request: StaffRequest) -> HttpResponse:
    """Add a customer at the site named by ``site``, else at the first one the person works at."""
    site, customer = site_asked(request), Customer()
    if request.method != "POST":
        initial = {"language": site.language, "name": request.GET.get("name", "")}
        return edit_page(
            request, CustomerForms.of(customer, country=site.country, initial=initial), site=site
        )
    if MORE in request.POST:
        unread = CustomerForms.unread(request.POST.dict(), customer=customer, country=site.country)
        return edit_page(request, unread, site=site)
    forms = CustomerForms.read(request.POST.dict(), customer=customer, country=site.country)
    if not forms.is_valid():
        return edit_page(request, forms, site=site, status=422)
    emails, phones = forms.points[ContactType.EMAIL], forms.points[ContactType.PHONE]
    return saved(request, add_customer(customer, site=site, by=request.user, emails=emails, phones=phones))


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def edit_customer(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a customer, or the one they were merged into meanwhile."""
    customer = kept_or_404(request, pk)
    if request.method != "POST" and customer.erased_at:
        raise Http404
    if request.method != "POST" and customer.pk != pk:
        return redirect("customers:edit", pk=customer.pk)
    # A form that was read has its own idea of the name.
    page = partial(edit_page, request, customer=customer, name=str(customer))
    country = country_of(customer, user=request.user)
    if request.method != "POST":
        return page(CustomerForms.of(customer, country=country))
    if MORE in request.POST:
        return page(CustomerForms.unread(request.POST.dict(), customer=customer, country=country))
    forms = CustomerForms.read(request.POST.dict(), customer=customer, country=country)
    if not forms.is_valid():
        return page(forms, status=422)
    try:
        change_customer(customer, points=forms.points, version=forms.version, by=request.user)
    except ChangedMeanwhile as meanwhile:
        # Saving once more saves what was typed, with every contact point that came in between.
        forms.add_what_is_there(meanwhile.now, version=digest_of(meanwhile.now))
        return page(forms, status=409, conflict=conflict_with(customer, meanwhile, asked=pk))
    except NotPossible as refusal:
        forms.form.add_error(None, str(refusal))
        return page(forms, status=409)
    return saved(request, customer)


def site_asked(request: StaffRequest) -> Site:
    """404 for a site that is not the person's, and for a person without any."""
    sites = Site.objects.visible_to(request.user)
    named = request.POST.get("site") or request.GET.get("site") or ""
    if named:
        sites = sites.filter(pk=int(named)) if named.isascii() and named.isdigit() else sites.none()
    return get_object_or_404(sites[:1])


def country_of(customer: Customer, *, user: User) -> str:
    """Where a phone number without a country is read: at a site of the person that knows the customer."""
    known = list(customer.sites.values_list("pk", "country"))
    own = [country for site, country in known if site in user.site_ids]
    return next(iter([*own, *(country for _site, country in known)]), "CZ")


def edit_page(
    request: StaffRequest,
    forms: CustomerForms,
    *,
    customer: Customer | None = None,
    name: str = "",
    site: Site | None = None,
    status: int = 200,
    conflict: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The whole page, or its panel for a dialog."""
    context = {"section": "customers", "forms": forms, "customer": customer, "name": name, "site": site}
    context |= {"more": request.POST.get(MORE), **(conflict or {})}
    template = "customers/_edit_panel.html" if request.htmx else "customers/edit.html"
    return render(request, template, context, status=status)


def conflict_with(customer: Customer, meanwhile: ChangedMeanwhile, *, asked: int) -> dict[str, Any]:
    """What the page says of the two versions, and of who made the other one."""
    return {
        "differences": differences(meanwhile.now, meanwhile.typed),
        "was_merged": customer.pk != asked,
        "change": Entry.objects.about(customer).filter(verb__in=CHANGES).last(),
    }


def saved(request: StaffRequest, customer: Customer) -> HttpResponse:
    """Back to the customer's page; in a dialog their card, and news of it for the page around."""
    if not request.htmx:
        return redirect("customers:detail", pk=customer.pk)
    response = chosen_card(request, customer.pk)
    return trigger_client_event(response, "customer-saved", {"pk": customer.pk, "name": str(customer)})
