"""Write a release as EmotionML 1.0 (W3C Recommendation of 22 May 2014): labels, and each rater."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO
from urllib.parse import quote

from releases.exports.annotation.emotionml.emotions import (
    Emotion,
    Place,
    answer_values,
    label_values,
)
from releases.exports.annotation.emotionml.vocabularies import (
    OURS,
    Vocabulary,
    vocabulary_of,
)
from releases.exports.bodies import answers_body
from releases.exports.context import Export
from releases.exports.files import write_jsonl
from releases.exports.format import FolderFormat
from releases.exports.recordings import MEDIA_FOLDER, Recordings, recording_placed
from releases.exports.records import Record, normal_records
from releases.exports.speech.tiers import traces
from releases.exports.xml_text import attribute

NAMESPACE = "http://www.w3.org/2009/10/emotionml"
BEYOND = "numbers beyond their scale, which EmotionML has from 0 to 1"
UNTOLD = "questions of a kind that EmotionML has no words for: {}"


def write(export: Export) -> dict[str, int]:
    """labels.emotionml and raters.emotionml; traces, which are not evenly spaced, beside them."""
    found = {q.id: vocabulary_of(q) for q in export.frozen.scheme.questions}
    vocabularies = [one for one in found.values() if one is not None]
    untold = [question for question, one in found.items() if one is None]
    if untold:
        export.report.left_out[UNTOLD.format(", ".join(untold))] = len(untold)
    with ExitStack() as files:
        labels = files.enter_context(_Document(export, "labels", vocabularies))
        raters = files.enter_context(_Document(export, "raters", vocabularies))
        recordings = Recordings(export.frozen)
        for record in normal_records(export):
            place = _place(export, recordings, record)
            labels.add(_labels(export, record, vocabularies, place))
            raters.add(_answers(export, record, vocabularies, place))
    write_jsonl(export.folder / "traces.jsonl", traces(export))
    return {}


class _Document:
    """One EmotionML file, written as it comes: it may hold millions of emotions."""

    def __init__(self, export: Export, name: str, vocabularies: list[Vocabulary]) -> None:
        self._path: Path = export.folder / f"{name}.emotionml"
        self._release, self._vocabularies = export.frozen.name, vocabularies
        self._file: IO[bytes] | None = None
        self._number = 0

    def __enter__(self) -> "_Document":
        self._file = self._path.open("wb")
        self._lines(
            [
                '<?xml version="1.0" encoding="UTF-8"?>',
                f'<emotionml version="1.0" xmlns="{NAMESPACE}">',
                f"  <info><release {OURS} name={attribute(self._release)}/></info>",
                *(line for each in self._vocabularies for line in each.lines()),
            ]
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._lines(["</emotionml>"])
        if self._file is not None:
            self._file.close()

    def add(self, emotions: Iterable[Emotion]) -> None:
        for emotion in emotions:
            self._number += 1
            self._lines(emotion.lines(self._number))

    def _lines(self, lines: Iterable[str]) -> None:
        if self._file is None:
            raise RuntimeError("a document is written between entering and leaving it")
        self._file.writelines(f"{line}\n".encode() for line in lines)


def _place(export: Export, recordings: Recordings, record: Record) -> Place:
    """Where the item is; items of several clips have no place of their own."""
    item = record.item
    sha256 = item["media_sha256"]
    if sha256 is None:
        return Place(None, None, None)
    recording_placed(export, recordings, sha256)
    uri = f"{MEDIA_FOLDER}/{quote(recordings.name_of(sha256))}"
    return Place(uri, item["start_seconds"], item["end_seconds"])


def _labels(
    export: Export, record: Record, vocabularies: list[Vocabulary], place: Place
) -> Iterator[Emotion]:
    item = record.item
    for vocabulary in vocabularies:
        question = vocabulary.question
        values, beyond = label_values(vocabulary, item, export.rules)
        if beyond:
            export.report.left_out[BEYOND] += beyond
        if values:
            about = {
                "item": record.key,
                "question": question.id,
                "speaker": item["speaker"],
                "split": item.get("split"),
                "n": item[f"{question.id}.n"],
                "rule": export.rules[question.id],
            }
            yield Emotion(vocabulary, values, place, about)


def _answers(
    export: Export, record: Record, vocabularies: list[Vocabulary], place: Place
) -> Iterator[Emotion]:
    for rating in record.ratings:
        answers = answers_body(export, rating)
        for vocabulary in vocabularies:
            question = vocabulary.question
            answer = answers.get(question.id, {})
            values, beyond = answer_values(vocabulary, answer)
            if beyond:
                export.report.left_out[BEYOND] += beyond
            if values:
                about = {"item": record.key, "question": question.id, "rater": rating["rater"]}
                yield Emotion(vocabulary, values, place, about, answer.get("confidence"))


EMOTIONML = FolderFormat(
    name="emotionml",
    group="annotation",
    about="EmotionML 1.0: categories and dimensions of each item and of each rater, with times and "
    "the vocabularies of the scheme",
    loses="answers that are texts, words, ranks, intervals, spans, boxes or reviews; who could not "
    "tell; times are rounded to milliseconds in attributes and exact in references; traces are in "
    "traces.jsonl beside",
    media=("none", "link", "copy"),
    write=write,
)
