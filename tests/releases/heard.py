"""A project with real recordings, for the tests of formats.

Turns of a stereo call, a mono take in 24 bits, a picture, a text, a check; people who disagree, a
model, marks on time, and words with times.
"""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from affect.questions import scheme_hash
from annotation.models import Item, Project, Rater
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import project_create
from autolabel.models import Card, Prediction, Run
from ingestion.media_store import store_original
from ingestion.models import Dialogue, Recording, Segment, Segmentation
from releases.services.about import about_set
from tests.media.films import photo
from tests.releases.makers import rate

RATE = 44_100
ABOUT = {
    "authors": [{"name": "Ada Lovelace", "orcid": "0000-0002-1825-0097", "affiliation": "Home"}],
    "licence": "CC-BY-4.0",
    "doi": "10.5281/zenodo.1234",
}
LABELS = [{"id": "anger", "text": "Anger"}, {"id": "joy", "text": "Joy"}, {"id": "no-one"}]
SCHEME = {
    "name": "heard",
    "title": "Heard",
    "questions": [
        {"id": "emotion", "kind": "choice", "text": "Which emotion?", "labels": LABELS,
         "cannot_tell": True, "confidence": True},
        {"id": "mix", "kind": "distribution", "text": "Share out", "labels": LABELS,
         "required": False},
        {"id": "strength", "kind": "intensity", "text": "How strong?", "labels": LABELS,
         "required": False},
        {"id": "valence", "kind": "scale", "text": "How pleasant?", "min": -3, "max": 3, "step": 1,
         "required": False},
        {"id": "tags", "kind": "multi", "text": "All that fit", "labels": LABELS,
         "required": False},
        {"id": "when", "kind": "timeline", "text": "When?", "labels": LABELS, "required": False},
        {"id": "feel", "kind": "trace", "text": "Trace", "dimensions": [{"id": "pleasure"}],
         "required": False, "min_rate_hz": 0},
        {"id": "why", "kind": "text", "text": "Why?", "required": False},
        {"id": "own", "kind": "words", "text": "Own words", "reasons": True, "required": False},
    ],
}  # fmt: skip
TURNS = ((4_410, 44_101, "Ana"), (44_101, 110_250, "Bo"), (100_000, 132_300, "Ana"))
"""Start and end in samples of the call, and who speaks; the last two overlap."""
WORDS = ("wie", "geht's")
CHANGE = 66_666
"""Sample of the call at which the second turn changes its mood."""


def sound(seed: int, samples: int, channels: int) -> np.ndarray:
    """Noise: no two samples alike by chance, so that a shift by one shows."""
    numbers = np.random.default_rng(seed).integers(-(2**23), 2**23, (samples, channels))
    return (numbers << 8).astype(np.int32)


def heard_project(folder: Path, slug: str = "heard", *, picture: bool = True) -> Project:
    """Six items in a fixed order, rated by three people and by votes of unknown ones.

    Without the `picture` the item heard-4 is a text as well.
    """
    project = project_create(slug=slug, preset_name="soft-turns", title="Heard: Ä & <b>")
    project.schemes.update(body=SCHEME, hash=scheme_hash(SCHEME))
    folder.mkdir(parents=True, exist_ok=True)
    shown = _picture(folder) if picture else Segment.objects.create(transcript="!", identity="!")
    segments = [*_turns(folder), _take(folder), shown, _text()]
    items = [NewItem(f"{slug}-{n}", segment) for n, segment in enumerate(segments)]
    items_add(project=project, items=[*items, NewItem("check", _check(), role="attention")])
    _rate(project)
    _predict(project)
    about_set(project=project, body=ABOUT)
    return project


def original(folder: Path, name: str) -> Path:
    """The file of a recording as it was before it came in."""
    return folder / name


def _turns(folder: Path) -> list[Segment]:
    path = original(folder, "the call.wav")
    soundfile.write(path, sound(1, 3 * RATE, 2), RATE, subtype="PCM_16")
    recording = _recording(path, samples=3 * RATE, rate_hz=RATE, channels=2, codec="pcm_s16le")
    cut = Segmentation.objects.create(recording=recording, profile="turns", key="turns")
    dialogue = Dialogue.objects.create(name="the call", recording=recording)
    turns = [
        Segment.objects.create(
            recording=recording, segmentation=cut, dialogue=dialogue, position=n,
            start_sample=start, end_sample=end, start_seconds=start / RATE,
            end_seconds=end / RATE, speaker=speaker, transcript=["Hallo!", " ".join(WORDS), ""][n],
            identity=f"turn {n}",
        )
        for n, (start, end, speaker) in enumerate(TURNS)
    ]  # fmt: skip
    turns[1].words = [
        {"text": word, "start_seconds": 1.0 + n / 2, "end_seconds": 1.5 + n / 2}
        for n, word in enumerate(WORDS)
    ]
    turns[1].save()
    return turns


def _take(folder: Path) -> Segment:
    path = original(folder, "take.flac")
    soundfile.write(path, sound(2, 8_000, 1), 16_000, subtype="PCM_24")
    recording = _recording(path, samples=8_000, rate_hz=16_000, channels=1, codec="flac")
    return Segment.objects.create(
        recording=recording, start_sample=0, end_sample=8_000, start_seconds=0.0, end_seconds=0.5,
        identity="take",
    )  # fmt: skip


def _picture(folder: Path) -> Segment:
    path = photo(original(folder, "face.png"))
    recording = _recording(
        path, media="image", width=320, height=200, codec="png", duration_seconds=None
    )
    return Segment.objects.create(recording=recording, identity="face")


def _text() -> Segment:
    return Segment.objects.create(transcript='Sie sagt: "Ja"\n<nein> & 你好', identity="text")


def _check() -> Segment:
    return Segment.objects.create(transcript="Please choose joy.", identity="check")


def _recording(path: Path, *, media: str = "audio", **told: Any) -> Recording:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    store_original(path, sha256)
    if told.get("samples"):
        told["duration_seconds"] = told["samples"] / told["rate_hz"]
    return Recording.objects.create(
        media=media, sha256=sha256, name=path.name, bytes=path.stat().st_size,
        container=path.suffix[1:], licence="CC-BY-4.0", **told,
    )  # fmt: skip


def _rate(project: Project) -> None:
    items = {item.key.rpartition("-")[2]: item for item in project.items.all()}
    one, two, three = (
        Rater.objects.create(project=project, external_id=f"worker {n}") for n in range(3)
    )
    rate(items["0"], one, emotion={"value": "anger", "confidence": 5}, mix=value(anger=1),
         strength=value(anger=60), valence={"value": -2}, tags={"value": ["anger"]},
         why={"value": "It was\nshouted"},
         own={"value": [{"word": "cross", "reason": "loud"}]})  # fmt: skip
    rate(items["0"], two, emotion={"value": "anger", "confidence": 2}, strength=value(anger=81))
    rate(items["0"], three, emotion={"value": "joy"}, mix=value(anger=0.25, joy=0.75),
         valence={"value": 0}, tags={"value": []})  # fmt: skip
    rate(
        items["1"],
        one,
        emotion={"value": "joy"},
        when={"value": _marks()},
        feel={"value": _trace()},
    )
    rate(items["1"], two, emotion={"value": "anger"}, when={"value": []})
    rate(items["2"], one, emotion={"cannot_tell": True})
    rate(items["3"], None, emotion={"value": "no-one"})
    rate(items["3"], None, emotion={"value": "no-one"})
    rate(items["4"], two, emotion={"value": "joy"}, valence={"value": 3})
    rate(items["check"], one, emotion={"value": "joy"})


def value(**numbers: float) -> dict[str, Any]:
    return {"value": numbers}


def _marks() -> list[dict[str, Any]]:
    """Times from the item's start, as raters give them."""
    start, end, _ = TURNS[1]
    return [
        {"start": 0.0, "end": (CHANGE - start) / RATE, "label": "joy"},
        {"start": (CHANGE - start) / RATE, "end": (end - start) / RATE, "label": "anger"},
    ]


def _trace() -> dict[str, Any]:
    return {"seconds": 1.5, "device": "mouse", "times": [0.0, 0.5, 1.0],
            "values": {"pleasure": [0.0, 0.25, -1.0]}}  # fmt: skip


def _predict(project: Project) -> None:
    card = Card.objects.create(
        card_id="vocal-arousal", hash="c" * 64, body={"title": "Rule", "version": "1"}
    )
    run = Run.objects.create(card=card, versions={"numpy": "2"})
    item: Item = project.items.get(key__endswith="-0")
    Prediction.objects.create(
        run=run, segment=item.segment, raw={"scores": {"anger": 0.5, "joy": 0.5}}
    )
