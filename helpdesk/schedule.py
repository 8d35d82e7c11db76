"""Every periodic task of the product, on one page.

Each of them finds its work in the database, so a beat that stopped for an hour, a broker that was
emptied or a task that ran twice changes nothing but the moment.
"""

from datetime import timedelta
from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {
    "say that a worker is alive": {
        "task": "helpdesk.health.tasks.say_alive",
        "schedule": timedelta(seconds=10),
    },
    "deliver letters that still wait in the outbox": {
        "task": "helpdesk.mail.tasks.deliver_waiting",
        "schedule": timedelta(seconds=10),
    },
    "remind of promises and tell of broken ones": {
        "task": "tickets.tasks.run_clocks",
        "schedule": timedelta(seconds=15),
    },
    "invite customers to answer a survey": {
        "task": "surveys.tasks.invite",
        "schedule": timedelta(seconds=15),
    },
}
