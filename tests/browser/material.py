"""What the raters of each preset are shown: small files of our own, and tables of texts."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from ingestion.samples import SAMPLES
from tests.media.films import sensor_table
from tests.media.makers import Sound
from tests.media.pictures import people, write_png, write_talking

Row = Mapping[str, str]
TRACED_SECONDS = 1.5
SAID = "There is a letter for you on the table. It is from the college."
"""The first words of the sample conversation."""


@dataclass(frozen=True)
class Material:
    """Media to ingest with their options, and a table of items to import."""

    media: Sequence[Path] = ()
    options: Sequence[str] = ()
    items: Path | None = None


Maker = Callable[["Shelf"], Material]


class Shelf:
    """Makes material in a folder; what several presets show is made once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def speech(self, start_seconds: float, seconds: float) -> tuple[Sound, int]:
        """float32[1, n]: a piece of the first sample conversation, and its rate."""
        rate_hz = soundfile.info(SAMPLES[0].media).samplerate
        first, last = round(start_seconds * rate_hz), round((start_seconds + seconds) * rate_hz)
        sound, _ = soundfile.read(SAMPLES[0].media, start=first, stop=last, dtype="float32")
        return sound.reshape(1, -1), rate_hz

    def clip(self, start_seconds: float, seconds: float) -> Path:
        path = self.folder / f"clip-{start_seconds:g}-{seconds:g}.wav"
        if not path.exists():
            sound, rate_hz = self.speech(start_seconds, seconds)
            soundfile.write(path, sound[0], rate_hz)
        return path

    def muffled(self, start_seconds: float, seconds: float) -> Path:
        """The same clip as another system might say it: duller, and a little noisy."""
        path = self.folder / f"muffled-{start_seconds:g}-{seconds:g}.wav"
        if not path.exists():
            sound, rate_hz = self.speech(start_seconds, seconds)
            dull = np.convolve(sound[0], np.ones(9) / 9, "same")
            noise = np.random.default_rng(1).normal(0, 0.003, len(dull))
            soundfile.write(path, dull + noise, rate_hz)
        return path

    def film(self, name: str, moods: Sequence[float], seconds: float) -> Path:
        """People whose mouths move with the sample conversation."""
        path = self.folder / f"{name}.mp4"
        if not path.exists():
            write_talking(path, moods, *self.speech(0.4, seconds))
        return path

    def picture(self, name: str, moods: Sequence[float]) -> Path:
        return write_png(self.folder / f"{name}.png", people(moods))

    def tune(self, seconds: float) -> Path:
        """Plucked notes of a minor chord, up and down."""
        rate_hz, path = 16_000, self.folder / "tune.wav"
        at = np.arange(round(seconds * rate_hz)) / rate_hz
        step = 0.2
        pitches = 220 * 2 ** (np.array([0, 3, 7, 12, 7, 3])[(at // step).astype(int) % 6] / 12)
        soundfile.write(
            path, 0.4 * np.sin(2 * np.pi * pitches * at) * np.exp(-6 * (at % step)), rate_hz
        )
        return path

    def table(self, name: str, rows: Sequence[Row]) -> Path:
        path = self.folder / f"{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return path


def conversation(_: Shelf) -> Material:
    sample = SAMPLES[0]
    return Material((sample.media,), ("--transcript", str(sample.transcript)))


def clip(shelf: Shelf) -> Material:
    """One clip, so that raters in random order meet on it."""
    return Material((shelf.clip(0.4, 3.3),), ("--profile", "whole", "--speakers", "none"))


def scene(shelf: Shelf) -> Material:
    """A film with its words, whole."""
    row = {"item": "scene-1", "media": str(shelf.film("talk", (0.3,), 3.3)), "text": SAID}
    return Material(items=shelf.table("scene", [row]))


def conversation_film(shelf: Shelf) -> Material:
    """For what is recorded in real time, once for each trace: short."""
    row = {"item": "talk-1", "media": str(shelf.film("two", (0.4, -0.2), TRACED_SECONDS))}
    return Material(items=shelf.table("two", [row]))


def stories(shelf: Shelf) -> Material:
    """A video for each listener: nobody rates that of another."""
    media = str(shelf.film("two", (0.4, -0.2), TRACED_SECONDS))
    rows = [
        {"item": f"story-{who}", "media": media, "subject": who} for who in ("rater1", "rater2")
    ]
    return Material(items=shelf.table("stories", rows))


def trials(shelf: Shelf) -> Material:
    """The video of each subject beside their heart rate and skin conductance."""
    media = str(shelf.film("talk", (0.3,), 3.3))
    sensors = str(sensor_table(shelf.folder / "sensors.csv", seconds=3.3))
    rows = [
        {"item": f"trial-{who}", "media": media, "sensors": sensors, "subject": who}
        for who in ("rater1", "rater2")
    ]
    return Material(items=shelf.table("trials", rows))


def cast(shelf: Shelf) -> Material:
    """A scene, for one of the people in it."""
    media = str(shelf.film("cast", (0.8, -0.6, 0.1), 2.0))
    row = {"item": "scene-1-ben", "media": media, "about": "Ben", "text": SAID}
    return Material(items=shelf.table("cast", [row]))


def group(shelf: Shelf) -> Material:
    media = str(shelf.film("group", (0.8, -0.6, 0.1), TRACED_SECONDS))
    row = {"item": "meeting-1", "media": media, "about": "The group"}
    return Material(items=shelf.table("group", [row]))


def drafted(shelf: Shelf) -> Material:
    """A talking clip with what a model made of it."""
    row = {
        "item": "clip-1",
        "media": str(shelf.film("talk", (0.3,), 3.3)),
        "text": SAID,
        "draft.draft.labels": '["tense", "curious"]',
        "draft.draft.visual": "He looks straight ahead; his lips are closed, almost a smile.",
        "draft.draft.vocal": "An even voice, a little faster towards the end.",
        "draft.draft.verbal": "A letter has come, and it is from the college.",
        "draft.draft.description": "He brings news and does not know yet whether it is good.",
    }
    return Material(items=shelf.table("drafted", [row]))


def song(shelf: Shelf) -> Material:
    row = {"item": "song-1", "media": str(shelf.tune(TRACED_SECONDS))}
    return Material(items=shelf.table("songs", [row]))


def picture(shelf: Shelf) -> Material:
    row = {"item": "picture-1", "media": str(shelf.picture("three", (0.9, -0.7, 0.2)))}
    return Material(items=shelf.table("pictures", [row]))


def face(shelf: Shelf) -> Material:
    row = {"item": "face-1", "media": str(shelf.picture("face", (0.9,)))}
    return Material(items=shelf.table("faces", [row]))


def captioned(shelf: Shelf) -> Material:
    row = {
        "item": "picture-1",
        "media": str(shelf.picture("two", (0.9, 0.7))),
        "caption": "They had not seen each other since the year of the flood.",
    }
    return Material(items=shelf.table("captions", [row]))


def stated(shelf: Shelf) -> Material:
    row = {
        "item": "picture-1",
        "media": str(shelf.picture("three", (0.9, -0.7, 0.2))),
        "statement": "The person in the middle is sad about something.",
    }
    return Material(items=shelf.table("statements", [row]))


def preferred(shelf: Shelf) -> Material:
    """Two clips of the same words."""
    row = {
        "item": "sentence-1",
        "media.1": str(shelf.clip(0.4, 3.3)),
        "media.2": str(shelf.muffled(0.4, 3.3)),
        "intended": "Worried",
    }
    return Material(items=shelf.table("sentences", [row]))


def causes(shelf: Shelf) -> Material:
    """A dialogue in which the emotion of each turn is given."""
    said = (
        ("Ann", "Why is there so much room in the hall?", "surprise"),
        ("Ben", "I sold the piano while you were away. The roof was leaking.", "neutral"),
        ("Ann", "My father taught me on it. I would have paid for the roof.", "sadness"),
    )
    rows = [
        {"item": f"turn-{at}", "speaker": who, "text": text, "emotion": emotion}
        | {"dialogue": "piano", "position": str(at)}
        for at, (who, text, emotion) in enumerate(said)
    ]
    return Material(items=shelf.table("causes", rows))


def narratives(shelf: Shelf) -> Material:
    text = (
        "I held on to the wall when the doctor came out. My mouth was dry and my knees gave way. "
        "I kept thinking that I should have called earlier. It was her house, and nothing in it "
        "was moved when we came back without her."
    )
    return Material(items=shelf.table("narratives", [{"item": "narrative-1", "text": text}]))


def replies(shelf: Shelf) -> Material:
    said = (
        ("seeker", "I have not slept for a week. The exam is on Monday and I know nothing."),
        ("helper", "That sounds exhausting, and frightening too. What worries you most about it?"),
        ("seeker", "That my parents find out how little I did this term."),
    )
    rows = [
        {
            "item": f"turn-{at}",
            "speaker": who,
            "text": text,
            "dialogue": "exam",
            "position": str(at),
        }
        for at, (who, text) in enumerate(said)
    ]
    return Material(items=shelf.table("replies", rows))


def posts(shelf: Shelf) -> Material:
    """A text from right to left."""
    rows = [{"item": "post-1", "text": "وأخيرا رسالة بخبر جميل! لا أصدق ذلك 😊", "language": "ar"}]
    return Material(items=shelf.table("posts", rows))


def writings(shelf: Shelf) -> Material:
    rows = [
        {
            "item": "post-1",
            "text": "Three years, and today she called. I sat on the stairs and cried.",
            "writer": "rater1",
        }
    ]
    return Material(items=shelf.table("writings", rows))


MATERIAL: dict[str, Maker] = {
    "ab": preferred,
    "brighter": posts,
    "characters": cast,
    "component": narratives,
    "crema-d": scene,
    "emer": drafted,
    "emonet-voice": clip,
    "emoset": picture,
    "emotiontalk": scene,
    "empathy": replies,
    "facs": face,
    "findingemo": picture,
    "group": group,
    "meld": conversation,
    "mos": clip,
    "msp-dim": clip,
    "music": song,
    "mvei": stated,
    "omg-empathy": stories,
    "parts-and-ranks": picture,
    "physio": trials,
    "reccon": causes,
    "ser-soft": clip,
    "sewa": conversation_film,
    "shemo": clip,
    "socratis": captioned,
    "soft-turns": conversation,
    "writer-reader": writings,
    "zed": clip,
}
"""Maker of the material of each preset, by the name of the preset."""
