"""A scheme as a labeling config of Label Studio, and the names that its controls have.

https://labelstud.io/tags/
"""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from affect.questions import Question, Review, Scale, Scheme, Timeline
from affect.questions.base import CONFIDENCE

OBJECTS = {"audio": "Audio", "video": "Video", "image": "Image", "text": "Text"}
CANNOT_TELL = "Cannot tell"
NUMBERS = ("intensity", "distribution", "grid", "rank")
MARKS = {"timeline": "Labels", "spans": "Labels", "regions": "RectangleLabels"}


def config(scheme: Scheme, kind: str) -> str:
    """The config for tasks that show a `kind` of medium."""
    shown = OBJECTS[kind]
    lines = ["<View>", f'  <{shown} name="{kind}" value="${kind}"/>']
    if kind != "text":
        lines.append('  <Text name="transcript" value="$transcript"/>')
    for question in scheme.questions:
        lines.append(f"  <Header value={quoteattr(question.text)}/>")
        lines += [f"  {control}" for control in _controls(question, kind)]
    return "\n".join([*lines, "</View>", ""])


def shown_in(question: Question, kind: str) -> str:
    """The object that a question's control marks: spans mark the words."""
    return "transcript" if question.kind == "spans" and kind != "text" else kind


def _controls(question: Question, kind: str) -> Iterator[str]:
    where = shown_in(question, kind)
    if question.kind in MARKS:
        if can_mark(question, kind):
            yield _labelled(MARKS[question.kind], question, where)
    elif question.kind == "multi":
        yield _choices(question.id, where, question.label_ids, ' choice="multiple"')
    elif question.family == "label":
        yield _choices(question.id, where, question.label_ids)
    elif isinstance(question, Scale):
        limits = f' min="{question.min}" max="{question.max}" step="{question.step}"'
        yield f"<Number name={quoteattr(question.id)} toName={quoteattr(where)}{limits}/>"
    elif question.kind in NUMBERS:
        for label in question.label_ids:
            name = quoteattr(f"{question.id}.{label}")
            yield f"<Number name={name} toName={quoteattr(where)}/>"
    elif isinstance(question, Review):
        yield _choices(question.id, where, ("accept", "edit", "reject"))
        yield from (_text(f"{question.id}.{field.id}", where) for field in question.fields)
    elif question.kind in ("text", "words"):
        yield _text(question.id, where)
        if question.kind == "words":
            yield _text(f"{question.id}.reasons", where)
    if question.confidence:
        name, most = quoteattr(f"{question.id}.confidence"), CONFIDENCE[1]
        yield f'<Rating name={name} toName={quoteattr(where)} maxRating="{most}"/>'
    if question.cannot_tell:
        yield _choices(f"{question.id}.cannot_tell", where, (CANNOT_TELL,))


def can_mark(question: Question, kind: str) -> bool:
    """Whether a question's marks have a place on the medium: time on sound, boxes on pictures."""
    return kind in {"timeline": ("audio",), "regions": ("image",)}.get(question.kind, (kind,))


def tracks_of(question: Question) -> tuple[str, ...]:
    """The tracks of a timeline, whose names stand before the label where there are several."""
    return tuple(track.id for track in question.tracks) if isinstance(question, Timeline) else ()


def mark_label(question: Question, label: str, track: str | None) -> str:
    """The label of a mark; with several tracks `TRACK: LABEL`."""
    return f"{track}: {label}" if track and len(tracks_of(question)) > 1 else label


def _labelled(tag: str, question: Question, where: str) -> str:
    tracks = tracks_of(question) or (None,)
    labels = [
        f"<Label value={quoteattr(mark_label(question, label, track))}/>"
        for track in tracks
        for label in question.label_ids
    ]
    name = f"name={quoteattr(question.id)} toName={quoteattr(where)}"
    return f"<{tag} {name}>{''.join(labels)}</{tag}>"


def _choices(name: str, where: str, values: tuple[str, ...], more: str = "") -> str:
    choices = "".join(f"<Choice value={quoteattr(value)}/>" for value in values)
    head = f"name={quoteattr(name)} toName={quoteattr(where)}{more}"
    return f"<Choices {head}>{choices}</Choices>"


def _text(name: str, where: str) -> str:
    return f'<TextArea name={quoteattr(name)} toName={quoteattr(where)} maxSubmissions="0"/>'
