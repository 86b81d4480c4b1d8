"""The top room as a Django application."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "belfort.site"
    label = "belfort_site"
