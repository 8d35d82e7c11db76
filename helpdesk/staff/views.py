from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import i18n
from django.views.decorators.http import require_POST

from helpdesk.staff.models import User


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Show the product in another language: on this device, and for a person who is signed in everywhere."""
    language = request.POST.get("language", "")
    if isinstance(request.user, User) and language in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=language)
    return i18n.set_language(request)


def sign_in_to_administration(request: HttpRequest) -> HttpResponse:
    """The desk's own sign-in stands before the administration too: the one of Django counts no failures.

    404 for somebody who is signed in and no administrator.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.GET.get("next", "/admin/"))
    if not request.user.is_staff:
        raise Http404
    return redirect("admin:index")


def nothing_here(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # every view gets one
    """Stands before a page of a library that this desk does not offer."""
    raise Http404
