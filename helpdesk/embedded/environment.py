"""What the desk's processes are told through their environment."""

import os
from collections.abc import Mapping

from helpdesk.embedded.folder import CHECKOUT, DataFolder

FILE = "environment.json"
# Every variable that tells a process which desk it belongs to.
NAMES = (
    *("ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL", "LETTERS_URL", "MEDIA_ROOT", "REDIS_URL", "SECRET_KEY"),
    *("SITE_URL", "STATIC_ROOT", "COURTESY_DATA", "PORT", "MAIL_SMTP_PORT", "MAIL_WEB_PORT"),
    *("LIVE_BIND", "LIVE_PORT", "LIVE_URL", "VAPID_PRIVATE_KEY"),
)
PUSH_KEY = 32  # bytes: what the browsers' push services take for a key


def without_desk(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment as if no desk had been started around this process."""
    return {name: value for name, value in environ.items() if name not in NAMES}


def server_urls(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """DATABASE_URL and REDIS_URL as far as somebody has set them: those servers are not ours to start."""
    return {name: environ[name] for name in ("DATABASE_URL", "REDIS_URL") if environ.get(name)}


def of_desk(folder: DataFolder, *, site_url: str, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What the desk that is reached at `site_url` is told. What is already set in `environ` wins."""
    usual = {
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "EMAIL_URL": "smtp://127.0.0.1:1025",
        "MEDIA_ROOT": str(folder / "media"),
        "SECRET_KEY": environ.get("SECRET_KEY") or folder.secret("secret_key"),
        "SITE_URL": site_url,
        "STATIC_ROOT": str(folder / "static"),
        "VAPID_PRIVATE_KEY": environ.get("VAPID_PRIVATE_KEY") or folder.secret("push_key", size=PUSH_KEY),
    }
    return {name: environ.get(name) or value for name, value in usual.items()} | {
        "COURTESY_DATA": str(folder.path),
        "DJANGO_SETTINGS_MODULE": "helpdesk.settings",  # another project's may be set
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONUNBUFFERED": "1",
    }


def complete(told: Mapping[str, str], environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The whole environment of a process: `environ`, but for the PG… that would bend libpq, and `told`."""
    return {name: value for name, value in environ.items() if not name.startswith("PG")} | dict(told)
