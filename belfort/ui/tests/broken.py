"""The addresses of a site on which everything goes wrong."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


def refuse(exception: Exception) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        raise exception

    return view


def page(name: str, status: int) -> Any:
    return lambda request: render(request, name, status=status)


handler400 = "belfort.ui.views.bad_request"
urlpatterns = [
    path("400/", refuse(BadRequest())),
    path("403/", refuse(PermissionDenied())),
    path("404/", refuse(Http404())),
    path("409/", page("409.html", 409)),
    path("413/", refuse(RequestDataTooBig())),
    path("429/", page("429.html", 429)),
    path("500/", refuse(ZeroDivisionError())),
    path("", include("belfort.site.urls")),
]
