from django.conf import settings
from django.http import HttpRequest, HttpResponse
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
