"""What this room writes to the trail, in words."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "plan.answered": _("answered a question on a document"),
    "plan.changed": _("changed the plan"),
    "plan.confirmed": _("confirmed parts of the plan"),
    "plan.criteria_confirmed": _("confirmed criteria"),
    "plan.criterion_confirmed": _("confirmed a criterion"),
    "plan.criterion_removed": _("removed a criterion"),
    "plan.criterion_saved": _("added or changed a criterion"),
    "plan.exported": _("exported the plan"),
    "plan.handed_over": _("handed over a document"),
    "plan.header_changed": _("changed the data of the plan"),
    "plan.judged": _("judged a finding"),
    "plan.made": _("made an empty plan"),
    "plan.moved": _("moved to another state"),
    "plan.node_added": _("added a part of the plan"),
    "plan.node_changed": _("changed a part of the plan"),
    "plan.node_moved": _("moved a part of the plan"),
    "plan.node_removed": _("removed a part of the plan"),
    "plan.original_opened": _("opened the original document"),
    "plan.taken_over": _("took a document over as a plan"),
    "plan.version_made": _("made the next version"),
}
