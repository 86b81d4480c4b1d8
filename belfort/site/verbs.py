"""What the installation's own commands write to the trail, in words."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "demo.organisation_made": _("made an organisation of the example"),
    "places.loaded": _("loaded the list of municipalities"),
    "site.backed_up": _("made a backup"),
    "site.restored": _("restored a backup"),
}
