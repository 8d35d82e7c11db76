"""The product's own settings, with one page more: the floor."""

from helpdesk.settings import *  # noqa: F403  # everything is as in production

ROOT_URLCONF = "bench.urls"
# The figures are the server's, not those of a page that redirects to https.
SECURE_SSL_REDIRECT = False
