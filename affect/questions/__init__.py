"""Question kinds, schemes, and the one rule set for answers."""

from affect.questions.base import Family, Question
from affect.questions.choice import Choice
from affect.questions.distribution import Distribution
from affect.questions.grid import Grid
from affect.questions.intensity import Intensity
from affect.questions.label import OneLabel
from affect.questions.labels import Label
from affect.questions.multi import Multi
from affect.questions.pair import Pair
from affect.questions.rank import Rank
from affect.questions.regions import Regions
from affect.questions.registry import KINDS
from affect.questions.review import Review
from affect.questions.scale import Scale
from affect.questions.scheme import Problem, Scheme, SchemeError, load_scheme, scheme_hash
from affect.questions.spans import Spans
from affect.questions.statement import Statement
from affect.questions.text import Text
from affect.questions.timeline import Timeline
from affect.questions.trace import Trace
from affect.questions.words import Words

__all__ = [
    "KINDS",
    "Choice",
    "Distribution",
    "Family",
    "Grid",
    "Intensity",
    "Label",
    "Multi",
    "OneLabel",
    "Pair",
    "Problem",
    "Question",
    "Rank",
    "Regions",
    "Review",
    "Scale",
    "Scheme",
    "SchemeError",
    "Spans",
    "Statement",
    "Text",
    "Timeline",
    "Trace",
    "Words",
    "load_scheme",
    "scheme_hash",
]
