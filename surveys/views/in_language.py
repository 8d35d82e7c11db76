"""Pages with a part in another language than the rest: what is read out or stands on paper for a customer."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString


def language_asked(request: HttpRequest, *, usual: str) -> str:
    """``language`` in the address or the form, if the house speaks it."""
    asked = request.POST.get("language") or request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else usual


def in_language(template: str, context: dict[str, Any], *, language: str, request: HttpRequest) -> SafeString:
    with translation.override(language):
        return SafeString(render_to_string(template, context, request))  # templates escape
