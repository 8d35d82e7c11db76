from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.review import review as keep_review
from surveys.forms.review import ReviewForm
from surveys.models import Response
from tickets.domain.errors import NotPossible


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """Note what was done about a low score."""
    low = Response.objects.visible_to(request.user).filter(is_low=True).with_ticket()
    response = get_object_or_404(low, pk=pk)
    form = ReviewForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                keep_review(response, what_was_done=form.cleaned_data["what_was_done"], by=request.user)
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, _("Noted."))
                return redirect("tickets:supervisor")
    context = {"section": "supervisor", "response": response, "form": form}
    return render(request, "surveys/review.html", context, status=status)
