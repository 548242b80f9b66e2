"""Make the sample film, its sensor table, the pictures and the short texts, beside this file.

Run by hand, after ``make.py``::

    python -m ingestion.samples.make_scenes

The film shows the first turns of ``missed-train``: two drawn people whose mouths open as loud as
the voice is, with the expression of each turn's manner. The sensor table is computed from the same
turns. It is a sketch of what such channels look like, measured on nobody.
"""

import csv
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import soundfile
from numpy.typing import NDArray

from ingestion.samples.drawing import (
    BEN,
    EXPRESSIONS,
    NORA,
    RITA,
    SAM,
    Canvas,
    Colour,
    Expression,
    between,
    draw_person,
)

HERE = Path(__file__).parent
FILM = HERE / "at-the-station.mp4"
SECONDS = 16.75
FRAMES_HZ = 12
SIZE = (480, 270)
FADE_SECONDS = 0.3

#: The strap slipped: heart rate and skin were not measured for a while.
SLIPPED = (6.2, 8.4)
SENSORS_HZ = 32
HEART_HZ = 2


def main() -> None:
    sound, rate_hz = soundfile.read(HERE / "missed-train.flac", dtype="float32")
    sound = sound[: round(SECONDS * rate_hz)]
    turns = turns_told()
    make_film(FILM, sound, rate_hz, turns)
    head_and_cues = (HERE / "missed-train.vtt").read_text("utf-8").split("\n\n")
    FILM.with_suffix(".vtt").write_text(
        "\n\n".join(head_and_cues[: 1 + len(turns)]) + "\n", "utf-8"
    )
    make_sensors(FILM.with_suffix(".csv"), turns)
    make_pictures(HERE)
    make_texts(HERE / "short-texts.csv")


def turns_told() -> list[Any]:
    """The turns of ``missed-train`` that the film shows."""
    told = json.loads((HERE / "missed-train.json").read_text("utf-8"))["turns"]
    return [turn for turn in told if turn["end"] <= SECONDS]


def make_film(path: Path, sound: NDArray[np.float32], rate_hz: int, turns: list[Any]) -> None:
    """H.264 and AAC in MP4, its index first, so that a browser plays it as it is."""
    loud = _loudness(sound, rate_hz)
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        video: Any = container.add_stream("libx264", rate=FRAMES_HZ)
        video.width, video.height = SIZE
        video.pix_fmt = "yuv420p"
        video.options = {"crf": "27", "preset": "veryslow", "threads": "1", "bf": "0"}
        video.gop_size = 2 * FRAMES_HZ  # a browser seeks from key to key
        voice: Any = container.add_stream("aac", rate=rate_hz, layout="mono")
        voice.bit_rate = 40_000
        voice.codec_context.open()
        for number, level in enumerate(loud):
            image = station(number / FRAMES_HZ, turns, float(level))
            container.mux(
                video.encode(av.VideoFrame.from_ndarray(np.asarray(image), format="rgb24"))
            )
        container.mux(video.encode(None))
        frame = av.AudioFrame.from_ndarray(sound[None], format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate_hz, 0, Fraction(1, rate_hz)
        resampler = av.AudioResampler("fltp", "mono", rate_hz, frame_size=voice.frame_size)
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(voice.encode(part))
        container.mux(voice.encode(None))


def _loudness(sound: NDArray[np.float32], rate_hz: int) -> NDArray[np.float64]:
    """How loud each frame of the film is, 0 to 1."""
    frames = round(len(sound) / rate_hz * FRAMES_HZ)
    parts = np.array_split(sound.astype(np.float64), frames)
    levels = np.sqrt([np.mean(part**2) for part in parts])
    clipped: NDArray[np.float64] = np.clip(levels / np.percentile(levels, 92), 0, 1)
    return clipped


def station(seconds: float, turns: list[Any], loud: float) -> Any:
    """A platform at dusk, with Nora on the left and Ben on the right."""
    canvas = Canvas(SIZE, (58, 66, 98))
    canvas.box(0, 0.42, 1, 0.74, (196, 132, 104))
    canvas.box(0, 0.30, 1, 0.42, (128, 98, 112))
    canvas.round(0.5, 0.70, 0.16, 0.16, (244, 196, 128))
    canvas.box(0, 0.66, 1, 1, (70, 68, 76))
    canvas.shape([(0.3, 1), (0.47, 0.66), (0.53, 0.66), (0.7, 1)], (52, 50, 58))
    for at in (0.68, 0.72, 0.79, 0.9):
        wide = 0.02 + (at - 0.66) * 0.55
        canvas.box(0.5 - wide, at, 0.5 + wide, at + (at - 0.6) * 0.08, (96, 84, 76))
    canvas.box(0.496, 0, 0.504, 0.16, (40, 40, 48))
    canvas.round(0.5, 0.2, 0.1, 0.1, (40, 40, 48))
    canvas.round(0.5, 0.2, 0.085, 0.085, (240, 236, 224))
    canvas.line([(0.5, 0.2), (0.5, 0.135)], 0.01, (40, 40, 48))
    canvas.line([(0.5, 0.2), (0.518, 0.165)], 0.014, (40, 40, 48))
    for name, person, x in (("Nora", NORA, 0.25), ("Ben", BEN, 0.75)):
        face = expression_of(name, seconds, turns, loud)
        sway = 0.006 * np.sin(2 * np.pi * (seconds / 4.5 + x))
        draw_person(canvas, person, face, middle=(x, 0.47 + sway), size=0.2)
    return canvas.finished()


def expression_of(name: str, seconds: float, turns: list[Any], loud: float) -> Expression:
    """That of the manner in which the person speaks, or spoke last; the mouth while they do."""
    toward = 1.0 if name == "Nora" else -1.0
    shown = EXPRESSIONS["calm"]
    speaks = False
    for turn in turns:
        if turn["speaker"] != name or turn["start"] - FADE_SECONDS > seconds:
            continue
        share = min(1.0, (seconds - turn["start"] + FADE_SECONDS) / FADE_SECONDS)
        shown = between(shown, EXPRESSIONS[turn["manner"]], share)
        speaks = turn["start"] <= seconds <= turn["end"]
    blink = (seconds + (0 if name == "Nora" else 1.3)) % 3.4 < 0.12
    return replace(
        shown,
        look=toward * 0.8,
        mouth=loud if speaks else 0.0,
        eyes=0.3 if blink else shown.eyes,
    )


def make_sensors(path: Path, turns: list[Any]) -> None:
    """Nora's heart rate, skin conductance and movement, on the clock of the film."""
    rng = np.random.default_rng(7)
    times = np.arange(0, SECONDS, 1 / SENSORS_HZ)
    arousal = {"angry": 1.0, "excited": 0.9, "anxious": 0.6}
    heart = 78 + 2.5 * np.sin(2 * np.pi * times / 4.2)
    skin = 4.1 + 0.02 * times
    motion = np.abs(rng.normal(0, 0.02, len(times)))
    for turn in turns:
        strength = arousal.get(turn["manner"], 0.2) * (1.0 if turn["speaker"] == "Nora" else 0.5)
        since = np.clip(times - turn["start"], 0, None)
        heart += 11 * strength * (since / 2.5) * np.exp(1 - since / 2.5) * (since > 0)
        late = np.clip(since - 1.2, 0, None)  # skin answers more than a second later
        skin += 0.9 * strength * (late / 1.4) * np.exp(1 - late / 1.4)
        if turn["speaker"] == "Nora":
            moving = (times >= turn["start"]) & (times <= turn["end"])
            motion += moving * np.abs(rng.normal(0, 0.16 * strength, len(times)))
    slipped = (times >= SLIPPED[0]) & (times < SLIPPED[1])
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["time [s]", "heart rate [bpm]", "skin conductance [µS]", "motion [g]"])
        for at, time in enumerate(times):
            beat = at % (SENSORS_HZ // HEART_HZ) == 0 and not slipped[at]
            writer.writerow(
                [
                    f"{time:.3f}",
                    f"{heart[at]:.1f}" if beat else "",
                    "" if slipped[at] else f"{skin[at]:.3f}",
                    f"{motion[at]:.3f}",
                ]
            )


def make_pictures(folder: Path) -> None:
    """A face, two people at a table, and a place without anybody."""
    for name, draw in (("good-news", _good_news), ("cold-coffee", _cold_coffee), ("shore", _shore)):
        draw().finished().save(folder / f"{name}.png", optimize=True)


def _good_news() -> Canvas:
    canvas = Canvas((480, 480), (214, 226, 224))
    canvas.box(0, 0.62, 1, 1, (196, 212, 208))
    draw_person(
        canvas, RITA, replace(EXPRESSIONS["excited"], mouth=0.55), middle=(0.5, 0.42), size=0.24
    )
    canvas.shape([(0.28, 0.78), (0.6, 0.74), (0.64, 0.97), (0.31, 1)], (250, 248, 240))
    for row in range(4):
        y = 0.82 + row * 0.04
        canvas.line([(0.34, y), (0.57, y - 0.028)], 0.006, (150, 160, 166))
    return canvas


def _cold_coffee() -> Canvas:
    canvas = Canvas((640, 400), (226, 212, 190))
    canvas.box(0.36, 0.08, 0.64, 0.5, (164, 196, 210))
    canvas.box(0.495, 0.08, 0.505, 0.5, (240, 234, 222))
    canvas.box(0.36, 0.285, 0.64, 0.3, (240, 234, 222))
    draw_person(canvas, SAM, replace(EXPRESSIONS["sad"], look=-0.9), middle=(0.24, 0.44), size=0.17)
    draw_person(
        canvas, NORA, replace(EXPRESSIONS["angry"], look=0.9), middle=(0.76, 0.44), size=0.17
    )
    canvas.box(0, 0.82, 1, 1, (140, 96, 66))
    canvas.box(0, 0.82, 1, 0.85, (164, 116, 82))
    for x in (0.4, 0.58):
        canvas.round(x, 0.87, 0.075, 0.02, (226, 226, 222))
        canvas.shape(
            [(x - 0.03, 0.74), (x + 0.03, 0.74), (x + 0.022, 0.87), (x - 0.022, 0.87)],
            (244, 244, 240),
        )
        canvas.round(x, 0.742, 0.048, 0.016, (86, 58, 42))
    return canvas


def _shore() -> Canvas:
    canvas = Canvas((640, 400), (44, 54, 78))
    bands: list[tuple[float, Colour]] = [
        (0.12, (58, 66, 92)),
        (0.24, (78, 84, 110)),
        (0.36, (112, 110, 128)),
        (0.46, (152, 140, 144)),
    ]
    for top, colour in bands:
        canvas.box(0, top, 1, 0.56, colour)
    canvas.box(0, 0.56, 1, 1, (52, 70, 88))
    canvas.round(0.7, 0.5, 0.06, 0.06, (226, 206, 180))
    canvas.box(0, 0.56, 1, 0.58, (96, 108, 120))
    for row in range(7):
        y = 0.62 + row * 0.05
        for at in range(6):
            x = (at * 0.19 + row * 0.07) % 1
            canvas.line([(x, y), (x + 0.05 + row * 0.008, y)], 0.006, (82, 100, 116))
    canvas.shape([(0, 1), (0, 0.82), (0.3, 0.88), (0.62, 0.95), (0.8, 1)], (84, 78, 72))
    return canvas


#: Language and text: everyday lines in scripts from both sides.
TEXTS = (
    ("en", "Three years, and today she called. I sat on the stairs and cried."),
    ("ar", "وأخيرًا وصلت رسالة بخبر جميل، لا أصدّق ذلك!"),
    ("he", "שכחתם את יום ההולדת שלי, וזה כבר לא מפתיע אותי."),
    ("de", "Der Kuchen ist verbrannt, die Gäste lachen, und ich lache mit."),
    ("es", "Otra vez perdí el tren. Ya ni me enfado, solo estoy cansada."),
    ("fr", "Le chien du voisin aboie toute la nuit, je n'en peux plus !"),
    ("tr", "Annem iyileşti. Günlerdir ilk kez rahat bir nefes aldım."),
    ("ar", "انتظرت ساعة كاملة ولم يعتذر أحد."),
    ("zh", "楼下有人在弹琴，我忽然想起了外婆的院子。"),
    ("he", "אני מפחדת לפתוח את המכתב, תפתח אותו אתה."),
)


def make_texts(path: Path) -> None:
    """A table of items, as ``emotate import --as items`` takes it."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["item", "text", "language"])
        for number, (language, text) in enumerate(TEXTS, start=1):
            writer.writerow([f"text-{number:02}", text, language])


if __name__ == "__main__":
    main()
