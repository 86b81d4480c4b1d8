"""The addresses of the plan."""

from django.urls import include, path

from belfort.plan.views import criteria, exports, imports, nodes, plans, versions

app_name = "plan"

import_patterns = [
    path("upload/", imports.upload, name="upload"),
    path("imports/<uuid:pk>/", imports.overview, name="import"),
    path("imports/<uuid:pk>/text/", imports.text, name="import_text"),
    path("imports/<uuid:pk>/questions/", imports.questions, name="import_questions"),
    path("imports/<uuid:pk>/findings/", imports.findings, name="import_findings"),
    path("imports/<uuid:pk>/file/", imports.original, name="import_file"),
    path("imports/<uuid:pk>/accept/", imports.take_over, name="accept"),
    path("imports/<uuid:pk>/discard/", imports.put_aside, name="discard"),
    path("imports/<uuid:pk>/reopen/", imports.take_up, name="reopen"),
    path("imports/<uuid:pk>/questions/<int:question>/", imports.choose, name="answer"),
    path("imports/<uuid:pk>/findings/<int:finding>/", imports.decide, name="judge"),
]

version_patterns = [
    path("", versions.tree, name="version"),
    path("search/", versions.search, name="search"),
    path("chapters/", versions.chapters, name="chapters"),
    path("programmes/", versions.programmes, name="programmes"),
    path("facts/", versions.facts, name="facts"),
    path("facts/edit/", versions.edit_facts, name="edit_facts"),
    path("approval/", versions.approval, name="approval"),
    path("approval/step/", versions.step, name="step"),
    path("print/", versions.print_view, name="print"),
    path("confirm/", versions.confirm_all, name="confirm_all"),
    path("continue/", versions.make_next, name="new_version"),
    path("chapters/add/", nodes.add_chapter, name="add_chapter"),
    path("plan.json", exports.json_file, name="export_json"),
    path("plan.xlsx", exports.xlsx_file, name="export_xlsx"),
    path("plan.docx", exports.docx_file, name="export_docx"),
]

node_patterns = [
    path("", nodes.detail, name="node"),
    path("add/", nodes.add, name="add_node"),
    path("edit/", nodes.edit, name="edit_node"),
    path("move/", nodes.move, name="move_node"),
    path("remove/", nodes.remove, name="remove_node"),
    path("confirm/", nodes.confirm, name="confirm_node"),
    path("criteria/add/", criteria.add, name="add_criterion"),
    path("criteria/<uuid:criterion>/", criteria.edit, name="edit_criterion"),
    path(
        "criteria/<uuid:criterion>/confirm/", criteria.confirm, name="confirm_criterion"
    ),
    path("criteria/<uuid:criterion>/remove/", criteria.remove, name="remove_criterion"),
]


urlpatterns = [
    path("", plans.plans, name="plans"),
    path("make/", plans.make, name="make"),
    *import_patterns,
    path("nodes/<uuid:pk>/", include(node_patterns)),
    path("<uuid:pk>/", plans.plan, name="plan"),
    path("<uuid:pk>/compare/", plans.comparison, name="compare"),
    path("<uuid:pk>/versions/<int:number>/", include(version_patterns)),
]
