"""What every answer carries, and how large a request is taken in."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

Next = Callable[[HttpRequest], HttpResponse]

UNUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
"""What no page asks of the device, so that nothing on a page may."""

MEGABYTE = 1024 * 1024


class HeadersMiddleware:
    """Keeps pages out of every cache, and what they do not need switched off.

    A page that says itself how long it may be kept, as stylesheets do, stays so.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        response.headers.setdefault(
            "Permissions-Policy", ", ".join(f"{name}=()" for name in UNUSED)
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class IntakeMiddleware:
    """Refuses a request that is larger than any upload, before it is read, and an
    address with a zero character, which PostgreSQL does not take.

    A file is otherwise written to the disk before anybody asks who sends it. The
    room of a megabyte lets the form say in its own words what is just too large.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.UPLOAD_LIMIT + MEGABYTE:
            raise RequestDataTooBig
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return self.get_response(request)
