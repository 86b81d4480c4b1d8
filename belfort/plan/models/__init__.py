"""The plan: its versions, the tree of each, and the documents they were read from."""

from .imports import Finding, Import, ImportQuerySet, Question
from .nodes import CHILDREN, ChapterKind, Node, NodeKind, NodeQuerySet
from .plans import (
    DECIDED,
    GROUND,
    PLANNERS,
    PURPOSE,
    ActionProgramme,
    Plan,
    PlanQuerySet,
    Version,
    VersionQuerySet,
)
from .tree import Branch, Tree

__all__ = [
    "CHILDREN",
    "DECIDED",
    "GROUND",
    "PLANNERS",
    "PURPOSE",
    "ActionProgramme",
    "Branch",
    "ChapterKind",
    "Finding",
    "Import",
    "ImportQuerySet",
    "Node",
    "NodeKind",
    "NodeQuerySet",
    "Plan",
    "PlanQuerySet",
    "Question",
    "Tree",
    "Version",
    "VersionQuerySet",
]
