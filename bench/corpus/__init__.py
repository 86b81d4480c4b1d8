"""Plans with known answers, rendered in many layouts, formats and languages."""

from .layouts import FORMATS, LAYOUTS, Layout, layouts_of
from .plans import Language, make_plan
from .scoring import Scores, score, score_criteria

__all__ = [
    "FORMATS",
    "LAYOUTS",
    "Language",
    "Layout",
    "Scores",
    "layouts_of",
    "make_plan",
    "score",
    "score_criteria",
]
