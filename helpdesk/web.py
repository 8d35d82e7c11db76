"""How gunicorn runs: ``gunicorn --config python:helpdesk.web helpdesk.wsgi``."""

import gc
import os
from typing import Any

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


def when_ready(_server: Any) -> None:
    """What is there before the workers are stays: the collector need not walk through it again and again.

    Addresses are read here, too, with the views behind them: else each worker did so for its first visitor.
    """
    from django.urls import reverse

    reverse("tickets:queue")
    gc.collect()
    gc.freeze()
