"""The one list of question kinds: a new kind is a module beside this one and an entry here."""

from affect.questions.base import Question
from affect.questions.choice import Choice
from affect.questions.distribution import Distribution
from affect.questions.intensity import Intensity
from affect.questions.multi import Multi
from affect.questions.scale import Scale

KINDS: dict[str, type[Question]] = {
    kind.kind: kind for kind in (Choice, Multi, Intensity, Distribution, Scale)
}
