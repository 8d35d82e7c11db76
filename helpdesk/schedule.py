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
        "schedule": timedelta(seconds=5),
        # A mail server that is slow for hours leaves no queue of sweeps behind which others would stand.
        "options": {"expires": 60},
    },
    "send news that may leave the house now": {
        "task": "helpdesk.notifications.tasks.send_due",
        "schedule": timedelta(seconds=10),
    },
    "remind of promises and tell of broken ones": {
        "task": "tickets.tasks.run_clocks",
        "schedule": timedelta(seconds=15),
    },
    "close resolved tickets nobody has reopened": {
        "task": "tickets.tasks.close_resolved",
        "schedule": timedelta(minutes=5),
    },
    "remind of follow-ups and tell of late ones": {
        "task": "tickets.tasks.run_follow_ups",
        "schedule": timedelta(seconds=15),
    },
    "throw away notes for the next shift that were seen to long ago": {
        "task": "tickets.tasks.sweep_handover_notes",
        "schedule": timedelta(hours=1),
    },
    "count clocks anew where opening hours or promises changed": {
        "task": "tickets.tasks.go_on_with_recounts",
        "schedule": timedelta(seconds=15),
    },
    "go on with bulk actions whose worker is gone": {
        "task": "tickets.tasks.go_on_with_bulk_actions",
        "schedule": timedelta(seconds=15),
    },
    "throw away bulk actions nobody undoes any more": {
        "task": "tickets.tasks.sweep_bulk_actions",
        "schedule": timedelta(hours=1),
    },
    "invite customers to answer a survey": {
        "task": "surveys.tasks.invite",
        "schedule": timedelta(seconds=5),
    },
    "remind customers of surveys, once": {
        "task": "surveys.tasks.remind",
        "schedule": timedelta(minutes=1),
    },
    "count answers to surveys that nothing spoke against": {
        "task": "surveys.tasks.settle",
        "schedule": timedelta(seconds=15),
    },
    "give up calling customers about what was long ago": {
        "task": "surveys.tasks.give_up_calls",
        "schedule": timedelta(hours=1),
    },
    "tell of low scores nobody looked after in time": {
        "task": "surveys.tasks.tell_of_late_reviews",
        "schedule": timedelta(minutes=1),
    },
    "go on with imports of customers whose worker is gone": {
        "task": "customers.tasks.go_on_with_imports",
        "schedule": timedelta(seconds=15),
    },
    "throw away files of customers that were imported long ago": {
        "task": "customers.tasks.sweep_imports",
        "schedule": timedelta(hours=1),
    },
    "throw away drafts nobody came back to": {
        "task": "helpdesk.drafts.tasks.sweep",
        "schedule": timedelta(minutes=10),
    },
    "throw away old news": {
        "task": "helpdesk.live.tasks.sweep",
        "schedule": timedelta(hours=1),
    },
    "throw away files nobody attached": {
        "task": "helpdesk.files.tasks.sweep",
        "schedule": timedelta(hours=1),
    },
}
