"""Words with times, from the files that come with media to the pages that show them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from annotation.models import Project
from annotation.services.assignment import assignment_next
from annotation.services.ingest.job import ingest_start
from annotation.services.ingest.sources import paired, sources_of
from annotation.services.projects.items import NewItem, items_add
from ingestion.models import Segment
from jobs.runner import job_run
from tests.annotation.acts import raters, under
from tests.annotation.turns.making import correct, listed, recorded, split
from tests.cast import project
from tests.media.makers import tone, write_wav

pytestmark = pytest.mark.django_db


def word(text: str, start: float, end: float) -> dict[str, Any]:
    return {"text": text, "start_seconds": start, "end_seconds": end}


SAID = [word("I", 3.2, 3.4), word("said", 3.4, 4), word("I", 4.6, 4.8), word("would", 5, 5.5)]


@pytest.fixture
def made() -> Project:
    return project("spoken", "meld")


def test_what_a_recogniser_wrote_beside_the_media_is_found(made: Project, tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(4, 16_000), 16_000)
    (tmp_path / "notes.json").write_text('{"made": "by hand"}')
    body = {
        "segments": [
            {
                "start": 0.5,
                "end": 2,
                "text": " Oh no.",
                "words": [{"word": " Oh", "start": 0.5, "end": 0.9}, {"word": " no."}],
            }
        ]
    }
    (tmp_path / "a.json").write_text(json.dumps(body))
    sources = paired(sources_of([tmp_path]))
    assert [(one.name, one.transcript) for one in sources] == [
        ("a.wav", tmp_path / "a.json"),
        ("notes.json", None),
    ]
    for _ in range(2):  # a second time it is the same segment
        job = ingest_start(project=made, sources=sources[:1], profile="import", speakers="none")
        job_run(job)
    segment = Segment.objects.get()
    assert segment.transcript == "Oh no."
    assert segment.words == [word("Oh", 0.5, 0.9)]


def test_raters_get_the_words_only_where_they_get_the_text(made: Project, client: Client) -> None:
    _, segments = recorded()
    Segment.objects.filter(pk=segments[1].pk).update(words=SAID)
    items_add(project=made, items=[NewItem("one", Segment.objects.get(pk=segments[1].pk))])
    (person,) = raters(made, 1)
    client.force_login(person)
    shown = client.post("/api/projects/spoken/next/").json()
    assert shown["words"] == SAID
    under(made, show_transcript=False)
    hidden = client.get(f"/api/assignments/{shown['assignment_id']}/").json()
    assert (hidden["transcript"], hidden["words"]) == (None, [])


def test_turns_that_are_corrected_keep_the_words_that_they_still_say(made: Project) -> None:
    recording, segments = recorded()
    Segment.objects.filter(pk=segments[1].pk).update(words=SAID)
    items_add(project=made, items=[NewItem(f"t{n}", one) for n, one in enumerate(segments)])
    done = correct(made, recording, split(listed(made, recording), 1, 4.5))
    assert [turn["words"] for turn in done.turns] == [[], SAID[:2], SAID[2:], [], []]
    turns = listed(made, recording)
    turns[1] |= {"text": "I never said"}
    done = correct(made, recording, turns)
    assert done.turns[1]["words"] == SAID[:2]
    turns = listed(made, recording)
    turns[1:3] = [{**turns[1], "end_seconds": turns[2]["end_seconds"], "text": ""}]
    done = correct(made, recording, turns)
    assert [turn["words"] for turn in done.turns] == [[], [], [], []]
    assert assignment_next(project=made, user=raters(made, 1)[0]) is not None
