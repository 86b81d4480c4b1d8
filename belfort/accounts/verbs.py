"""What this room writes to the trail, in words."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "accounts.link_sent": _("sent a link to choose a password"),
    "accounts.locked_out": _("was locked out after too many attempts"),
    "accounts.opened": _("opened a page that is not theirs"),
    "accounts.organisation_changed": _("changed the organisation"),
    "accounts.organisation_made": _("made the organisation"),
    "accounts.password_changed": _("changed the password"),
    "accounts.person_exported": _("took along everything about a person"),
    "accounts.person_made": _("added a person"),
    "accounts.person_resumed": _("let a person sign in again"),
    "accounts.person_stopped": _("stopped a person from signing in"),
    "accounts.profile_changed": _("changed the own profile"),
    "accounts.recovery_codes_made": _("made recovery codes"),
    "accounts.role_ended": _("ended a role"),
    "accounts.role_given": _("gave a role"),
    "accounts.second_factor_added": _("added a second factor"),
    "accounts.second_factor_removed": _("removed a second factor"),
    "accounts.second_factor_reset": _("reset somebody's second factor"),
    "accounts.second_factor_used": _("used a second factor"),
    "accounts.service_made": _("added a service"),
    "accounts.service_removed": _("removed a service"),
    "accounts.service_renamed": _("renamed a service"),
    "accounts.session_ended": _("ended a session"),
    "accounts.signed_in": _("signed in"),
    "accounts.signed_out": _("signed out"),
    "accounts.trail_exported": _("took along part of the trail"),
    "accounts.trail_read": _("looked at the trail"),
}
