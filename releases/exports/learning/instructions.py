"""Instruction records: a question, the answer and the reasons, as chat models are tuned on."""

from collections.abc import Iterator
from typing import Any

from affect.questions import Question
from releases.exports.bodies import answers_body, labels_body
from releases.exports.clipping import clips_cut
from releases.exports.context import Export
from releases.exports.files import write_jsonl
from releases.exports.format import FolderFormat
from releases.exports.item_media import ItemMedia
from releases.exports.recordings import Recordings
from releases.exports.records import Record, Row, normal_records
from releases.storage.manifest import canonical

REASONS = ("text",)
"""Kinds whose answers are reasons in the rater's own words, beside those of words and reviews."""


def write(export: Export) -> dict[str, int]:
    """instructions.jsonl: what all said; answers.jsonl: what each rater said."""
    recordings = Recordings(export.frozen)
    with clips_cut(export, recordings) as clips:
        media = ItemMedia(export, recordings, clips)
        write_jsonl(export.folder / "instructions.jsonl", _instructions(export, media))
    write_jsonl(export.folder / "answers.jsonl", _answers(export))
    return {}


def _instructions(export: Export, media: ItemMedia) -> Iterator[dict[str, Any]]:
    """A record per item and question that has an answer."""
    for record in normal_records(export):
        found = media.placed(record, media.name_of(record.key))
        labels = labels_body(export, record.item)
        reasons = [reason for rating in record.ratings for reason in _reasons(export, rating)]
        for question in _asked(export):
            told = labels[question.id]
            answer = _answer(question, told)
            if answer is None:
                continue
            yield {
                **_about(record, question),
                "media": [path for _, path in found],
                "answer": answer,
                **{name: told[name] for name in ("shares", "n", "entropy") if name in told},
                "reasons": reasons,
                "messages": _messages(record, question, [kind for kind, _ in found], answer),
            }


def _answers(export: Export) -> Iterator[dict[str, Any]]:
    """A record per rating and question that was answered, with that rater's own reasons."""
    for record in normal_records(export):
        for rating in record.ratings:
            reasons = [reason["reason"] for reason in _reasons(export, rating)]
            for name, answer in answers_body(export, rating).items():
                question = next(q for q in export.frozen.scheme.questions if q.id == name)
                if question.kind in REASONS:
                    continue
                yield {
                    **_about(record, question),
                    "rater": rating["rater"],
                    "answer": answer.get("value"),
                    "cannot_tell": answer.get("cannot_tell", False),
                    "confidence": answer.get("confidence"),
                    "reasons": reasons,
                }


def _asked(export: Export) -> list[Question]:
    return [q for q in export.frozen.scheme.questions if q.kind not in REASONS]


def _about(record: Record, question: Question) -> dict[str, Any]:
    return {
        "id": f"{record.key}/{question.id}",
        "item": record.key,
        "split": record.item.get("split"),
        "question": question.text,
        "options": [label.text or label.id for label in question.labels],
        "transcript": record.item["transcript"],
    }


def _answer(question: Question, told: dict[str, Any]) -> Any:
    """The label in the words of the scheme, the labels most chose, a mean, or words; else None."""
    texts = {label.id: label.text or label.id for label in question.labels}
    if question.family == "set":
        shares = told.get("shares")
        return None if shares is None else [texts[x] for x, share in shares.items() if share > 0.5]
    if "label" in told:
        return texts.get(told["label"], told["label"])
    for name in ("mean", "counts"):
        if told.get(name) is not None:
            return told[name]
    means = {name.removeprefix("mean."): x for name, x in told.items() if name.startswith("mean.")}
    return means or None


def _reasons(export: Export, rating: Row) -> Iterator[dict[str, Any]]:
    """What a rater wrote: texts, the reasons of words, and reviews that gave one."""
    for name, answer in answers_body(export, rating).items():
        question = next(q for q in export.frozen.scheme.questions if q.id == name)
        value = answer.get("value")
        texts: list[str] = []
        if value is not None and question.kind in REASONS:
            texts = [value]
        elif value is not None and question.kind == "words":
            texts = [f"{word['word']}: {word['reason']}" for word in value if "reason" in word]
        elif value is not None and question.kind == "review" and "reason" in value:
            texts = [value["reason"]]
        for text in texts:
            yield {"rater": rating["rater"], "question": name, "reason": text}


def _messages(
    record: Record, question: Question, media: list[str], answer: Any
) -> list[dict[str, str]]:
    """The record as a chat: marks for the media, the words, the question and its options."""
    lines = [f"<{kind}>" for kind in media]
    if record.item["transcript"]:
        lines.append(record.item["transcript"])
    lines.append(question.text)
    if question.labels:
        lines.append("Options: " + ", ".join(label.text or label.id for label in question.labels))
    said = answer if isinstance(answer, str) else canonical(answer)
    return [
        {"role": "user", "content": "\n".join(lines)},
        {"role": "assistant", "content": said},
    ]


INSTRUCTIONS = FolderFormat(
    name="instructions",
    group="learning",
    about="instruction records for chat models: question, answer, reasons; of all raters and of "
    "each",
    loses="gold and attention items; when and how raters answered; models' predictions and "
    "decisions; the video of a clip",
    media=("none", "copy"),
    cuts=True,
    write=write,
)
