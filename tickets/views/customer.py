from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from customers.views.fetching import kept_or_404
from helpdesk.staff.requests import StaffRequest
from tickets.domain.history import history_of
from tickets.kinds import KINDS


@login_required
@require_GET
def of_customer(request: StaffRequest, pk: int) -> HttpResponse:
    """The customer's page loads this: all that happened with them at the sites one sees, newest first."""
    customer = kept_or_404(request, pk)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    history = history_of(customer, user=request.user, kind=kind, asked=request.GET.dict())
    context = {
        "section": "customers",
        "customer": customer,
        "history": history,
        "kind": kind,
        "kinds": KINDS.values(),
        "newer_url": address(request.path, kind=kind, before=history.newer_mark),
        "older_url": address(request.path, kind=kind, after=history.older_mark),
    }
    template = "tickets/of_customer.html#panel" if request.htmx else "tickets/of_customer.html"
    return render(request, template, context)


def address(path: str, *, kind: str, **mark: str) -> str:
    """The panel's own address with another mark; empty when there is no such page."""
    if not any(mark.values()):
        return ""
    query = QueryDict(mutable=True)
    query.update(mark | ({"kind": kind} if kind else {}))
    return f"{path}?{query.urlencode()}"
