"""The settings switch the identity provider on, or refuse half of one."""

from __future__ import annotations

from typing import Any

import pytest

from belfort.site import environment as env


def test_without_an_issuer_there_is_no_provider(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("BELFORT_OIDC_ISSUER", raising=False)
    assert env.identity_provider() == {}


def test_the_settings_switch_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELFORT_OIDC_ISSUER", "https://id.example/")
    monkeypatch.setenv("BELFORT_OIDC_CLIENT_ID", "stad")
    found: Any = env.identity_provider()["openid_connect"]
    assert found["OAUTH_PKCE_ENABLED"] is True
    (app,) = found["APPS"]
    assert app["settings"] == {"server_url": "https://id.example"}


@pytest.mark.parametrize(
    ("issuer", "client_id", "fault"),
    [
        ("http://id.example", "stad", "https"),
        ("https://id.example", "", "BELFORT_OIDC_CLIENT_ID"),
    ],
)
def test_half_a_provider_is_refused(
    monkeypatch: pytest.MonkeyPatch,
    issuer: str,
    client_id: str,
    fault: str,
) -> None:
    monkeypatch.setenv("BELFORT_OIDC_ISSUER", issuer)
    monkeypatch.setenv("BELFORT_OIDC_CLIENT_ID", client_id)
    with pytest.raises(env.SettingRefused, match=fault):
        env.identity_provider()
