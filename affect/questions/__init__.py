"""Question kinds, schemes, and the one rule set for answers."""

from affect.questions.base import Label, Question
from affect.questions.choice import Choice
from affect.questions.distribution import Distribution
from affect.questions.intensity import Intensity
from affect.questions.multi import Multi
from affect.questions.registry import KINDS
from affect.questions.scale import Scale
from affect.questions.scheme import Problem, Scheme, SchemeError, load_scheme, scheme_hash

__all__ = [
    "KINDS",
    "Choice",
    "Distribution",
    "Intensity",
    "Label",
    "Multi",
    "Problem",
    "Question",
    "Scale",
    "Scheme",
    "SchemeError",
    "load_scheme",
    "scheme_hash",
]
