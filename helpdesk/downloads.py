"""Answers that are files to be kept by whoever asked, and by nothing on the way."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from helpdesk.sheets import XLSX, Sheet, as_csv, as_xlsx

CSV = "text/csv; charset=utf-8"

AnswerT = TypeVar("AnswerT", bound=HttpResponseBase)


def download(answer: AnswerT, *, name: str) -> AnswerT:
    """The answer as a file of this name, of our own making: plain ASCII without quotes."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def csv_file(sheet: Sheet, *, name: str, language: str) -> HttpResponse:
    return download(HttpResponse(as_csv(sheet, language=language), content_type=CSV), name=f"{name}.csv")


def xlsx_file(sheet: Sheet, *, name: str) -> HttpResponse:
    return download(HttpResponse(as_xlsx(sheet), content_type=XLSX), name=f"{name}.xlsx")
