"""One line about each measure, for the people who choose it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GLOSSARY: dict[str, str | Promise] = {
    "actions.held": _("Actions, projects and initiatives carried out"),
    "actions.participants": _("People who took part in actions"),
    "advice.given": _("Written or oral advice given to a service or partner"),
    "agreements.in_force": _(
        "Agreements, protocols and partnerships with others, with their dates"
    ),
    "amounts.granted": _("Amounts paid, granted or received"),
    "audiences.reached": _("People reached, whatever the means"),
    "campaigns.held": _("Awareness and information campaigns"),
    "cases.narrative": _("A case told without names, with its author and date"),
    "communications.actions": _("Communication actions towards a public"),
    "communications.messages": _("Messages, articles and newsletters published"),
    "documents.annual_report": _("The yearly report of a service or project"),
    "documents.decision": _(
        "Items put to the college or the council, and their decisions"
    ),
    "documents.evaluation": _("Evaluations delivered, as document"),
    "documents.existence": _(
        "A document that must exist: plan, guide, catalogue, procedure"
    ),
    "documents.report": _("Reports, analyses and descriptions delivered"),
    "equipment.installed": _(
        "Cameras, racks, lighting and other equipment put in place"
    ),
    "frontdesk.initiatives": _("Initiatives held in the house of prevention"),
    "frontdesk.theft_prevention_advice": _(
        "Theft prevention advice given in a home or business"
    ),
    "frontdesk.visits": _("Visitors of the house of prevention or the desk"),
    "grants.activity_report": _(
        "Activity reports sent to the authority that subsidises"
    ),
    "guards.hours": _("Hours worked by community guards on a task"),
    "guards.persons_addressed": _("People spoken to by community guards about a risk"),
    "guards.risk_detected": _("Risk situations noticed by community guards"),
    "guards.surveillance_moment": _(
        "Surveillance rounds and moments by community guards"
    ),
    "guards.vehicle_checked": _(
        "Parked vehicles checked for visible loot or open windows"
    ),
    "guards.warning": _("Warnings given before a report is drawn up"),
    "handling.duration": _("Time between a request and its handling, per file"),
    "hours.worked": _("Hours spent on a task or project"),
    "incidents.recorded": _("Facts or incidents recorded, by police or own services"),
    "materials.developed": _("Prevention materials developed or bought"),
    "materials.distributed": _("Prevention materials handed out"),
    "mediation.files": _("Mediation files opened"),
    "meetings.held": _("Meetings held by a body"),
    "meetings.participation": _("Meetings of others in which the service took part"),
    "meetings.report": _("Minutes of meetings of a body"),
    "networks.active": _("Neighbourhood information networks and charters in force"),
    "nuisance.complaints": _("Complaints and reports of nuisance received"),
    "plan.action_programmes": _("Yearly action programmes of the plan"),
    "policy.proposals": _("Proposals made for policy or for a change of the plan"),
    "registrations.bicycle_check": _("Technical bicycle checks"),
    "registrations.bicycle_engraving": _("Bicycle engraving actions"),
    "registrations.car_engraving": _("Car engraving actions"),
    "requests.received": _(
        "Requests received for an intervention, a visit or a deployment"
    ),
    "sanctions.decisions": _("Decisions on administrative sanctions"),
    "sanctions.findings": _(
        "Findings and reports of offences under the police regulation"
    ),
    "services.existence": _("A service, offer, tool or system that must be in place"),
    "sessions.held": _("Information and awareness sessions held"),
    "sessions.participants": _("People present at sessions and trainings"),
    "staff.interviews": _("Interviews of the staff cycle held"),
    "staff.posts": _("Posts filled, in persons or full-time equivalents"),
    "streetwork.actions": _("Social actions by street workers"),
    "streetwork.contacts": _("Contacts and relations of street workers"),
    "streetwork.referrals": _("Referrals to care or another service"),
    "structures.existence": _(
        "A body or network that must exist: steering group, platform"
    ),
    "studies.visits": _("Study days, visits and exchanges followed"),
    "surveys.pre_post": _("A survey before and after an action"),
    "surveys.satisfaction": _("Satisfaction or safety survey answers"),
    "training.hours": _("Hours of training followed"),
    "training.sessions": _("Training moments for staff, volunteers or partners"),
    "volunteers.active": _("Volunteers active at a date"),
    "web.visits": _("Visits of web pages"),
    "youth.hours": _("Hours of presence by student or youth workers"),
    "other.count": _(
        "Something counted for which no registration is known; choose one"
    ),
    "other.existence": _(
        "Something that must exist and has no registration; choose one"
    ),
}
