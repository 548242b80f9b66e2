"""RTTM and CTM as lhotse reads them."""

import json
import sys
from pathlib import Path

from lhotse import SupervisionSegment, SupervisionSet

folder = Path(json.load(sys.stdin)["folder"])
rttm = {
    path.stem: [
        [one.recording_id, one.start, one.duration, one.speaker]
        for one in SupervisionSet.from_rttm(path)
    ]
    for path in sorted(folder.glob("*.rttm"))
    if path.stat().st_size
}
words = []
for path in folder.glob("*.ctm"):
    names = {line.split()[0] for line in path.read_text().splitlines()}
    whole = SupervisionSet.from_segments(
        SupervisionSegment(id=name, recording_id=name, start=0, duration=1e6) for name in names
    )
    for one in whole.with_alignment_from_ctm(path):
        words += [[one.recording_id, w.symbol, w.start, w.duration] for w in one.alignment["word"]]
print(json.dumps({"rttm": rttm, "words": words}))
