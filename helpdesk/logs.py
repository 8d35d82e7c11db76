"""How the processes log: plain lines for a person at a terminal, one JSON object a line otherwise."""

import logging
import re
import sys
from typing import Any

# Addresses that open something to whoever knows them: a survey, a new password.
KEYS = re.compile(r"(/s/|/reset/key/)[^/\s\"']+")


class BlotKeys(logging.Filter):
    """Keeps such addresses out of the logs: ``/s/…/``."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if KEYS.search(said):
            record.msg, record.args = KEYS.sub(r"\1…", said), None
        # Django attaches the request, whose text repeats the address.
        vars(record).pop("request", None)
        return True


def logging_config(*, level: str) -> dict[str, Any]:
    """For ``logging.config.dictConfig``: everything goes to standard error, from ``level`` upward."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
            },
        },
        "filters": {"blot_keys": {"()": "helpdesk.logs.BlotKeys"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "filters": ["blot_keys"],
                "formatter": "plain" if sys.stderr.isatty() else "json",
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
    }
