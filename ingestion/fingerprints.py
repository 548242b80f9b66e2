"""Fingerprints of recordings, computed once and kept beside their media."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingestion.engines.store import replacing
from ingestion.media_store import proxy_path, recording_folder

SOUND, PICTURE = "sound", "picture"


def fingerprint_of(sha256: str, kind: str) -> NDArray[np.uint32] | None:
    """The bits of a recording's sound or picture, uint32; None where its media are not there.

    kind: "sound" of the proxy, or "picture" of an image or a video's still. What is kept is used
    again; what another version of the engine made is made anew.
    """
    from ingestion.engines.fingerprints import VERSION, picture_bits, sound_bits

    kept = recording_folder(sha256) / f"{kind}-{VERSION}.bits"
    if kept.exists():
        return np.frombuffer(kept.read_bytes(), np.uint32)
    source = proxy_path(sha256) if kind == SOUND else _picture(sha256)
    if source is None or not source.exists():
        return None
    bits = sound_bits(source) if kind == SOUND else picture_bits(source)
    with replacing(kept) as temporary:
        temporary.write_bytes(bits.tobytes())
    return bits


def _picture(sha256: str) -> Path | None:
    """An image as it came in, or the still of a video."""
    folder = recording_folder(sha256)
    still = folder / "poster.jpg"
    return still if still.exists() else next(iter(sorted(folder.glob("original*"))), None)
