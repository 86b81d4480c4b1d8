"""The road of a plan: who decides in which order, and where it may go back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far the approval of a version has come (domain.md §3.5)."""

    DRAFT = "draft", _("draft at the service")
    OPERATIONAL = "operational", _("at the operational meeting")
    COLLEGE = "college", _("at the college")
    COUNCIL = "council", _("at the council")
    FEDERAL = "federal", _("at the federal government")
    IN_FORCE = "in_force", _("in force")
    REPLACED = "replaced", _("replaced by a later version")
    WITHDRAWN = "withdrawn", _("withdrawn")


MOVES: dict[str, set[str]] = {
    State.DRAFT: {State.OPERATIONAL, State.COLLEGE, State.WITHDRAWN},
    State.OPERATIONAL: {State.COLLEGE, State.DRAFT, State.WITHDRAWN},
    State.COLLEGE: {State.COUNCIL, State.DRAFT, State.WITHDRAWN},
    State.COUNCIL: {State.FEDERAL, State.DRAFT, State.WITHDRAWN},
    State.FEDERAL: {State.IN_FORCE, State.DRAFT, State.WITHDRAWN},
    State.IN_FORCE: {State.REPLACED},
    State.REPLACED: set(),
    State.WITHDRAWN: set(),
}


class ImportState(models.TextChoices):
    """An uploaded document: being reviewed, taken over, or put aside."""

    REVIEW = "review", _("to be reviewed")
    ACCEPTED = "accepted", _("taken over as a plan")
    DISCARDED = "discarded", _("put aside")


IMPORT_MOVES: dict[str, set[str]] = {
    ImportState.REVIEW: {ImportState.ACCEPTED, ImportState.DISCARDED},
    ImportState.ACCEPTED: set(),
    ImportState.DISCARDED: {ImportState.REVIEW},
}
