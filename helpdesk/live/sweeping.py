"""News that go because they are old."""

from datetime import datetime, timedelta

from django.db import transaction

from helpdesk.batches import batch_by_batch
from helpdesk.live.models import News

KEPT_FOR = timedelta(days=180)
BATCH = 500
# The rest waits for the next time.
BATCHES = 50


def sweep(*, now: datetime) -> int:
    """Delete old news, read or not, and with each what is known of its way out. Returns how many went."""
    return batch_by_batch(lambda: sweep_batch(now=now), size=BATCH, most=BATCHES)


@transaction.atomic
def sweep_batch(*, now: datetime) -> int:
    """One small transaction. The oldest have the smallest numbers: nothing is looked through to find them."""
    oldest = News.objects.order_by("pk").select_for_update(skip_locked=True).only("created_at")[:BATCH]
    numbers = [news.pk for news in oldest if news.created_at < now - KEPT_FOR]
    News.objects.filter(pk__in=numbers).delete()
    return len(numbers)
