"""The addresses of the shell itself."""

from django.urls import path, register_converter

from belfort.ui import views


class ColourConverter:
    """Six hexadecimal digits in small letters."""

    regex = "[0-9a-f]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ColourConverter, "colour")

app_name = "ui"
urlpatterns = [
    path("ui/accent-<colour:digits>.css", views.accent, name="accent"),
    path("ui/example-<slug:language>.css", views.example_mark, name="example_mark"),
    path("ui/theme/", views.choose_theme, name="theme"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
