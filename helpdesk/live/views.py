from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from helpdesk.live.models import News
from helpdesk.live.news import mark_read

PAGE = 50


@login_required
@require_GET
def news_list(request: HttpRequest) -> HttpResponse:
    """The last fifty things the person was told."""
    news = News.objects.visible_to(request.user).order_by("-id")[:PAGE]
    return render(request, "live/news.html", {"news": news, "section": "news"})


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    mark_read(request.user)
    return redirect("live:news")


@login_required
@require_POST
def read_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Open what the news is about; the bell stops ringing for it."""
    news = get_object_or_404(News.objects.visible_to(request.user), pk=pk)
    mark_read(request.user, ids=[news.pk])
    return redirect(news.url or "live:news")
