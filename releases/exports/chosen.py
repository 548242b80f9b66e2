"""What an export does, once its options are settled."""

from dataclasses import dataclass
from typing import Literal

from affect.questions import Question

MediaMode = Literal["none", "link", "copy"]
MEDIA_MODES: tuple[MediaMode, ...] = ("none", "link", "copy")


@dataclass(frozen=True)
class Chosen:
    """The options, with the format's own choice where nothing was said."""

    question: Question | None
    media: MediaMode
    tiers: tuple[str, ...]
