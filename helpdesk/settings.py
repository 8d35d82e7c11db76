"""Settings of Courtesy Desk, all from the environment; docs/operating.md has the table.

Nothing is switched on by being forgotten: without DEBUG=true the product runs as in production.
"""

from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path

import bootstrap_wrapper
import django_stubs_ext
import environ
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from helpdesk.live.environment import DEFAULT_HOSTS
from helpdesk.logs import logging_config
from helpdesk.schedule import SCHEDULE

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=DEFAULT_HOSTS)
# The address people type: links in letters start with it.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# Says so, and keeps what was typed.
CSRF_FAILURE_VIEW = "helpdesk.drafts.rescue.form_is_stale"

INSTALLED_APPS = [
    "helpdesk.staff",
    "helpdesk.record",
    "helpdesk.mail",
    "helpdesk.live",
    "helpdesk.drafts",
    "helpdesk.files",
    "helpdesk.notifications",
    "helpdesk.policies",
    "helpdesk.health",
    "customers",
    "tickets",
    "surveys",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "template_partials",
    "rest_framework",
    "drf_spectacular",
]

MIDDLEWARE = [
    "helpdesk.health.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "helpdesk.live.middleware.LiveMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "helpdesk.staff.middleware.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "helpdesk.staff.middleware.SignedOutMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "helpdesk.staff.middleware.StaffLocaleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "helpdesk.urls"
WSGI_APPLICATION = "helpdesk.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "helpdesk.staff.context.frame",
            ],
            "libraries": {
                "forms": "helpdesk.form_tags",
                "lucide": "helpdesk.icons",
                "paging": "helpdesk.paging_tags",
            },
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "helpdesk.quick_tags",
            ],
        },
    }
]
FORM_RENDERER = "helpdesk.form_renderer.QuickRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- data -----------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "helpdesk.cache.ForgivingCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 1},
        "KEY_PREFIX": "desk",
    },
}
DJANGO_REDIS_IGNORE_EXCEPTIONS = True
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True

# --- jobs -----------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "visibility_timeout": 3600,
    # A request that cannot reach the broker must not wait for it: the sweep finds the row.
    "max_retries": 0,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = SCHEDULE

# --- letters --------------------------------------------------------------------------------------
# Everything Django or a library sends becomes a row of the outbox; helpdesk.mail delivers it here.
EMAIL_BACKEND = "helpdesk.mail.backend.OutboxBackend"
_smtp = env.email_url("EMAIL_URL", default="smtp://127.0.0.1:1025")
SMTP = {
    "host": _smtp["EMAIL_HOST"] or "127.0.0.1",
    "port": _smtp["EMAIL_PORT"] or 25,
    "user": _smtp["EMAIL_HOST_USER"] or "",
    "password": _smtp["EMAIL_HOST_PASSWORD"] or "",
    "starttls": bool(_smtp.get("EMAIL_USE_TLS")),
    "tls": bool(_smtp.get("EMAIL_USE_SSL")),
    "timeout": env.int("SMTP_TIMEOUT", default=20),
    # A server may look at the whole letter before it says yes: RFC 5321 (4.5.3.2.6) grants it ten minutes.
    "final_timeout": env.int("SMTP_FINAL_TIMEOUT", default=600),
}
# How long whoever sent a reply can take it back; so long its letter waits.
# Over all workers together: what is more waits for the next minute.
SURVEY_LETTERS_PER_MINUTE = env.int("SURVEY_LETTERS_PER_MINUTE", default=300)
UNDO_SEND = timedelta(seconds=env.int("UNDO_SEND_SECONDS", default=10))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Courtesy Desk <desk@courtesy.example>")

# --- open pages -----------------------------------------------------------------------------------
# Where a page reaches the live process: a path of the web server in front, a whole address, or a port of the
# host the page comes from (":8001/"). Empty: pages stay as they were when they were opened.
LIVE_URL = env.str("LIVE_URL", default="/live/socket/")

# --- push messages --------------------------------------------------------------------------------
# The key the browsers' push services know the house by: 32 bytes in base64url. Empty: there are none.
VAPID_PRIVATE_KEY = env.str("VAPID_PRIVATE_KEY", default="")
# Where whoever runs such a service can complain.
VAPID_SUBJECT = env.str("VAPID_SUBJECT", default=f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}")

# --- people ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "tickets:queue"
ACCOUNT_ADAPTER = "helpdesk.staff.sign_in.StaffAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": env.str("SIGN_IN_FAILURES", default="10/m/ip,5/5m/key"),
    "reset_password": "20/m/ip,5/m/key",
    # Of one invitation; and of one address, behind which a whole company may sit.
    "survey": "20/10m/key,300/10m/ip",
    # Of one mystery visit: whoever walks through a house saves often.
    "mystery_visit": "60/10m/key,300/10m/ip",
    # At one counter, and from one address: the guests of a house have one together.
    "counter": "300/10m/key,60/10m/ip",
    # Test letters of one person.
    "survey_trial": "10/h/key",
}

# --- languages ------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("cs", _("Czech")), ("pl", _("Polish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["helpdesk.formats"]
TIME_ZONE = "UTC"
USE_TZ = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", bootstrap_wrapper.get_bootstrap_dir())]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
# Where uploaded files lie. Only the storage's own interface is used, so any of Django's storages will do.
FILE_STORAGE = {
    "BACKEND": env.str("FILE_STORAGE_BACKEND", default="django.core.files.storage.FileSystemStorage"),
    "OPTIONS": env.json("FILE_STORAGE_OPTIONS", default={}),
}
if FILE_STORAGE["BACKEND"] == "django.core.files.storage.FileSystemStorage":
    # For nobody else on the machine.
    FILE_STORAGE["OPTIONS"] = {
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    } | FILE_STORAGE["OPTIONS"]
STORAGES = {
    "default": FILE_STORAGE,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# The largest form; a longer body is answered with 413 before anything reads it into memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The same for a form with files, which go to temporary files when they are large.
UPLOAD_LIMIT = env.int("UPLOAD_LIMIT_MB", default=50) * 1024 * 1024
# The largest single file; and how many, and how much together, one case may have.
FILE_LIMIT = env.int("FILE_LIMIT_MB", default=15) * 1024 * 1024
CASE_FILES = env.int("CASE_FILES", default=20)
CASE_SIZE_LIMIT = env.int("CASE_SIZE_LIMIT_MB", default=60) * 1024 * 1024
# The virus scanner: tcp://host:3310 or unix:///path/to/clamd.ctl. Empty: nothing is scanned.
CLAMD_URL = env.str("CLAMD_URL", default="")

# --- safety ---------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = int(timedelta(hours=14).total_seconds())
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Sign-in limits count the address the proxy saw.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}

# --- the API --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Courtesy Desk",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {"ChannelEnum": "customers.enums.Channel"},
}

# --- logs -----------------------------------------------------------------------------------------
LOGGING = logging_config(level=env.str("LOG_LEVEL", default="INFO"))
