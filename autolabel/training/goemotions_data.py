"""The filtered GoEmotions comments, and the split that the card is trained and measured on.

D. Demszky et al. (2020), "GoEmotions: A Dataset of Fine-Grained Emotions", ACL; data CC BY 4.0. The
file has one comment a line, tab separated: text, category numbers joined by commas, comment id.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autolabel.engines.text_features import tokens
from autolabel.training.measures import Bools

LABELS = (
    "admiration",
    "amusement",
    "anger",
    "annoyance",
    "approval",
    "caring",
    "confusion",
    "curiosity",
    "desire",
    "disappointment",
    "disapproval",
    "disgust",
    "embarrassment",
    "excitement",
    "fear",
    "gratitude",
    "grief",
    "joy",
    "love",
    "nervousness",
    "optimism",
    "pride",
    "realization",
    "relief",
    "remorse",
    "sadness",
    "surprise",
    "neutral",
)
SPLIT_SEED = "emotate-goemotions-1"
TEST_ONE_IN = 5


@dataclass(frozen=True)
class Comments:
    """Texts, and which of LABELS each has (texts x 28)."""

    texts: tuple[str, ...]
    truth: Bools


def read_split(path: Path) -> tuple[Comments, Comments]:
    """Training and test part. A comment's id alone decides its part, in any order of lines.

    A test comment whose words all stand in a training comment too, in this order, is left out.
    Raises ValueError that names the line.
    """
    parts: dict[bool, list[tuple[str, list[bool]]]] = {False: [], True: []}
    # not splitlines(): a comment may hold a line separator of Unicode
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    for number, line in enumerate(lines, start=1):
        text, comment, truth = _read_line(line, f"{path}, line {number}")
        parts[in_test(comment)].append((text, truth))
    known = {tuple(tokens(text)) for text, _ in parts[False]}
    unseen = [row for row in parts[True] if tuple(tokens(row[0])) not in known]
    return _comments(parts[False]), _comments(unseen)


def in_test(comment: str) -> bool:
    """Whether a comment belongs to the test part, by a hash of its id."""
    digest = hashlib.sha256(f"{SPLIT_SEED}:{comment}".encode()).hexdigest()
    return int(digest, 16) % TEST_ONE_IN == 0


def _read_line(line: str, where: str) -> tuple[str, str, list[bool]]:
    cells = line.split("\t")
    if len(cells) != 3:
        raise ValueError(f"{where}: {len(cells)} columns, must be text, categories, id")
    text, numbers, comment = cells
    allowed = {str(number) for number in range(len(LABELS))}
    chosen = set(numbers.split(","))
    if not chosen <= allowed:
        raise ValueError(f"{where}: categories {numbers!r}, allowed are 0 to {len(LABELS) - 1}")
    return text, comment, [str(number) in chosen for number in range(len(LABELS))]


def _comments(rows: list[tuple[str, list[bool]]]) -> Comments:
    truth = np.array([row[1] for row in rows], dtype=np.bool_).reshape(len(rows), len(LABELS))
    return Comments(tuple(row[0] for row in rows), truth)
