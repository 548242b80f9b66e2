"""Processes die at any moment: no acknowledged answer is lost or doubled, and jobs finish once."""

import http.client
import shutil
import threading
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from bench.browserless import Person
from config.services.postgres import EmbeddedPostgres
from ingestion.samples import SAMPLES
from tests.at_once import Prepared
from tests.faults.killing import kill_children, project_of, rows, wait_for, wait_until

pytestmark = pytest.mark.faults
PASSWORD = "correct horse battery"
RATERS = 4
ITEMS = 400
PATIENCE_SECONDS = 100
"""A busy machine takes long to start a web server anew."""


def person_create(name: str) -> list[str]:
    return ["user", "create", name, "--role", "annotator", "--password-stdin"]


def submit_until_acknowledged(person: Person, path: str, body: dict[str, Any]) -> None:
    """What the browser does: the same key again until the server says that it has it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
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


def test_web_servers_killed_while_raters_submit(stack: Prepared, tmp_path: Path) -> None:
    table = tmp_path / "words.csv"
    table.write_text("item,transcript\n" + "".join(f"w{n},Sentence {n}.\n" for n in range(ITEMS)))
    names = [f"rater{n}" for n in range(RATERS)]
    stack.done_at_once(
        ["project", "create", "words", "--preset", "meld"],
        ["import", "words", str(table), "--as", "items"],
        *(person_create(name) for name in names),
        *(["project", "member", "words", name, "--role", "rater"] for name in names),
        stdin=f"{PASSWORD}\n",
    )
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
    of_project = f"project_id = {project_of('words')}"
    keys = rows(stack, f"SELECT client_key FROM annotation_rating WHERE {of_project}")
    assert sorted(str(key) for (key,) in keys) == sorted(acknowledged)
    pairs = rows(stack, f"SELECT item_id, rater_id FROM annotation_rating WHERE {of_project}")
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


def web_processes(stack: Prepared) -> list[psutil.Process]:
    assert stack.process is not None
    family = psutil.Process(stack.process.pid).children(recursive=True)
    found = []
    for child in family:
        with suppress(psutil.Error):
            if "granian" in " ".join(child.cmdline()):
                found.append(child)
    return found


def execute(stack: Prepared, statements: str) -> None:
    with psycopg.connect(EmbeddedPostgres(stack.home).dsn(), autocommit=True) as connection:
        connection.execute(statements)  # type: ignore[call-overload]


Asked = tuple[Person, dict[str, Any], dict[str, Any]]


def one_asked(stack: Prepared, name: str, folder: Path) -> Asked:
    """A person of a project, both called `name`; the first task; an answer to it."""
    table = folder / f"{name}.csv"
    table.write_text(f"item,transcript\n{name}1,Only once.\n{name}2,And again.\n")
    stack.done_at_once(
        ["project", "create", name, "--preset", "meld"],
        ["import", name, str(table), "--as", "items"],
        person_create(name),
        ["project", "member", name, name, "--role", "rater"],
        stdin=f"{PASSWORD}\n",
    )
    person = Person(stack.port, name, PASSWORD)
    _, task = person.send("POST", f"/api/projects/{name}/next/")
    answers = {"emotion": {"value": "joy"}, "sentiment": {"value": "positive"}}
    body = {"client_key": str(uuid.uuid4()), "answers": answers, "elapsed_ms": 1000, "plays": 0}
    return person, task, body


def test_web_server_killed_between_commit_and_reply(stack: Prepared, tmp_path: Path) -> None:
    """The server stands still while PostgreSQL commits, and dies before it can say so."""
    person, task, body = one_asked(stack, "once", tmp_path)
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
    of_project = f"project_id = {project_of('once')}"
    stored = f"SELECT answers, revision FROM annotation_rating WHERE {of_project}"
    assert rows(stack, stored) == [(body["answers"], 1)]
    assert rows(stack, f"SELECT submitted FROM annotation_rater WHERE {of_project}") == [(1,)]
    _, following = person.send("POST", "/api/projects/once/next/")
    assert following["item"] != task["item"]


def test_worker_killed_in_the_middle_of_an_ingest(stack: Prepared, tmp_path: Path) -> None:
    folder = tmp_path / "media"
    folder.mkdir()
    for sample in SAMPLES:
        shutil.copy(sample.media, folder)
    stack.done_at_once(
        ["project", "create", "talks", "--preset", "soft-turns"],
        ["ingest", "talks", str(folder), "--no-wait", "--json"],
    )
    of_job = "job_id IN (SELECT id FROM jobs_job WHERE project = 'talks')"
    listens = "state = 'running' AND stage = 'listen'"
    wait_for(stack, f"SELECT 1 FROM jobs_jobitem WHERE {of_job} AND {listens}")
    assert kill_children(stack, "celery") >= 2
    wait_for(stack, "SELECT 1 FROM jobs_job WHERE project = 'talks' AND state = 'done'")
    done = f"SELECT count(*), max(attempts) > 1 FROM jobs_jobitem WHERE {of_job} AND state = 'done'"
    assert rows(stack, done) == [(3, True)]
    talks = f"ingestion_recording WHERE name IN {tuple(sample.media.name for sample in SAMPLES)}"
    assert rows(stack, f"SELECT count(*) FROM {talks}") == [(3,)]
    cuts = f"ingestion_segmentation WHERE recording_id IN (SELECT id FROM {talks})"
    assert rows(stack, f"SELECT count(*) FROM {cuts}") == [(3,)]
    doubled = "SELECT identity FROM ingestion_segment GROUP BY 1 HAVING count(*) > 1"
    assert rows(stack, doubled) == []
    segments = (
        f"SELECT count(*) FROM ingestion_segment WHERE recording_id IN (SELECT id FROM {talks})"
    )
    items = f"SELECT count(*) FROM annotation_item WHERE project_id = {project_of('talks')}"
    assert rows(stack, segments) == rows(stack, items)


def test_supervisor_killed_then_up_again_with_every_answer(stack: Prepared, tmp_path: Path) -> None:
    person, task, body = one_asked(stack, "again", tmp_path)
    path = f"/api/assignments/{task['assignment_id']}/ratings/"
    assert person.send("POST", path, body)[0] == 201
    before = rows(stack, "SELECT client_key, answers FROM annotation_rating ORDER BY id")
    assert body["client_key"] in {str(key) for key, _ in before}
    stack.kill()
    stack.start()
    assert rows(stack, "SELECT client_key, answers FROM annotation_rating ORDER BY id") == before
    person = Person(stack.port, "again", PASSWORD)
    status, _ = person.send("GET", "/api/work/")
    assert status == 200
