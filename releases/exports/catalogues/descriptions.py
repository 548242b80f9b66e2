"""What each column of an export is, in words, for the formats that describe their columns."""

from collections.abc import Iterator
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from affect.questions import Question, Scheme
from releases.frozen import FrozenRelease

TABLES = {
    "items": "One row per item: its media and range, and the labels derived from its ratings.",
    "ratings": "One row per rating: what one rater said of one item.",
    "predictions": "What models said of items, apart from what people said.",
    "decisions": "What adjudicators decided on sight of all answers.",
    "recordings": "One row per recording that items show.",
    "demographics": "What is told of raters, where enough of them share it.",
    "raters": "What the rules know of raters, such as how reliable they are.",
    "systems": "What the systems scored whose clips were rated, with intervals.",
    "preferences": "Which of two systems was preferred, and how often.",
    "words": "One row per word whose time in the recording is known.",
}
COLUMNS = {
    "item": "The item's key, unique in the project.",
    "media": "File name of the recording without its ending; missing for a text.",
    "media_sha256": "Sha256 of the original file.",
    "start_sample": "First sample of the item in the original.",
    "end_sample": "The sample after the last one of the item.",
    "rate_hz": "Samples per second of the original.",
    "start_seconds": "Start in the recording, in seconds.",
    "end_seconds": "End in the recording, in seconds.",
    "speaker": "Who speaks; missing where nobody told.",
    "speaker_scope": "Whether the speaker's name means somebody beyond this recording.",
    "session": "The recording session.",
    "dialogue": "The conversation that the item belongs to.",
    "position": "Place in the conversation, from 0.",
    "transcript": "What is said, or the text itself.",
    "flags": "Quality gates that did not pass.",
    "gates": "What each quality gate measured, as JSON.",
    "attributes": "Further columns of an imported table, as JSON.",
    "role": "normal; gold, attention, training and quiz items count in no label.",
    "arm": "The presentation, where the project has arms.",
    "group": "Items of one clip over its arms.",
    "about": "Whom the answers are about.",
    "language": "Primary language tag.",
    "replaced": "Whether a correction of its turn retired the item.",
    "split": "The split of the item.",
    "rater": "Pseudonym of the rater; missing for published vote counts.",
    "scheme_version": "Version of the questions that were answered.",
    "revision": "1, or higher where the rater changed the answer.",
    "submitted_at": "When the answer was given, in UTC.",
    "elapsed_ms": "Milliseconds on the item.",
    "plays": "How often the item was played.",
    "order_index": "How many items the rater had been given before.",
    "source": "Where the row came from.",
    "assisted": "How a model's draft was shown, where it was.",
    "presentation": "How the item was shown, as JSON.",
    "clips_shown": "Numbers of the clips in the order that the rater saw.",
    "blind": "Whether the rater could not have seen what others answered; missing: nobody knows.",
    "file": "File name of the recording.",
    "kind": "audio, video, image or sensor.",
    "word": "The word.",
    "index": "The word's number in the item, from 1.",
    "consent": "Whether the people in the recording consented: unknown or given.",
    "consent_permits": "What the consent permits: research, sharing, publication.",
    "withheld": "Attributes that are withheld, since too few raters share them.",
    "licence": "Licence of the recording.",
}
DERIVED = {
    "n": "answers with a value",
    "entropy": "entropy of the shares, in bits",
    "cannot_tell": "who said that they cannot tell",
    "confidence": "the rater's confidence, 1 to 5",
    "sd": "standard deviation",
    "share": "share of the votes",
}


def column_words(scheme: Scheme, name: str) -> str:
    """What a column is; a column of a question names the question, as it was asked."""
    question = question_of(scheme, name)
    if question is None:
        return COLUMNS.get(name, name)
    rest = name.removeprefix(question.id).lstrip(".")
    what, _, part = rest.partition(".")
    told = DERIVED.get(what, rest)
    about = f": {told}" if rest else ""
    of = f" for {part}" if part and what in DERIVED else ""
    return f"“{question.text}” ({question.kind}){about}{of}"


def question_of(scheme: Scheme, name: str) -> Question | None:
    """The question that a column belongs to: ids have no dots."""
    first = name.partition(".")[0]
    return next((question for question in scheme.questions if question.id == first), None)


def described(frozen: FrozenRelease) -> str:
    """The project in a sentence or more; the title where nobody described it."""
    return str(frozen.project["description"] or frozen.project["title"])


def last_rated(frozen: FrozenRelease) -> str | None:
    """The day, in UTC, of the newest rating; None where no rating says when it was given."""
    return max(_days(frozen), default=None)


def _days(frozen: FrozenRelease) -> Iterator[str]:
    with pq.ParquetFile(frozen.folder / "ratings.parquet") as file:
        for group in range(file.num_row_groups):
            column = file.read_row_group(group, columns=["submitted_at"])["submitted_at"]
            latest = pc.max(column).as_py()
            if latest is not None:
                yield latest.date().isoformat()


def licence_of(frozen: FrozenRelease) -> str | None:
    """The licence of ratings and labels, where the project names one."""
    found = _about(frozen).get("licence")
    return str(found) if found else None


def version_of(frozen: FrozenRelease) -> str:
    """The semantic version of a release, or its tag in an older layout."""
    return str(frozen.project.get("version") or frozen.project["tag"])


def authors_of(frozen: FrozenRelease) -> list[dict[str, str]]:
    """Name, affiliation and ORCID of each author; what is not known is left out."""
    parts = ("name", "affiliation", "orcid")
    return [
        {part: author[part] for part in parts if author.get(part)}
        for author in _about(frozen).get("authors", [])
    ]


def doi_of(frozen: FrozenRelease) -> str | None:
    """The DOI as an address, where the project has one."""
    found = _about(frozen).get("doi")
    return f"https://doi.org/{found}" if found else None


def _about(frozen: FrozenRelease) -> dict[str, Any]:
    found: dict[str, Any] = frozen.project.get("about") or {}
    return found
