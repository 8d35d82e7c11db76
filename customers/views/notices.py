from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from customers import rules
from customers.domain.errors import NotPossible
from customers.domain.notices import history_of, lift_notice, place_notice
from customers.forms.notice import NoticeForm
from customers.models import ConductNotice, Customer
from customers.views.fetching import kept_or_404
from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest


@login_required
@require_http_methods(["GET", "POST"])
def notices(request: StaffRequest, pk: int) -> HttpResponse:
    """Every conduct notice there ever was; workers may place another one."""
    customer = kept_or_404(request, pk)
    if request.method != "POST":
        return notices_page(request, customer)
    if not request.user.can_work:
        raise Http404
    today = timezone.localdate()
    form = NoticeForm(request.POST, today=today)
    if not form.is_valid():
        return notices_page(request, customer, form=form, status=422)
    try:
        placed = place_notice(customer, **form.cleaned_data, on=today, by=request.user)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return notices_page(request, customer, form=form, status=409)
    messages.success(request, _("The notice is shown wherever the customer is."))
    return redirect("customers:detail", pk=placed.customer_id)


@login_required
@require_POST
@worker_required
def lifting(request: StaffRequest, pk: int) -> HttpResponse:
    """End a notice before its day."""
    visible = ConductNotice.objects.filter(customer__in=Customer.objects.visible_to(request.user))
    notice = get_object_or_404(visible.select_related("customer"), pk=pk)
    if notice.lifted_at is None and not rules.may_lift(request.user, notice):
        raise Http404
    try:
        lift_notice(notice, by=request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The notice is lifted."))
    return redirect("customers:detail", pk=notice.customer_id)


def notices_page(
    request: StaffRequest, customer: Customer, *, form: NoticeForm | None = None, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "section": "customers",
        "customer": customer,
        "history": history_of(customer, on=today, user=request.user),
        "form": form or NoticeForm(today=today),
    }
    return render(request, "customers/notices.html", context, status=status)
