"""One pass over an original: proxy, peaks, levels, all or nothing."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from ingestion.engines.errors import SilentMediaError, TruncatedMediaError
from ingestion.engines.meters import FrameMeter, LoudnessMeter, join
from ingestion.engines.peaks import read_peaks
from ingestion.engines.prepare import prepare, read_levels
from tests.media import makers


def test_leaves_a_16_khz_mono_flac_of_the_same_loudness(tmp_path: Path) -> None:
    path = makers.write_wav(tmp_path / "a.wav", makers.tone(2.0, 44_100, 2, 0.01), 44_100)
    done = prepare(path, tmp_path / "a folder")
    info = soundfile.info(done.proxy_path)
    assert (info.samplerate, info.channels, info.frames) == (16_000, 1, 32_000)
    assert (info.format, info.subtype) == ("FLAC", "PCM_16")
    assert (done.samples, done.duration_seconds) == (88_200, 2.0)
    proxy, _ = soundfile.read(done.proxy_path)
    assert np.abs(proxy).max() == pytest.approx(0.01, rel=0.02)


def test_clipped_float_sound_does_not_wrap_round_in_the_proxy(tmp_path: Path) -> None:
    loud = 3 * makers.tone(1.0, 48_000, 1)
    path = makers.write_wav(tmp_path / "a.wav", loud * 1.5, 48_000, "FLOAT")
    proxy, _ = soundfile.read(prepare(path, tmp_path).proxy_path)
    assert np.abs(np.diff(proxy)).max() < 0.5


def test_levels_are_those_of_the_original(tmp_path: Path) -> None:
    sound = makers.tone(3.0, 22_050, 2, 0.2)
    sound[0, 11_025:11_125] = 1.0  # 100 clipped samples of the left channel
    sound[1, 30_000:30_002] = 1.0  # a run of two is no clipping
    path = makers.write_wav(tmp_path / "a.wav", sound, 22_050)
    done = prepare(path, tmp_path)
    levels = read_levels(done.levels_path)
    assert (levels.rate_hz, levels.frame_samples, levels.samples) == (22_050, 220, 66_150)
    assert len(levels.power) == -(-66_150 // 220)
    frames = levels.clipped * 220 * 2
    frames[-1] = levels.clipped[-1] * (66_150 % 220) * 2
    assert frames.sum() == pytest.approx(100)
    assert np.flatnonzero(levels.clipped).tolist() == [50]
    assert done.levels.clipped_share == pytest.approx(100 / (2 * 66_150))
    assert done.levels.peak == pytest.approx(32767 / 32768)
    mono = soundfile.read(path)[0].mean(axis=1)
    assert done.levels.rms_dbfs == pytest.approx(10 * np.log10(np.mean(mono**2)), abs=1e-3)


def test_frames_do_not_depend_on_how_the_sound_is_cut_into_blocks() -> None:
    rng = np.random.default_rng(7)
    sound = np.clip(rng.standard_normal((2, 5_003)), -1, 1).astype(np.float32)

    def measured(sizes: list[int]) -> tuple[np.ndarray, ...]:
        meter, parts, at = FrameMeter(8_000, 2), [], 0
        for size in sizes:
            parts.append(meter.feed(sound[:, at : at + size]))
            at += size
        frames = join([*parts, meter.feed(sound[:, at:]), meter.finish()])
        return frames.low, frames.high, frames.power, frames.clipped

    whole = measured([])
    assert whole[3].max() > 0
    for sizes in ([1, 1, 79, 80, 81, 2, 500], [160] * 20, [4_999]):
        for one, other in zip(whole, measured(sizes), strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-6)


@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 48_000])
def test_loudness_of_the_standards_own_tone(rate_hz: int) -> None:
    """BS.1770: a 997 Hz sine at 0 dBFS in one channel reads -3.01 LUFS."""
    at = np.arange(rate_hz * 5) / rate_hz
    meter = LoudnessMeter(rate_hz, 1)
    sine = np.sin(2 * np.pi * 997 * at).astype(np.float32)[None]
    for block in np.array_split(sine, 7, axis=1):
        meter.feed(block)
    assert meter.integrated() == pytest.approx(-3.01, abs=0.05)


def test_loudness_gates_pauses_and_is_missing_for_next_to_nothing() -> None:
    sine = makers.tone(5.0, 48_000, 1, 0.1)
    alone, paused, faint = (LoudnessMeter(48_000, 1) for _ in range(3))
    alone.feed(sine)
    paused.feed(np.concatenate([sine, np.zeros_like(sine), np.zeros_like(sine)], axis=1))
    faint.feed(sine * 1e-5)
    assert paused.integrated() == pytest.approx(alone.integrated(), abs=0.3)
    assert faint.integrated() is None


def test_peaks_at_every_zoom_hold_the_extremes(tmp_path: Path) -> None:
    sound = makers.tone(30.0, 16_000, 1, 0.1)
    sound[0, 16_000 * 17 + 5] = 0.9
    done = prepare(makers.write_wav(tmp_path / "a.wav", sound, 16_000), tmp_path)
    for points in (None, 1, 7, 300, 2_999):
        peaks = read_peaks(done.peaks_path, points=points)
        assert len(peaks.max) == (points or 3_000)
        at = int(peaks.max.argmax())
        assert peaks.max[at] == 115  # 0.9 * 127, rounded outwards
        assert (at - 0.25) / peaks.rate_hz <= 17.01
        assert (at + 1.25) / peaks.rate_hz >= 17.0
    part = read_peaks(done.peaks_path, 16.5, 18.0, 15)
    assert (part.rate_hz, int(part.max.argmax())) == (10.0, 5)
    assert part.min.dtype == part.max.dtype == np.int8


def test_peaks_outside_the_recording_and_more_points_than_frames(tmp_path: Path) -> None:
    sound = makers.tone(1.0, 16_000, 1)
    done = prepare(makers.write_wav(tmp_path / "a.wav", sound, 16_000), tmp_path)
    assert len(read_peaks(done.peaks_path, -5.0, 99.0, 10_000).max) == 100
    assert len(read_peaks(done.peaks_path, 5.0, 6.0, 10).max) == 0
    with pytest.raises(ValueError, match="ends at 1 s, before its start 2 s"):
        read_peaks(done.peaks_path, 2, 1)
    with pytest.raises(ValueError, match="at least 1"):
        read_peaks(done.peaks_path, 0, 1, 0)
    with pytest.raises(ValueError, match="prepare the recording again"):
        read_peaks(done.proxy_path)


def test_silence_is_an_error(tmp_path: Path) -> None:
    path = makers.write_wav(tmp_path / "still.wav", np.zeros((1, 16_000), np.float32), 16_000)
    with pytest.raises(SilentMediaError, match=r"still\.wav: is silent throughout \(1\.00 s\)"):
        prepare(path, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_header_without_samples_is_an_error(tmp_path: Path) -> None:
    path = makers.write_wav(tmp_path / "none.wav", np.zeros((1, 0), np.float32), 16_000)
    with pytest.raises(Exception, match=r"none\.wav: ") as caught:
        prepare(path, tmp_path / "out")
    assert caught.value.code in {"not-media", "silent"}


def test_a_fault_leaves_the_earlier_files_and_nothing_else(tmp_path: Path) -> None:
    whole = makers.write_wav(tmp_path / "a.wav", makers.tone(), 44_100)
    out = tmp_path / "out"
    prepare(whole, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    with pytest.raises(TruncatedMediaError):
        prepare(makers.cut_short(whole, tmp_path / "cut.wav"), out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert set(before) == {"proxy.flac", "peaks.bin", "levels.bin"}


def test_progress_rises_to_one_and_may_stop_the_work(tmp_path: Path) -> None:
    path = makers.write_wav(tmp_path / "a.wav", makers.tone(20.0), 44_100)
    told: list[float] = []
    prepare(path, tmp_path / "out", told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 5

    class StopError(Exception):
        pass

    def stop(share: float) -> None:
        raise StopError

    with pytest.raises(StopError):
        prepare(path, tmp_path / "stopped", stop)
    assert list((tmp_path / "stopped").iterdir()) == []


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    path = makers.encode(tmp_path / "a.mp3", "mp3", makers.tone(), 44_100)
    one, two = prepare(path, tmp_path / "1"), prepare(path, tmp_path / "2")
    assert one.proxy_path.read_bytes() == two.proxy_path.read_bytes()
    assert one.peaks_path.read_bytes() == two.peaks_path.read_bytes()
    assert one.levels_path.read_bytes() == two.levels_path.read_bytes()
