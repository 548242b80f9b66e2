"""Published and hand-worked examples with their answers, and what Emotate gives for them.

`cases.json` holds the tables of the papers (facts, each with its source) and the figures that
belong to them. A case has checks; a check names a measure of `measures`, the figure of it that is
looked at, what it should be, and how near. `emotate verify --answers` prints them all.
"""

from affect.answer_book.cases import Case, Check, book
from affect.answer_book.verdicts import Verdict, verdicts

__all__ = ["Case", "Check", "Verdict", "book", "verdicts"]
