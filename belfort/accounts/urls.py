"""The room's addresses; of the sign-in library only those that are needed."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as provider
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import include, path, re_path

from belfort.accounts.views import organisation, own, people, privacy, signing

PROVIDER = {"provider_id": "oidc"}

signing_patterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path(
        "password/reset/done/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("oidc/login/", oidc.login, PROVIDER, name="openid_connect_login"),
    path(
        "oidc/login/callback/", oidc.callback, PROVIDER, name="openid_connect_callback"
    ),
    path(
        "oidc/cancelled/",
        provider.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
]

factor_patterns = [
    path("", factors.index, name="mfa_index"),
    path("code/", factors.authenticate, name="mfa_authenticate"),
    path("confirm/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("app/", app.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "recovery/make/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "recovery/download/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("keys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("keys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("keys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "keys/confirm/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("keys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]

own_patterns = [
    path("account/profile/", own.profile, name="profile"),
    path("account/role/", own.role, name="role"),
    path("account/sessions/", own.sessions, name="sessions"),
    path("account/sessions/end/", own.end_others, name="end_others"),
    path("account/sessions/<uuid:pk>/end/", own.end_session, name="end_session"),
]

administrator_patterns = [
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/roles/", people.add_role, name="add_role"),
    path("people/<uuid:pk>/stop/", people.stop, name="stop_person"),
    path("people/<uuid:pk>/resume/", people.resume, name="resume_person"),
    path("people/<uuid:pk>/link/", people.send_password_link, name="send_link"),
    path(
        "people/<uuid:pk>/second-factor/",
        people.remove_second_factor,
        name="remove_second_factor",
    ),
    path("people/roles/<uuid:pk>/end/", people.stop_role, name="end_role"),
    path("services/", organisation.services, name="services"),
    path("services/add/", organisation.make_service, name="add_service"),
    path("services/<uuid:pk>/", organisation.service, name="service"),
    path("services/<uuid:pk>/remove/", organisation.drop_service, name="drop_service"),
    path("organisation/", organisation.organisation, name="organisation"),
]

privacy_patterns = [
    path("privacy/trail/", privacy.trail, name="trail"),
    path("privacy/trail.csv", privacy.trail_csv, name="trail_csv"),
    path("privacy/processing/", privacy.processing, name="processing"),
    path(
        "privacy/processing.docx",
        privacy.processing_document,
        name="processing_document",
    ),
    path("privacy/people/", privacy.subjects, name="subjects"),
    path("privacy/people/<uuid:pk>/", privacy.subject_export, name="subject_export"),
]

urlpatterns = [
    path("account/", include(signing_patterns)),
    path("account/second-factor/", include(factor_patterns)),
    path("language/", signing.choose_language, name="language"),
    path(
        "",
        include(
            (
                [*own_patterns, *administrator_patterns, *privacy_patterns],
                "accounts",
            )
        ),
    ),
]
