from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from customers.domain.errors import NotPossible
from customers.domain.family import family_of
from customers.domain.legal_hold import earlier, holds_on, lift_hold, place_hold
from customers.forms.privacy import HoldForm
from customers.views.fetching import kept_or_404
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def legal_hold(request: StaffRequest, pk: int) -> HttpResponse:
    """Forbid that anything about the customer is erased."""
    words = {
        "title": _("Place a legal hold"),
        "submit": _("Place the hold"),
        "lead": _("While it lasts nothing about this customer can be erased, whoever asks for it."),
    }
    return ask(request, pk, do=place_hold, done=_("The legal hold is in force."), words=words)


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def lifting(request: StaffRequest, pk: int) -> HttpResponse:
    """Allow erasing again."""
    words = {
        "title": _("Lift the legal hold"),
        "submit": _("Lift the hold"),
        "lead": _("From then on this customer can be erased."),
    }
    return ask(request, pk, do=lift_hold, done=_("The legal hold is lifted."), words=words)


def ask(
    request: StaffRequest, pk: int, *, do: Callable[..., object], done: str, words: dict[str, str]
) -> HttpResponse:
    """The page of both: one reason, one button."""
    customer = kept_or_404(request, pk)
    family = family_of(customer)
    form, status = HoldForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                do(customer, reason=form.cleaned_data["reason"], by=request.user)
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, done)
                return redirect("customers:detail", pk=customer.pk)
    context: dict[str, Any] = {
        "customer": customer,
        "form": form,
        "holds": holds_on(family),
        "earlier": earlier(family),
        "section": "customers",
    }
    return render(request, "customers/privacy/hold.html", {**context, **words}, status=status)
