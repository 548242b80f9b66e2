"""Processes die at any moment: no acknowledged answer is lost or doubled, and jobs finish once."""

import http.client
import os
import shutil
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from bench.browserless import Person
from bench.stack import Stack, private_home
from config.services.postgres import EmbeddedPostgres
from ingestion.samples import SAMPLES

pytestmark = pytest.mark.faults
PASSWORD = "correct horse battery"
RATERS = 4
ITEMS = 400


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with private_home() as home:
        made = Stack(home)
        made.start()
        try:
            yield made
        finally:
            made.stop()


def run(stack: Stack, *arguments: str, stdin: str = "") -> None:
    done = stack.emotate(*arguments, stdin=stdin)
    assert done.returncode == 0, done.stderr


def rows(stack: Stack, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(EmbeddedPostgres(stack.home).dsn()) as connection:
        return connection.execute(query).fetchall()  # type: ignore[call-overload, no-any-return]


def kill_children(stack: Stack, word: str) -> int:
    """SIGKILL everything below the supervisor whose command line has the word."""
    assert stack.process is not None
    killed = 0
    for child in psutil.Process(stack.process.pid).children(recursive=True):
        with suppress(psutil.Error, ProcessLookupError):  # some die between list and look
            if word in " ".join(child.cmdline()):
                os.kill(child.pid, signal.SIGKILL)
                killed += 1
    return killed


def submit_until_acknowledged(person: Person, path: str, body: dict[str, Any]) -> None:
    """What the browser does: the same key again until the server says that it has it."""
    for _ in range(300):
        try:
            status, answer = person.send("POST", path, body)
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
            continue
        if status in (200, 201):
            return
        assert status >= 500, answer
        time.sleep(0.1)
    raise AssertionError("never acknowledged")


def rate_on(person: Person, over: threading.Event, acknowledged: list[str]) -> None:
    answers = {"emotion": {"value": "joy"}, "sentiment": {"value": "positive"}}
    while not over.is_set():
        try:
            status, task = person.send("POST", "/api/projects/words/next/")
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
            continue
        if status == 204:
            return
        if status != 200:
            time.sleep(0.1)
            continue
        key = str(uuid.uuid4())
        path = f"/api/assignments/{task['assignment_id']}/ratings/"
        submit_until_acknowledged(person, path, {"client_key": key, "answers": answers})
        acknowledged.append(key)


def test_web_servers_killed_while_raters_submit(stack: Stack, tmp_path: Path) -> None:
    table = tmp_path / "words.csv"
    table.write_text("item,transcript\n" + "".join(f"w{n},Sentence {n}.\n" for n in range(ITEMS)))
    run(stack, "project", "create", "words", "--preset", "meld")
    run(stack, "import", "words", str(table), "--as", "items")
    names = [f"rater{n}" for n in range(RATERS)]
    for name in names:
        run(stack, "user", "create", name, "--role", "annotator", "--password-stdin",
            stdin=f"{PASSWORD}\n")  # fmt: skip
        run(stack, "project", "member", "words", name, "--role", "rater")
    over, acknowledged, failures = threading.Event(), list[str](), list[BaseException]()

    def rate(person: Person) -> None:
        try:
            rate_on(person, over, acknowledged)
        except BaseException as error:  # told to the main thread
            failures.append(error)

    people = [Person(stack.port, name, PASSWORD) for name in names]
    threads = [threading.Thread(target=rate, args=(person,), daemon=True) for person in people]
    for thread in threads:
        thread.start()
    for _ in range(3):
        wait_for_more(acknowledged, failures)
        assert kill_children(stack, "granian") >= 2
    wait_for_more(acknowledged, failures)
    over.set()
    for thread in threads:
        thread.join(timeout=120)
    assert not failures
    assert len(acknowledged) >= 60
    stored = [str(key) for (key,) in rows(stack, "SELECT client_key FROM annotation_rating")]
    assert sorted(stored) == sorted(acknowledged)
    pairs = rows(stack, "SELECT item_id, rater_id FROM annotation_rating")
    assert len(set(pairs)) == len(pairs)
    over_number = "SELECT key FROM annotation_item WHERE taken > wanted OR rated > wanted"
    assert rows(stack, over_number) == []


def wait_for_more(acknowledged: list[str], failures: list[BaseException]) -> None:
    """Until fifteen more answers are in: the server is up and in the middle of submissions."""
    enough = len(acknowledged) + 15
    wait_until(lambda: len(acknowledged) >= enough or bool(failures))
    assert not failures


# What is stored waits this long in the middle of its commit.
SLOW_COMMIT = """
CREATE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN PERFORM pg_sleep(3); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER wait_at_commit AFTER INSERT ON annotation_rating
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_commit()
"""
AT_COMMIT = "SELECT 1 FROM pg_stat_activity WHERE query ILIKE 'commit%' AND state = 'active'"
NO_SLOW_COMMIT = """
DROP TRIGGER wait_at_commit ON annotation_rating;
DROP FUNCTION wait_at_commit()
"""


def web_processes(stack: Stack) -> list[psutil.Process]:
    assert stack.process is not None
    family = psutil.Process(stack.process.pid).children(recursive=True)
    found = []
    for child in family:
        with suppress(psutil.Error):
            if "granian" in " ".join(child.cmdline()):
                found.append(child)
    return found


def execute(stack: Stack, statements: str) -> None:
    with psycopg.connect(EmbeddedPostgres(stack.home).dsn(), autocommit=True) as connection:
        connection.execute(statements)  # type: ignore[call-overload]


def test_web_server_killed_between_commit_and_reply(stack: Stack, tmp_path: Path) -> None:
    """The server stands still while PostgreSQL commits, and dies before it can say so."""
    table = tmp_path / "once.csv"
    table.write_text("item,transcript\no1,Only once.\no2,And again.\n")
    run(stack, "project", "create", "once", "--preset", "meld")
    run(stack, "import", "once", str(table), "--as", "items")
    run(stack, "user", "create", "oncer", "--role", "annotator", "--password-stdin",
        stdin=f"{PASSWORD}\n")  # fmt: skip
    run(stack, "project", "member", "once", "oncer", "--role", "rater")
    person = Person(stack.port, "oncer", PASSWORD)
    _, task = person.send("POST", "/api/projects/once/next/")
    answers = {"emotion": {"value": "joy"}, "sentiment": {"value": "positive"}}
    body = {"client_key": str(uuid.uuid4()), "answers": answers, "elapsed_ms": 1000, "plays": 0}
    path = f"/api/assignments/{task['assignment_id']}/ratings/"
    replies: list[Any] = []

    def submit() -> None:
        try:
            replies.append(person.send("POST", path, body))
        except (OSError, http.client.HTTPException) as error:
            replies.append(error)

    execute(stack, SLOW_COMMIT)
    try:
        thread = threading.Thread(target=submit, daemon=True)
        thread.start()
        wait_for(stack, AT_COMMIT)
        stopped = web_processes(stack)
        assert len(stopped) >= 2
        for process in stopped:
            process.suspend()
        wait_for(
            stack, f"SELECT 1 FROM annotation_rating WHERE client_key = '{body['client_key']}'"
        )
        assert replies == []
        for process in stopped:
            process.kill()
        thread.join(timeout=60)
    finally:
        execute(stack, NO_SLOW_COMMIT)
    assert [type(reply) for reply in replies] != [tuple], replies  # nobody said that it is stored
    wait_until(stack.answers)
    status, receipt = person.send("POST", path, body)
    assert (status, receipt["revision"]) == (200, 1)
    of_project = "project_id = (SELECT id FROM annotation_project WHERE slug = 'once')"
    stored = f"SELECT answers, revision FROM annotation_rating WHERE {of_project}"
    assert rows(stack, stored) == [(answers, 1)]
    assert rows(stack, f"SELECT submitted FROM annotation_rater WHERE {of_project}") == [(1,)]
    _, following = person.send("POST", "/api/projects/once/next/")
    assert following["item"] != task["item"]


def test_worker_killed_in_the_middle_of_an_ingest(stack: Stack, tmp_path: Path) -> None:
    run(stack, "project", "create", "talks", "--preset", "soft-turns")
    folder = tmp_path / "media"
    folder.mkdir()
    for sample in SAMPLES:
        shutil.copy(sample.media, folder)
    done = stack.emotate("ingest", "talks", str(folder), "--no-wait", "--json")
    assert done.returncode == 0, done.stderr
    wait_for(stack, "SELECT 1 FROM jobs_jobitem WHERE state = 'running' AND stage = 'listen'")
    assert kill_children(stack, "celery") >= 2
    wait_for(stack, "SELECT 1 FROM jobs_job WHERE kind = 'ingest' AND state = 'done'")
    assert rows(stack, "SELECT count(*) FROM jobs_jobitem WHERE state = 'done'") == [(3,)]
    assert rows(stack, "SELECT max(attempts) > 1 FROM jobs_jobitem") == [(True,)]
    assert rows(stack, "SELECT count(*) FROM ingestion_recording") == [(3,)]
    assert rows(stack, "SELECT count(*) FROM ingestion_segmentation") == [(3,)]
    doubled = "SELECT identity FROM ingestion_segment GROUP BY 1 HAVING count(*) > 1"
    assert rows(stack, doubled) == []
    segments = "SELECT count(*) FROM ingestion_segment WHERE recording_id IS NOT NULL"
    items = (
        "SELECT count(*) FROM annotation_item i JOIN annotation_project p ON p.id = i.project_id "
        "WHERE p.slug = 'talks'"
    )
    assert rows(stack, segments) == rows(stack, items)


def wait_for(stack: Stack, query: str) -> None:
    wait_until(lambda: bool(rows(stack, query)))


def wait_until(true: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def test_supervisor_killed_then_up_again_with_every_answer(stack: Stack) -> None:
    before = rows(stack, "SELECT count(*) FROM annotation_rating")
    stack.kill()
    stack.start()
    assert rows(stack, "SELECT count(*) FROM annotation_rating") == before
    person = Person(stack.port, "rater0", PASSWORD)
    status, _ = person.send("GET", "/api/work/")
    assert status == 200


def test_it_stops_cleanly_and_leaves_no_process(stack: Stack) -> None:
    assert stack.process is not None
    family = psutil.Process(stack.process.pid).children(recursive=True)
    assert len(family) >= 5
    assert stack.stop() == 0
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive
    assert not EmbeddedPostgres(stack.home).is_running()
    stack.start()
