"""What the desk's processes are told through their environment."""

import os
from collections.abc import Mapping

from helpdesk.embedded.folder import CHECKOUT, DataFolder

FILE = "environment.json"


def server_urls(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """DATABASE_URL and REDIS_URL as far as somebody has set them: those servers are not ours to start."""
    return {name: environ[name] for name in ("DATABASE_URL", "REDIS_URL") if environ.get(name)}


def of_django(folder: DataFolder, *, site_url: str, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The settings every process of a desk on this machine needs, for a desk that is reached at `site_url`.

    What is already set in `environ` wins. The rest of `environ` is passed on, but for PG…, which would bend libpq,
    and DJANGO_SETTINGS_MODULE, which may still point to another project.
    """
    ours = {
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "MEDIA_ROOT": str(folder / "media"),
        "SECRET_KEY": folder.secret("secret_key"),
        "SITE_URL": site_url,
        "STATIC_ROOT": str(folder / "static"),
    }
    inherited = {name: value for name, value in environ.items() if not name.startswith("PG")}
    return {
        **ours,
        **inherited,
        "COURTESY_DATA": str(folder.path),
        "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONUNBUFFERED": "1",
    }
