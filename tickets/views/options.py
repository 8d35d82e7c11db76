from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.staff.requests import StaffRequest
from tickets.domain.options import explain
from tickets.forms.options import OptionsForm
from tickets.views.fetching import workable_or_404
from tickets.views.verb import verb_page


@login_required
@require_http_methods(["GET", "POST"])
def options(request: StaffRequest, pk: int) -> HttpResponse:
    """What was explained to the customer, and what they chose."""
    ticket = workable_or_404(request, pk)
    form = OptionsForm(request.POST or None, ticket=ticket)
    return verb_page(
        request,
        ticket,
        form,
        title=_("Options explained"),
        submit=_("Save"),
        done=_("The options are noted."),
        over=("options.explained",),
        act=lambda data: explain(ticket, added=data["added"], chosen=form.number_chosen, by=request.user),
    )
