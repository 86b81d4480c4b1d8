"""The page about settings is the one that the code makes."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command

from belfort.site.environment import SETTINGS
from belfort.site.management.commands.describe_settings import PAGE


def printed() -> str:
    out = StringIO()
    call_command("describe_settings", stdout=out)
    return out.getvalue()


def test_every_setting_is_described() -> None:
    text = printed()
    for setting in SETTINGS.values():
        assert f"\n## {setting.name}\n" in text
        assert setting.help in text


def test_the_page_in_the_documentation_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == printed(), (
        "Run ./run belfort describe_settings --write"
    )
