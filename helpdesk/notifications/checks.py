"""What can be wrong with the settings of push messages."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from helpdesk.notifications.domain.push_service import is_configured, key_of


def check_push_key(**_: Any) -> list[CheckMessage]:
    """A key that is none is noticed when the product starts, not when somebody opens the settings."""
    if not is_configured():
        return []
    try:
        key_of(settings.VAPID_PRIVATE_KEY)
    except ValueError as error:
        return [Error(str(error), hint="32 random bytes in base64url.", id="notifications.E001")]
    return []
