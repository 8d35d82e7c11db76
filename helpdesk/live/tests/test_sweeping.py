from datetime import timedelta

import pytest
from django.utils import timezone

from helpdesk.live import sweeping
from helpdesk.live.models import News
from helpdesk.notifications.domain.news import tell
from helpdesk.notifications.enums import Way
from helpdesk.notifications.models import Dispatch
from helpdesk.staff.models import User

pytestmark = pytest.mark.django_db


def told(person: User, *, days_ago: int) -> None:
    cause = f"test:{days_ago}:{News.objects.count()}"
    tell(person, kind="assigned", text="A ticket came to you.", url="/", cause=cause)
    at = timezone.now() - timedelta(days=days_ago)
    News.objects.filter(cause=cause).update(created_at=at)
    Dispatch.objects.create(news=News.objects.get(cause=cause), way=Way.EMAIL, leaves_at=at, settled_at=at)


def test_old_news_go_with_what_is_known_of_their_way_out(alena: User) -> None:
    for days_ago in (400, 181, 179, 0):
        told(alena, days_ago=days_ago)
    News.objects.filter(cause__startswith="test:179").update(read_at=timezone.now())
    assert sweeping.sweep(now=timezone.now()) == 2
    left = [cause.split(":")[1] for cause in News.objects.order_by("pk").values_list("cause", flat=True)]
    assert left == ["179", "0"]
    assert Dispatch.objects.count() == 2
    assert sweeping.sweep(now=timezone.now()) == 0


def test_batch_by_batch(alena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 2)
    for _ in range(5):
        told(alena, days_ago=200)
    told(alena, days_ago=1)
    assert sweeping.sweep_batch(now=timezone.now()) == 2
    assert sweeping.sweep(now=timezone.now()) == 3
    assert News.objects.count() == 1
