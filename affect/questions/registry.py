"""The one list of question kinds: a new kind is a module beside this one and an entry here."""

from affect.questions.base import Question
from affect.questions.choice import Choice
from affect.questions.distribution import Distribution
from affect.questions.grid import Grid
from affect.questions.intensity import Intensity
from affect.questions.multi import Multi
from affect.questions.pair import Pair
from affect.questions.rank import Rank
from affect.questions.regions import Regions
from affect.questions.review import Review
from affect.questions.scale import Scale
from affect.questions.spans import Spans
from affect.questions.statement import Statement
from affect.questions.text import Text
from affect.questions.timeline import Timeline
from affect.questions.trace import Trace
from affect.questions.words import Words

KINDS: dict[str, type[Question]] = {
    kind.kind: kind
    for kind in (
        Choice,
        Multi,
        Intensity,
        Distribution,
        Scale,
        Grid,
        Statement,
        Pair,
        Rank,
        Text,
        Words,
        Trace,
        Timeline,
        Spans,
        Regions,
        Review,
    )
}
