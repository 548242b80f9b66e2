"""Run a card on segments: a job whose items are batches, and one view over the whole run."""

import platform
from collections.abc import Sequence
from contextlib import closing
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import User
from autolabel.cards.schema import Card as CardFile
from autolabel.cards.schema import card_body, card_hash
from autolabel.cards.store import builtin_cards, cards_in
from autolabel.clips import clips_of, speaker_of
from autolabel.engines.contract import Engine, EngineError, Output
from autolabel.engines.registry import engine_for
from autolabel.errors import AutolabelRefused, CardMissing
from autolabel.models import Card, Prediction, Run
from ingestion.models import Segment
from jobs import services as jobs
from jobs.errors import ItemFailed
from jobs.handlers import Report
from jobs.models import Job, JobItem

KIND = "autolabel"
BATCH = 64
LIBRARIES = ("numpy", "scipy", "soundfile")


def cards_known() -> dict[str, CardFile]:
    """The cards that may be run: ours, and those an admin added, by id."""
    return {**cards_in(settings.CARDS_ROOT), **builtin_cards()}


def card_by_id(card_id: str) -> CardFile:
    """A card.

    Raises:
        CardMissing: there is none of this id
    """
    cards = cards_known()
    if card_id not in cards:
        raise CardMissing(f"There is no card '{card_id}'; there are: {', '.join(sorted(cards))}.")
    return cards[card_id]


def card_stored(card: CardFile) -> Card:
    """The row of a card as it is now."""
    return Card.objects.get_or_create(
        hash=card_hash(card), defaults={"card_id": card.id, "body": card_body(card)}
    )[0]


def run_start(
    *, card_id: str, segments: Sequence[int], project: str = "", created_by: User | None = None
) -> tuple[Run, Job]:
    """Queue a run of a card over segments (their ids).

    Raises:
        CardMissing: there is no such card
        AutolabelRefused: there are no segments
    """
    card = card_by_id(card_id)
    if not segments:
        raise AutolabelRefused("There is nothing to label yet: ingest media or import items first.")
    with transaction.atomic():
        run = Run.objects.create(
            card=card_stored(card), created_by=created_by, versions=_versions()
        )
        batches = [segments[at : at + BATCH] for at in range(0, len(segments), BATCH)]
        job = jobs.job_create(
            kind=KIND,
            label=f"Auto-label {len(segments)} segments with {card_id}",
            project=project,
            created_by=created_by,
            params={"run": str(run.pk), "card": card_id},
            items=[
                jobs.NewItem(
                    key=str(n), name=f"batch {n + 1}", params={"segments": list(map(int, batch))}
                )
                for n, batch in enumerate(batches)
            ],
        )
    return run, job


def _versions() -> dict[str, str]:
    return {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}}


class AutolabelHandler:
    """One batch of segments a job item; what is there already is not computed again."""

    kind = KIND
    queue = "gpu"

    def run_item(self, job: Job, item: JobItem, report: Report) -> dict[str, Any]:
        run = Run.objects.select_related("card").get(pk=job.params["run"])
        segments = list(
            Segment.objects.filter(pk__in=item.params["segments"])
            .exclude(predictions__run=run)
            .select_related("recording")
        )
        known = _known_outputs(run, segments)
        new = [segment for segment in segments if segment.identity not in known]
        report("label", 0.1)
        labelled = _label(self._engine(job), new) if new else {}
        rows = [
            _prediction(run, segment, known.get(segment.identity) or labelled[str(segment.pk)])
            for segment in segments
        ]
        Prediction.objects.bulk_create(rows, ignore_conflicts=True)
        return {"labelled": len(new), "reused": len(segments) - len(new)}

    def finish(self, job: Job) -> str:
        run = Run.objects.get(pk=job.params["run"])
        return _derive(run, self._engine(job))

    def _engine(self, job: Job) -> Engine:
        try:
            return engine_for(card_by_id(job.params["card"]))
        except (EngineError, CardMissing) as error:
            raise ItemFailed(str(error)) from error


def _label(engine: Engine, segments: Sequence[Segment]) -> dict[str, Output]:
    with closing(engine):
        try:
            engine.load("cpu")
        except EngineError as error:
            raise ItemFailed(str(error)) from error
        return {output.key: output for output in engine.label(clips_of(segments, engine.modality))}


def _known_outputs(run: Run, segments: Sequence[Segment]) -> dict[str, Output]:
    """Raw outputs of the same card on the same content, from earlier runs, by segment identity."""
    earlier = (
        Prediction.objects.filter(
            run__card=run.card, segment__identity__in=[segment.identity for segment in segments]
        )
        .exclude(run=run)
        .values_list("segment__identity", "raw", "error")
    )
    return {
        identity: Output(key=identity, raw=raw, error=error or None)
        for identity, raw, error in earlier
    }


def _prediction(run: Run, segment: Segment, output: Output) -> Prediction:
    return Prediction(run=run, segment=segment, raw=output.raw, error=output.error or "")


def _derive(run: Run, engine: Engine) -> str:
    """Compute the view over the whole run (a speaker's clips are judged against each other)."""
    rows = list(run.predictions.select_related("segment"))
    outputs = [
        Output(key=str(row.segment_id), raw=row.raw, error=row.error or None) for row in rows
    ]
    speakers = {str(row.segment_id): speaker_of(row.segment) for row in rows}
    views = engine.normalise(outputs, speakers)
    for row in rows:
        row.derived = views.get(str(row.segment_id))
    Prediction.objects.bulk_update(rows, ["derived"], batch_size=1000)
    failed = sum(1 for row in rows if row.raw is None)
    return f"{len(rows) - failed} segments labelled" + (
        f", {failed} without an answer" if failed else ""
    )
