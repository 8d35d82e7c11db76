"""Push messages: the script a browser keeps for them, and which browsers get them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from helpdesk.notifications.browsers import name_of
from helpdesk.notifications.domain.push_service import is_configured
from helpdesk.notifications.domain.subscription import subscribe
from helpdesk.notifications.forms.subscription import EndpointForm, SubscriptionForm
from helpdesk.notifications.models import Subscription
from helpdesk.staff.requests import StaffRequest


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It may answer for every page of the product, so it cannot lie below /static/."""
    response = render(request, "notifications/worker.js", content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response


@login_required
@require_POST
def subscription(request: StaffRequest) -> HttpResponse:
    """This browser takes the person's push messages. 204, or 422 with what is wrong."""
    if not is_configured():
        raise Http404
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_json(), status=422, content_type="application/json")
    subscribe(
        request.user,
        **form.cleaned_data,
        browser=name_of(request.headers.get("User-Agent", "")),
        session_key=request.session.session_key,
    )
    return HttpResponse(status=204)


@login_required
@require_POST
def end_of_subscription(request: StaffRequest) -> HttpResponse:
    """This browser takes no more of them. 204, also when it took none."""
    form = EndpointForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_json(), status=422, content_type="application/json")
    Subscription.objects.visible_to(request.user).filter(endpoint=form.cleaned_data["endpoint"]).delete()
    return HttpResponse(status=204)


@login_required
@require_POST
def removal(request: StaffRequest, pk: int) -> HttpResponse:
    """One of the person's browsers, wherever it is, takes no more of them."""
    get_object_or_404(Subscription.objects.visible_to(request.user), pk=pk).delete()
    messages.success(request, _("This browser gets no more push messages."))
    return redirect("notifications:settings")
