"""What lies beside media: subtitles, segments, sensor tables; and texts cut into sentences."""

import shutil
from pathlib import Path

import pytest

from annotation.errors import AnnotationRefused
from annotation.models import Project
from annotation.services.ingest.job import ingest_start
from annotation.services.ingest.sources import Source, paired, sources_of, with_transcripts
from ingestion.models import Recording, Segment
from ingestion.samples import SAMPLES
from jobs.models import Job
from jobs.runner import job_run
from tests.annotation.acts import under
from tests.cast import project
from tests.media.films import film, sensor_table, talking_film
from tests.media.makers import tone, write_wav

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Project:
    return project("beside", "meld")


def ingest(made: Project, sources: list[Source], profile: str) -> Job:
    job = ingest_start(project=made, sources=sources, profile=profile, speakers="none")
    job_run(job)
    job.refresh_from_db()
    return job


def errors(job: Job) -> dict[str, str]:
    return {item.name: item.error for item in job.items.all() if item.error}


def subtitles(path: Path, *cues: str) -> Path:
    body = [f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{cue}\n" for n, cue in enumerate(cues)]
    path.write_text("\n".join(body), encoding="utf-8")
    return path


def test_utterances_keep_the_order_and_the_speakers_of_the_subtitles(made: Project) -> None:
    sample = SAMPLES[0]
    sources = with_transcripts(sources_of([sample.media]), sample.transcript)
    assert not errors(ingest(made, sources, "utterance"))
    turns = Segment.objects.order_by("position")
    assert {turn.speaker for turn in turns} == {"Maya", "Tom"}
    assert len(turns) == 16
    assert turns[0].transcript.startswith("There is a letter")
    assert all(turn.gates["speech_ratio"]["value"] > 0.5 for turn in turns)


def test_subtitles_beside_the_media_are_found(made: Project, tmp_path: Path) -> None:
    film(tmp_path / "a.mp4")
    subtitles(tmp_path / "a.vtt", "Ana: Hello.", "Ben: Good day.", "Ana: Well.")
    sources = paired(sources_of([tmp_path]))
    assert [(one.name, one.transcript) for one in sources] == [("a.mp4", tmp_path / "a.vtt")]
    assert not errors(ingest(made, sources, "utterance"))
    found = Segment.objects.order_by("position").values_list("speaker", "transcript")
    assert list(found) == [("Ana", "Hello."), ("", "Ben: Good day."), ("Ana", "Well.")]


def test_one_transcript_serves_a_film_that_comes_with_its_sensors(tmp_path: Path) -> None:
    film_path, table = talking_film(tmp_path / "trial.mp4"), sensor_table(tmp_path / "trial.csv")
    words = subtitles(tmp_path / "words.srt", "Hello.")
    found = paired(with_transcripts(sources_of([film_path, table]), words))
    assert [(one.name, one.transcript, one.sensors) for one in found] == [
        ("trial.mp4", words, table)
    ]
    with pytest.raises(AnnotationRefused, match="cannot serve 2 files"):
        with_transcripts(sources_of([film_path, talking_film(tmp_path / "b.mp4"), table]), words)


def test_uploads_belong_together_by_their_names(made: Project, tmp_path: Path) -> None:
    sources = []
    for number, make in enumerate(
        (
            lambda at: talking_film(at / "trial.mp4"),
            lambda at: sensor_table(at / "trial.csv"),
            lambda at: subtitles(at / "trial.srt", "Hello."),
            lambda at: subtitles(at / "nobody.srt", "Hello."),
        )
    ):
        (tmp_path / str(number)).mkdir()
        path = make(tmp_path / str(number))
        sources.append(Source(path, path.name, is_upload=True))
    together = paired(sources)
    assert [one.name for one in together] == ["trial.mp4", "nobody.srt"]
    job = ingest(made, together, "import")
    assert list(errors(job)) == ["nobody.srt"]
    segment = Segment.objects.get()
    assert segment.sensors is not None
    assert segment.sensors.name == "trial.csv"
    assert segment.transcript == "Hello."
    assert not list(tmp_path.iterdir())  # a second try of what failed would fail as well


def test_one_rttm_serves_all_recordings_that_it_names(made: Project, tmp_path: Path) -> None:
    for stem, level in (("a", 0.2), ("b", 0.3)):
        write_wav(tmp_path / f"{stem}.wav", tone(3.0, 16_000, 1, level), 16_000)
    (tmp_path / "all.rttm").write_text(
        "SPEAKER a 1 0 1 <NA> <NA> X <NA> <NA>\nSPEAKER b 1 1 2 <NA> <NA> Y <NA> <NA>\n"
    )
    job = ingest(made, paired(sources_of([tmp_path])), "import")
    assert not errors(job)
    found = Segment.objects.values_list("recording__name", "speaker", "start_seconds")
    assert sorted(found) == [("a.wav", "X", 0.0), ("b.wav", "Y", 1.0)]


def test_an_uploaded_rttm_stays_until_the_last_recording_that_it_names(
    made: Project, tmp_path: Path
) -> None:
    sources = []
    for stem, level in (("a", 0.2), ("b", 0.3)):
        (tmp_path / stem).mkdir()
        write_wav(tmp_path / stem / f"{stem}.wav", tone(3.0, 16_000, 1, level), 16_000)
        sources.append(Source(tmp_path / stem / f"{stem}.wav", f"{stem}.wav", is_upload=True))
    (tmp_path / "rttm").mkdir()
    rttm = tmp_path / "rttm" / "all.rttm"
    rttm.write_text(
        "SPEAKER a 1 0 1 <NA> <NA> X <NA> <NA>\nSPEAKER b 1 1 2 <NA> <NA> Y <NA> <NA>\n"
    )
    job = ingest(made, paired([*sources, Source(rttm, rttm.name, is_upload=True)]), "import")
    assert not errors(job)
    assert Segment.objects.count() == 2
    assert not list(tmp_path.iterdir())


def test_a_faulty_file_of_segments_names_its_line(made: Project, tmp_path: Path) -> None:
    film(tmp_path / "a.mp4")
    (tmp_path / "a.csv").write_text("start,end\n0,1\nsoon,2\n")
    job = ingest(made, paired(sources_of([tmp_path])), "import")
    assert errors(job)["a.mp4"].startswith("a.csv, line 3: start: 'soon' is no time")
    assert not Recording.objects.exists()


def test_a_text_file_becomes_its_sentences(made: Project, tmp_path: Path) -> None:
    text = "\u200fאני שמח. ואתה?\n\nאנחנו כאן."
    (tmp_path / "letter.txt").write_text(text, encoding="utf-8")
    for _ in range(2):
        assert not errors(ingest(made, sources_of([tmp_path / "letter.txt"]), "sentence"))
    found = made.items.order_by("place").values_list("key", "segment__transcript")
    assert list(found) == [
        ("letter_00001", "\u200fאני שמח."),
        ("letter_00002", "ואתה?"),
        ("letter_00003", "אנחנו כאן."),
    ]
    assert Segment.objects.count() == 3
    (tmp_path / "letter.txt").write_text("Other words.", encoding="utf-8")
    job = ingest(made, sources_of([tmp_path / "letter.txt"]), "sentence")
    assert "differs from what the project has" in errors(job)["letter.txt"]


def test_one_file_of_segments_for_two_recordings_is_refused_by_format(tmp_path: Path) -> None:
    from accounts.errors import Refused

    (tmp_path / "a.eaf").write_text("")
    two = [Source(tmp_path / name, name) for name in ("a.wav", "b.wav")]
    with pytest.raises(Refused, match="2 files"):
        with_transcripts(two, tmp_path / "a.eaf")
    shutil.copy(tmp_path / "a.eaf", tmp_path / "a.rttm")
    assert all(one.transcript for one in with_transcripts(two, tmp_path / "a.rttm"))


@pytest.mark.shared
def test_published_meetings_with_their_reference(made: Project, shared_data: Path) -> None:
    folder = (shared_data / "audio_ami").resolve()
    sources = [one for one in paired(sources_of([folder])) if one.path.suffix == ".wav"]
    assert {one.transcript for one in sources} == {folder / "reference.rttm"}
    job = ingest(made, sources, "import")
    # The collection spells this one otherwise in its reference.
    assert errors(job) == {
        "trñ00.wav": "reference.rttm: has no segments of 'trñ00'; "
        "it has: dev00, trn00, trn02, trn05, trn06"
    }
    lines = (folder / "reference.rttm").read_text().splitlines()
    said = {(*line.split()[1:5], line.split()[7]) for line in lines
            if line.strip() and "trn00" not in line}  # fmt: skip
    assert 0.95 * len(said) <= Segment.objects.count() <= len(said)
    assert Recording.objects.count() == 4


def test_a_text_comes_in_once_where_there_are_arms(made: Project, tmp_path: Path) -> None:
    under(made, arms={"presentations": ["text", "both"], "rule": "separate"})
    (tmp_path / "letter.txt").write_text("One. Two.", encoding="utf-8")
    for _ in range(2):
        assert not errors(ingest(made, sources_of([tmp_path / "letter.txt"]), "sentence"))
        assert (Segment.objects.count(), made.items.count()) == (2, 4)
    (tmp_path / "letter.txt").write_text("Other words.", encoding="utf-8")
    job = ingest(made, sources_of([tmp_path / "letter.txt"]), "sentence")
    assert "'letter_00001' is 'One.' there" in errors(job)["letter.txt"]


def test_another_sensor_table_does_not_take_the_place_of_one_that_was_seen(
    made: Project, tmp_path: Path
) -> None:
    film_path = talking_film(tmp_path / "trial.mp4")
    table = sensor_table(tmp_path / "trial.csv")
    assert not errors(ingest(made, paired(sources_of([film_path, table])), "whole"))
    assert not errors(ingest(made, paired(sources_of([film_path, table])), "whole"))  # the same
    rows = table.read_text().splitlines()
    table.write_text("\n".join(rows[:-1]) + "\n")
    job = ingest(project("elsewhere"), paired(sources_of([film_path, table])), "whole")
    assert "in already with the sensor table 'trial.csv'" in errors(job)["trial.mp4"]
    kept = Segment.objects.get().sensors
    assert kept is not None
    assert kept.pk == Recording.objects.filter(name="trial.csv").earliest("pk").pk
