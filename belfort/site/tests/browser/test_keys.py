"""Keys (WebAuthn) are added and used in a real browser, under the strict policy."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from belfort.accounts.models import Role, User
from belfort.accounts.tests.cast import PASSWORD, make_city, make_member
from belfort.site.tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def give_key(page: Page) -> None:
    """A key that is always there and knows its owner's finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def sign_in(page: Page, site: str, user: User) -> None:
    page.goto(f"{site}/account/login/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def sign_out(page: Page, site: str) -> None:
    page.goto(f"{site}/account/logout/")
    page.locator("main").get_by_role("button", name="Afmelden").click()


@pytest.mark.parametrize("alone", [True, False])
def test_a_key_is_added_and_signs_in(site: str, open_page: Opened, alone: bool) -> None:
    city = make_city(requires_second_factor=True)
    user = make_member("Alice", city, Role.PREVENTION_OFFICER).user
    page, watch = open_page()
    give_key(page)

    sign_in(page, site, user)
    expect(page).to_have_url(re.compile("/account/second-factor/$"))
    page.get_by_role("link", name="Een sleutel toevoegen").click()
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Bevestigen").click()
    page.get_by_label("Naam").fill("Laptop van Alice")
    if alone:
        page.get_by_label("Aanmelden met deze sleutel alleen").check()
    page.get_by_role("button", name="De sleutel toevoegen").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    assert str(keys.get()) == "Laptop van Alice"

    sign_out(page, site)
    if alone:
        page.get_by_role("button", name="Aanmelden met een sleutel").click()
    else:
        sign_in(page, site, user)
        page.get_by_role("button", name="De sleutel gebruiken").click()
    page.wait_for_url(f"{site}/")
    page.goto(f"{site}/account/profile/")
    expect(page.get_by_role("heading", name="Uw profiel")).to_be_visible()
    assert not watch.faults()


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_pages_behind_the_password_are_accessible(
    site: str, open_page: Opened, language: str
) -> None:
    user = make_member("Alice", make_city(), Role.PREVENTION_OFFICER).user
    User.objects.filter(pk=user.pk).update(language=language)
    page, watch = open_page(None, language)
    faults: list[str] = []

    def look(path: str) -> None:
        page.goto(f"{site}{path}")
        look_here()

    def look_here() -> None:
        found = watch.axe()
        page.set_viewport_size({"width": 360, "height": 740})
        if watch.beside_the_screen() > 0:
            found.append("does not fit a phone")
        page.set_viewport_size({"width": 1280, "height": 800})
        faults.extend(f"{page.url}: {fault}" for fault in found)

    page.goto(f"{site}/account/login/")
    page.locator("#id_login").fill(user.email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(f"{site}/")
    look("/account/second-factor/app/")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(f"{site}/account/second-factor/app/")
    look_here()
    look("/account/second-factor/keys/add/")
    give_key(page)
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(f"{site}/account/second-factor/recovery/")
    look_here()
    for path in ("", "recovery/make/", "keys/", "app/"):
        look(f"/account/second-factor/{path}")
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    look(f"/account/second-factor/keys/{key.pk}/")
    look(f"/account/second-factor/keys/{key.pk}/remove/")
    look("/account/logout/")
    page.locator("main form button").first.click()
    page.wait_for_url(f"{site}/account/login/")
    page.locator("#id_login").fill(user.email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(f"{site}/account/second-factor/code/")
    look_here()
    for path in ("login", "inactive", "password/reset", "password/reset/done"):
        look(f"/account/{path}/")
    assert not [*faults, *watch.faults()]
