"""Lhotse manifests, with the sound of each cut where it is there."""

import json
import os
import sys

from lhotse import CutSet, RecordingSet, SupervisionSet

asked = json.load(sys.stdin)
os.chdir(asked["folder"])
recordings = RecordingSet.from_file("recordings.jsonl.gz")
supervisions = SupervisionSet.from_file("supervisions.jsonl.gz")
cuts = CutSet.from_manifests(recordings=recordings, supervisions=supervisions)
found = [
    {
        "id": one.id, "recording": one.recording_id, "start": one.start, "end": one.end,
        "text": one.text, "speaker": one.speaker, "custom": one.custom, "channel": one.channel,
        "words": [[w.symbol, w.start, w.duration] for w in (one.alignment or {}).get("word", [])],
    }
    for one in supervisions
]  # fmt: skip
samples = {}
if asked.get("sound"):
    for cut in cuts.trim_to_supervisions(keep_overlapping=False, keep_all_channels=True):
        audio = cut.load_audio()
        samples[cut.supervisions[0].id] = (audio * 32768).round().astype(int)[:, :5].tolist()
print(
    json.dumps(
        {
            "supervisions": found,
            "samples": samples,
            "recordings": {r.id: [r.num_samples, r.sampling_rate] for r in recordings},
        }
    )
)
