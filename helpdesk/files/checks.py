"""What `manage.py check` says about the settings of files."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from helpdesk.files.scanning import scanner_at


def the_scanner_has_an_address(**_: Any) -> list[CheckMessage]:
    """``CLAMD_URL`` can be read; whether somebody answers there is seen when a file comes."""
    if not settings.CLAMD_URL:
        return []
    try:
        scanner_at(settings.CLAMD_URL)
    except ValueError as error:
        return [Error(f"CLAMD_URL: {error}", id="files.E001")]
    return []
