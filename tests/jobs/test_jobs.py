"""Jobs: every item once, whatever happens to runners."""

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.errors import Conflict, Missing
from bench.stack import ROOT
from jobs import handlers, services
from jobs.errors import ItemFailed, ItemSkipped
from jobs.models import ItemState, Job, JobItem, JobState
from jobs.runner import job_run
from jobs.selectors import job_by_id

pytestmark = pytest.mark.django_db


class Fake:
    """Does what an item's params say."""

    kind = "fake"
    queue = "ingest"

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.finished = 0
        self.on_item: Any = None
        self.on_finish: Any = None

    def run_item(self, job: Job, item: JobItem, report: handlers.Report) -> dict[str, Any]:
        self.ran.append(item.key)
        if self.on_item:
            self.on_item(item, report)
        match item.params.get("end"):
            case "fail":
                raise ItemFailed("broken on purpose")
            case "skip":
                raise ItemSkipped("nothing to do")
            case "crash":
                raise RuntimeError("a bug")
        return {"seen": item.key}

    def finish(self, job: Job) -> str:
        self.finished += 1
        if self.on_finish:
            self.on_finish()
        return "all seen"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    made = Fake()
    monkeypatch.setitem(handlers._PATHS, "fake", "tests.jobs.test_jobs.Fake")
    monkeypatch.setitem(handlers._HANDLERS, "fake", made)
    monkeypatch.setattr(services, "wake", lambda *_: None)
    return made


def new_job(*ends: str) -> Job:
    return services.job_create(
        kind="fake",
        label="a fake",
        items=[services.NewItem(str(n), f"item {n}", {"end": end}) for n, end in enumerate(ends)],
    )


def states(job: Job) -> list[str]:
    return list(job.items.order_by("position").values_list("state", flat=True))


def test_all_items_end_and_the_rest_goes_on_after_a_failure(fake: Fake) -> None:
    job = new_job("ok", "fail", "skip", "crash", "ok")
    assert job_run(job) is False
    job.refresh_from_db()
    assert states(job) == ["done", "failed", "skipped", "failed", "done"]
    assert (job.state, job.message, fake.finished) == (JobState.FAILED, "all seen", 1)
    errors = dict(job.items.values_list("key", "error"))
    assert errors["1"] == "broken on purpose"
    assert "RuntimeError: a bug" in errors["3"]
    counts = job_by_id(str(job.pk))
    assert (counts.total, counts.done, counts.failed, counts.skipped) == (5, 2, 2, 1)  # type: ignore[attr-defined]


def test_an_item_whose_runner_died_is_taken_over_once_its_lease_ends(fake: Fake) -> None:
    job = new_job("ok")
    dead = services.item_claim(job=job, worker="dead")
    assert dead is not None
    assert services.item_claim(job=job, worker="alive") is None
    JobItem.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    job_run(job)
    job.refresh_from_db()
    assert (states(job), job.state) == (["done"], JobState.DONE)
    assert services.item_end(item=dead, state=ItemState.FAILED) is False
    assert states(job) == ["done"], "the runner that was thought dead changes nothing"


def test_an_item_that_keeps_killing_its_runner_is_given_up(fake: Fake) -> None:
    job = new_job("ok", "ok")
    for _ in range(services.MAX_ATTEMPTS):
        services.item_claim(job=job, worker="dies")
        JobItem.objects.filter(position=0).update(lease_until=timezone.now() - timedelta(seconds=1))
    job_run(job)
    assert states(job) == ["failed", "done"]
    assert "Given up after 3 attempts" in job.items.get(position=0).error
    assert fake.ran == ["1"]


def test_cancel_stops_the_item_in_hand_and_those_that_wait(fake: Fake) -> None:
    job = new_job("ok", "ok", "ok")

    def cancel_during_second(item: JobItem, report: handlers.Report) -> None:
        if item.key == "1":
            services.job_cancel(job=job)
        report("stage", 0.5)

    fake.on_item = cancel_during_second
    job_run(job)
    job.refresh_from_db()
    assert states(job) == ["done", "cancelled", "cancelled"]
    assert (job.state, fake.finished) == (JobState.CANCELLED, 0)


def test_retry_runs_what_failed_and_nothing_else(fake: Fake) -> None:
    job = new_job("ok", "fail")
    job_run(job)
    JobItem.objects.filter(position=1).update(params={"end": "ok"})
    services.job_retry(job=job)
    job_run(job)
    job.refresh_from_db()
    assert (states(job), job.state) == (["done", "done"], JobState.DONE)
    assert fake.ran == ["0", "1", "1"]


def test_retry_of_what_went_well_is_a_conflict(fake: Fake) -> None:
    job = new_job("ok")
    with pytest.raises(Conflict, match="still going on"):
        services.job_retry(job=job)
    job_run(job)
    with pytest.raises(Conflict, match="nothing to retry"):
        services.job_retry(job=job)
    job.refresh_from_db()
    with pytest.raises(Conflict, match="done already"):
        services.job_cancel(job=job)


def test_a_finish_that_fails_ends_the_job_with_a_sentence(fake: Fake) -> None:
    def fail() -> None:
        raise ValueError("no room")

    fake.on_finish = fail
    job = new_job("ok")
    job_run(job)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "no room" in job.message


def test_the_sweep_finds_jobs_that_nobody_works_on(fake: Fake) -> None:
    idle, in_hand, done = new_job("ok"), new_job("ok", "ok"), new_job("ok")
    services.item_claim(job=in_hand, worker="alive")
    job_run(done)
    assert services.jobs_to_wake() == [idle]
    JobItem.objects.filter(job=in_hand).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert set(services.jobs_to_wake()) == {idle, in_hand}


@pytest.mark.parametrize("bad", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_job_is_missing(bad: str) -> None:
    with pytest.raises(Missing, match="no job"):
        job_by_id(bad)


def test_unknown_kinds_name_those_there_are(fake: Fake) -> None:
    with pytest.raises(LookupError, match="fake"):
        handlers.handler_of("dreams")


def test_two_handlers_of_one_kind_are_refused(fake: Fake) -> None:
    with pytest.raises(ValueError, match="Two job handlers"):
        handlers.register("fake", "tests.jobs.test_jobs.Other")
    handlers.register("fake", "tests.jobs.test_jobs.Fake")  # the same again is the same


def test_every_kind_has_the_handler_of_its_name() -> None:
    handlers.handlers_load()
    assert {kind: handler.kind for kind, handler in handlers._HANDLERS.items()} == {
        kind: kind for kind in ("autolabel", "import", "ingest", "release")
    }


def test_a_command_that_runs_no_job_loads_no_handler() -> None:
    """Else each waits a second longer for what only workers and the pages of results compute."""
    script = (
        "import django, sys; django.setup(); "
        "heavy = {'numpy', 'scipy', 'pyarrow', 'polars'} & set(sys.modules); "
        "sys.exit(f'loaded: {sorted(heavy)}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
