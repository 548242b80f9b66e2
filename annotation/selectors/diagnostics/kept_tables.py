"""What a process makes of answers and keeps, so that the pages of a list make it once."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from annotation.selectors.answers.batches import CodedAnswers

Made = TypeVar("Made")


class _Place(Generic[Made]):
    """Where a table will be. It holds on to the answers, so that their id stays theirs."""

    def __init__(self, answers: CodedAnswers) -> None:
        self.answers = answers
        self.lock = threading.Lock()
        self.made: Made | None = None


class KeptTables(Generic[Made]):
    """The last few tables by the answers that they are of; for many threads.

    Who asks for the same table waits for it; whoever asks for another one does not.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._places: OrderedDict[tuple[int, float], _Place[Made]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, answers: CodedAnswers, target: float, make: Callable[[], Made]) -> Made:
        """The table of these answers and this width, made by the first who asks.

        Where `make` fails nothing is kept, and who comes next tries again.
        """
        place = self._place(answers, target)
        with place.lock:
            if place.made is None:
                place.made = make()
            return place.made

    def _place(self, answers: CodedAnswers, target: float) -> _Place[Made]:
        key = (id(answers), target)
        with self._lock:
            place = self._places.setdefault(key, _Place(answers))
            self._places.move_to_end(key)
            while len(self._places) > self._most:
                self._places.popitem(last=False)
        return place
