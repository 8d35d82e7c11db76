"""How gunicorn runs: ``gunicorn --config python:helpdesk.web helpdesk.wsgi``."""

import os

from helpdesk.logs import logging_config

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
# The code is read once and shared by the workers.
preload_app = True
graceful_timeout = 3
control_socket_disable = True
accesslog = "-"
logconfig_dict = logging_config(level=os.environ.get("LOG_LEVEL", "INFO")) | {
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["stderr"]},
        "gunicorn.access": {"level": "INFO", "handlers": ["stderr"]},
    }
}
