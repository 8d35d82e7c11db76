from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.notifications.domain.choices import choose
from helpdesk.notifications.domain.mutes import muted_subjects
from helpdesk.notifications.domain.push_service import public_key
from helpdesk.notifications.forms.settings import SettingsForm
from helpdesk.notifications.models import Subscription
from helpdesk.staff.requests import StaffRequest


@login_required
@require_http_methods(["GET", "POST"])
def settings_page(request: StaffRequest) -> HttpResponse:
    """What reaches the person, and how; what they have muted, and their browsers."""
    key, status = public_key(), 200
    form = SettingsForm(request.POST or None, person=request.user, with_push=bool(key))
    if request.method == "POST":
        if form.is_valid():
            choose(request.user, form.ways(), habits=form.habits(), now=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("notifications:settings")
        status = 422
    context = {
        "section": "news",
        "form": form,
        "muted": muted_subjects(request.user),
        "push_key": key,
        "browsers": Subscription.objects.visible_to(request.user).order_by("-id"),
    }
    return render(request, "notifications/settings.html", context, status=status)
