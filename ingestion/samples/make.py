"""Make the sample dialogues: text below -> flite -> FLAC, JSON and WebVTT beside this file.

Run by hand, where the program ``flite`` is installed (Debian: ``apt-get install flite``)::

    python -m ingestion.samples.make

The same flite gives the same files. Each turn is spoken in a manner: faster or slower, higher or
lower, louder or softer. That is a rough sketch of arousal, not an acted emotion.
"""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

from ingestion.samples.flite import token_times

RATE_HZ = 16_000
SPEECH_RMS = 0.06
ROOM_RMS = 0.0004
EDGE = 0.01
#: Between two words: shorter silences belong to the word before.
PAUSE_SECONDS = 0.05

#: manner: (length of the sounds, pitch in percent, level in dB)
MANNERS = {
    "calm": (1.0, 100, 0.0),
    "excited": (0.88, 106, 4.0),
    "angry": (0.92, 104, 5.0),
    "anxious": (0.9, 104, 0.0),
    "sad": (1.18, 96, -4.0),
    "tender": (1.1, 98, -3.0),
}


@dataclass(frozen=True)
class Dialogue:
    """A conversation: its speakers with their flite voices, and (speaker, manner, text) turns."""

    name: str
    voices: dict[str, str]
    turns: tuple[tuple[str, str, str], ...]


DIALOGUES = (
    Dialogue(
        "missed-train",
        {"Nora": "slt", "Ben": "rms"},
        (
            (
                "Nora",
                "angry",
                "You said you would be here at seven. The train left ten minutes ago.",
            ),
            ("Ben", "anxious", "I know, I know. The bus just stood there, and my phone was dead."),
            ("Nora", "angry", "You could have asked somebody. You could have asked the driver!"),
            ("Ben", "sad", "You are right. I did not think of it, and I am really sorry."),
            ("Nora", "angry", "It is always something. Last week it was the keys."),
            ("Ben", "calm", "That is fair. I have been a mess since I changed jobs."),
            ("Nora", "calm", "Is it still that bad? I thought things were getting better."),
            (
                "Ben",
                "sad",
                "I sleep four hours a night, and then I forget half of what people say.",
            ),
            ("Nora", "tender", "Why did you not tell me? I would not have been so hard on you."),
            ("Ben", "sad", "I did not want to be one more thing for you to worry about."),
            ("Nora", "tender", "Come here. I worry more when you say nothing at all."),
            ("Ben", "calm", "There is another train at eight, if you still want to go."),
            ("Nora", "calm", "Of course I want to go. It is my mother's birthday."),
            ("Ben", "excited", "Then let me buy you the largest coffee in this station!"),
            ("Nora", "excited", "And a cake. You owe me a cake for the keys as well!"),
        ),
    ),
    Dialogue(
        "exam-letter",
        {"Maya": "slt", "Tom": "awb"},
        (
            ("Tom", "calm", "There is a letter for you on the table. It is from the college."),
            ("Maya", "anxious", "Oh no. It is thin. A thin letter is always bad news."),
            ("Tom", "calm", "You cannot know that before you have opened it."),
            ("Maya", "anxious", "I can not do it. My hands are shaking. You open it, please."),
            ("Tom", "tender", "All right. Sit down, take a breath, and I will read it slowly."),
            ("Maya", "anxious", "Just tell me if it is a yes or a no. Nothing else."),
            ("Tom", "excited", "It is a yes! They want you to start in September!"),
            ("Maya", "excited", "What? No. Are you joking? Please do not joke about this!"),
            ("Tom", "excited", "It says so right here, and there is a grant as well."),
            ("Maya", "excited", "I do not believe it! Two years of work, and they said yes!"),
            ("Tom", "tender", "I am so proud of you. Your father would have been proud too."),
            ("Maya", "sad", "I wish I could call him. He always said that I would get in."),
            ("Tom", "sad", "I miss him every day. He kept all your drawings, you know."),
            ("Maya", "sad", "Really? I thought he had thrown them out when we moved."),
            ("Tom", "tender", "They are in the blue box upstairs. We can look at them tonight."),
            ("Maya", "tender", "I would like that very much. Thank you for reading it to me."),
        ),
    ),
    Dialogue(
        "loud-neighbour",
        {"Rita": "slt", "Sam": "kal16"},
        (
            ("Rita", "angry", "Good evening. Do you have any idea what time it is?"),
            ("Sam", "calm", "Hello. It is about midnight, I think. Is something wrong?"),
            ("Rita", "angry", "Your drums are wrong! My little boy has been crying for an hour."),
            ("Sam", "anxious", "Oh. I am so sorry. I thought that nobody lived below me."),
            ("Rita", "angry", "We moved in on Monday. There is a name on the door."),
            ("Sam", "sad", "I have been away for my sister's funeral. I did not see it."),
            ("Rita", "tender", "I am sorry. I did not know. That must be terrible."),
            ("Sam", "sad", "She gave me the drums. Playing them is all that helps right now."),
            ("Rita", "tender", "Then please do not stop. Only not in the middle of the night."),
            ("Sam", "calm", "That is very kind. Would the afternoon be better for you?"),
            ("Rita", "calm", "After three is fine. He is at my mother's place until six."),
            (
                "Sam",
                "excited",
                "I could teach him, if he likes! He can hit them as hard as he wants!",
            ),
            ("Rita", "excited", "He would love that! He hits every pot in my kitchen already!"),
            ("Sam", "calm", "Then bring him on Saturday. And welcome to the house."),
        ),
    ),
)


def main() -> None:
    for number, dialogue in enumerate(DIALOGUES):
        sound, rows = _mix(dialogue, np.random.default_rng(number))
        stem = Path(__file__).parent / dialogue.name
        soundfile.write(stem.with_suffix(".flac"), sound, RATE_HZ, subtype="PCM_16")
        turns = [{name: told for name, told in row.items() if name != "words"} for row in rows]
        body = {"title": dialogue.name, "voices": dialogue.voices, "turns": turns}
        stem.with_suffix(".json").write_text(json.dumps(body, indent=1) + "\n", "utf-8")
        stem.with_suffix(".vtt").write_text(vtt_of(rows), "utf-8")
        print(f"{dialogue.name}: {len(rows)} turns, {len(sound) / RATE_HZ:.1f} s")


def _mix(
    dialogue: Dialogue, rng: np.random.Generator
) -> tuple[NDArray[np.float64], list[dict[str, Any]]]:
    """The sound, and a row for each turn: speaker, manner, text and words, with their times."""
    pieces, rows = [np.zeros(RATE_HZ // 2)], []
    at = len(pieces[0])
    for speaker, manner, text in dialogue.turns:
        spoken, words = _speak(dialogue.voices[speaker], text, manner)
        start, end = round(at / RATE_HZ, 3), round((at + len(spoken)) / RATE_HZ, 3)
        rows.append(
            {
                "speaker": speaker,
                "start": start,
                "end": end,
                "manner": manner,
                "text": text,
                "words": [
                    (word, at / RATE_HZ + begin, at / RATE_HZ + stop) for word, begin, stop in words
                ],
            }
        )
        pieces += [spoken, np.zeros(int(rng.uniform(0.25, 0.8) * RATE_HZ))]
        at += len(pieces[-2]) + len(pieces[-1])
    sound = np.concatenate(pieces)
    return sound + ROOM_RMS * rng.standard_normal(len(sound)), rows


def _speak(
    voice: str, text: str, manner: str
) -> tuple[NDArray[np.float64], list[tuple[str, float, float]]]:
    """``text`` in ``voice``, without silence at the ends, and its words with begin and end."""
    stretch, pitch, level = MANNERS[manner]
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "turn.wav"
        # Resampling raises the pitch and shortens the sounds alike, so flite stretches them first.
        length = stretch * pitch / 100
        tempo = ["--setf", f"duration_stretch={length}"]
        subprocess.run(["flite", "-voice", voice, *tempo, "-t", text, "-o", str(wav)], check=True)
        sound, rate = soundfile.read(wav)
    if rate != RATE_HZ:
        raise ValueError(f"flite voice {voice} speaks at {rate} Hz; take one of {RATE_HZ} Hz")
    sound = resample_poly(sound, 100, pitch)
    loud = np.flatnonzero(np.abs(sound) > EDGE * np.abs(sound).max())
    sound = sound[loud[0] : loud[-1] + 1]
    gain = SPEECH_RMS / np.sqrt(np.mean(sound**2)) * 10 ** (level / 20)
    levelled: NDArray[np.float64] = np.clip(gain * sound, -0.98, 0.98)
    last = len(sound) / RATE_HZ

    def heard(seconds: float) -> float:
        return min(max(seconds * 100 / pitch - float(loud[0]) / RATE_HZ, 0.0), last)

    times = token_times(voice, text, length)
    words = [
        (word, heard(begin), heard(end))
        for word, (begin, end) in zip(text.split(), times, strict=True)
    ]
    return levelled, words


def vtt_of(rows: list[dict[str, Any]]) -> str:
    """Subtitles of turns, each with its speaker and a timestamp before every word."""
    cues = [
        f"{_clock(row['start'])} --> {_clock(row['end'])}\n<v {row['speaker']}>{_timed(row)}\n"
        for row in rows
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _timed(row: dict[str, Any]) -> str:
    """The words of a turn; one after a pause has the end of the word before it as well."""
    text, before = "", None
    for word, begin, end in row["words"]:
        if before is not None:
            text += f"<{_clock(before)}> " if begin - before > PAUSE_SECONDS else " "
        text += f"<{_clock(begin)}>{word}"
        before = end
    return text


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, thousandths = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{thousandths // 1000:02}.{thousandths % 1000:03}"


if __name__ == "__main__":
    main()
