"""What a recording sounds or looks like, in bits that survive another file format, level or size.

Sound: sub-fingerprints of Haitsma & Kalker (2002, ISMIR): for frames of 0.37 s, 32 bits say whether
the energy difference of neighbouring bands (33 of them, 300 to 2000 Hz, evenly spaced in logarithm)
rises or falls from one frame to the next. Gain cancels out; the bit error rate of two recordings of
the same sound is low, that of different ones near a half. Frames of near silence say nothing.

Pictures: signs of the lowest 16 x 16 coefficients of the discrete cosine transform against their
median (pHash, Zauner 2010), 256 bits of the picture in grey at 64 x 64.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.fft import dctn

VERSION = 1
"""Rises when the same file would give other bits."""

Bits = NDArray[np.uint32]

RATE = 16_000
STEP_DOWN = 3  # to 5333 Hz, which holds 2000 Hz
FRAME, HOP = 2048, 170  # samples of the lower rate: 0.38 s every 32 ms
BANDS = 33
LOW_HZ, HIGH_HZ = 300.0, 2000.0
FRAMES_PER_SECOND = RATE / STEP_DOWN / HOP
TAPS = 63
BLOCK_SECONDS = 60
QUIET = 1e-4
"""Energy of a frame, as a part of that of the loud ones, below which it tells nothing (-40 dB)."""
LOUD = 95  # percentile of frames that counts as loud
SILENT = np.uint32(0xFFFFFFFF)
"""Stands for a frame that tells nothing; all bits set, which sound does not do."""

SIDE, LOWEST = 64, 16
FLAT = 2.0
"""Grey values of a picture that differ less than this (standard deviation) show nothing."""


def sound_bits(proxy: Path) -> Bits:
    """Sub-fingerprints of a proxy (16 kHz mono), uint32 (frames,), `SILENT` where it is quiet."""
    spectra = np.concatenate([*_energies(proxy), np.zeros((0, BANDS))])
    if len(spectra) < 2:
        return np.zeros(0, np.uint32)
    difference = spectra[:, :-1] - spectra[:, 1:]
    rises = difference[1:] - difference[:-1] > 0
    bits = (rises * (np.uint32(1) << np.arange(BANDS - 1, dtype=np.uint32))).sum(
        axis=1, dtype=np.uint32
    )
    energy = spectra.sum(axis=1)[1:]
    quiet = energy <= QUIET * np.percentile(energy, LOUD)
    return np.where(quiet | (energy <= 0), SILENT, bits).astype(np.uint32)


def _energies(proxy: Path) -> Iterator[NDArray[np.float64]]:
    """Energy of each band in each frame, (frames, BANDS), piece by piece of the file."""
    edges = np.geomspace(LOW_HZ, HIGH_HZ, BANDS + 1)
    frequencies = np.fft.rfftfreq(FRAME, STEP_DOWN / RATE)
    band = np.searchsorted(edges, frequencies, side="right") - 1
    inside = (band >= 0) & (band < BANDS)
    starts = np.flatnonzero(np.diff(band[inside], prepend=-1))
    window = np.hanning(FRAME)
    for samples in _lower_rate(proxy):
        frames = np.lib.stride_tricks.sliding_window_view(samples, FRAME)[::HOP]
        power = np.abs(np.fft.rfft(frames * window, axis=1)) ** 2
        yield np.add.reduceat(power[:, inside], starts, axis=1)


def _lower_rate(proxy: Path) -> Iterator[NDArray[np.float64]]:
    """Samples at a third of the rate, in pieces whose frames follow one another."""
    from scipy.signal import firwin, upfirdn  # slow to load, and every command would pay it

    taps = firwin(TAPS, HIGH_HZ * 1.2, fs=RATE)
    late = TAPS // 2 // STEP_DOWN  # what the filter holds back
    rest = np.zeros(0)
    with soundfile.SoundFile(proxy) as file:
        for block in file.blocks(BLOCK_SECONDS * RATE // STEP_DOWN * STEP_DOWN, dtype="float32"):
            mono = block if block.ndim == 1 else block.mean(axis=1)
            lower = upfirdn(taps, mono, down=STEP_DOWN)[late : late + len(mono) // STEP_DOWN]
            rest = np.concatenate([rest, lower])
            if len(rest) >= FRAME:
                frames = (len(rest) - FRAME) // HOP + 1
                yield rest[: (frames - 1) * HOP + FRAME]
                rest = rest[frames * HOP :]


def picture_bits(path: Path) -> Bits:
    """The 256 bits of a picture, uint32 (8,); (0,) of one that shows nothing, or is none."""
    from PIL import Image

    try:
        with Image.open(path) as image:
            grey = image.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    except (OSError, Image.DecompressionBombError):  # a table of sensors, or far too large
        return np.zeros(0, np.uint32)
    return bits_of_grey(np.asarray(grey, np.float64))


def bits_of_grey(grey: NDArray[np.float64]) -> Bits:
    """The same of grey values (64, 64)."""
    if grey.std() < FLAT:
        return np.zeros(0, np.uint32)
    lowest: Any = dctn(grey, norm="ortho")
    values = lowest[:LOWEST, :LOWEST].ravel()
    values[0] = np.median(values[1:])  # the mean says how bright it is, not what it shows
    return np.packbits(values > np.median(values[1:]), bitorder="little").view(np.uint32)
